// SPDX-License-Identifier: Apache-2.0
// BPMN 10.5.4: throws its events, in the order of the document, and goes on. Signals wait until nothing else moves in
// this step, so that everyone who begins to listen in it hears them.
#include <algorithm>

#include "process/element/element.hpp"

namespace hz::process {

namespace {

void go_on(Run& run, Index place, std::int64_t scope) {
    const Node& event = run.node(place);
    if (!event.events.empty() && event.events.front().kind == EventKind::link) {
        const Index target = event.events.front().activity;
        return target == nowhere ? run.end(scope) : run.begin(target, scope);
    }
    run.leave(place, scope);
}

void throw_now(Run& run, Index place, std::int64_t scope) {
    const Node& event = run.node(place);
    run.reach(event.id, event.marks);
    run.pass(place);
    const Json data = run.inputs(place, scope);
    for (const EventDefinition& thrown : event.events) {
        if (thrown.kind == EventKind::compensation) {
            if (run.undo(place, scope, thrown.activity, thrown.wait) && thrown.wait) return;  // it leaves afterwards
        } else if (!run.throw_event(place, thrown, scope, data)) {
            return;
        }
    }
    go_on(run, place, scope);
}

void enter(Run& run, Index place, Index, std::int64_t scope) {
    const auto& events = run.node(place).events;
    const bool signals = std::ranges::any_of(events, [](const auto& e) { return e.kind == EventKind::signal; });
    if (signals) return run.throw_later(place, scope);
    throw_now(run, place, scope);
}

}  // namespace

constinit const Element intermediate_throw_event{
    .tag = "intermediateThrowEvent",
    .read_child = read_events,
    .enter = enter,
    .throw_now = throw_now,
    .waits = Waits::inside,
};

}  // namespace hz::process
