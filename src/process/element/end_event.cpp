// SPDX-License-Identifier: Apache-2.0
// BPMN 10.5.3: consumes its token and throws its events. Terminate ends everything around it at once; an error leaves
// its scope for whoever catches it; cancel undoes the transaction.
#include <algorithm>

#include "process/element/element.hpp"

namespace hz::process {

namespace {

void throw_now(Run& run, Index place, std::int64_t scope) {
    const Node& event = run.node(place);
    run.reach(event.id, event.marks);
    run.pass(place);
    run.state.ended_at = event.id;
    const Json data = run.inputs(place, scope);
    for (const EventDefinition& thrown : event.events) {
        if (thrown.kind == EventKind::compensation) {
            run.undo(place, scope, thrown.activity, thrown.wait);
        } else if (!run.throw_event(place, thrown, scope, data)) {
            return;
        }
    }
    run.end(scope);
}

void enter(Run& run, Index place, Index, std::int64_t scope) {
    const auto& events = run.node(place).events;
    const bool signals = std::ranges::any_of(events, [](const auto& e) { return e.kind == EventKind::signal; });
    if (signals) return run.throw_later(place, scope);
    throw_now(run, place, scope);
}

}  // namespace

constinit const Element end_event{
    .tag = "endEvent",
    .read_child = read_events,
    .enter = enter,
    .throw_now = throw_now,
};

}  // namespace hz::process
