// SPDX-License-Identifier: Apache-2.0
// BPMN 10.5.4: waits for one of its events, or with parallelMultiple for all. As the target of a link it waits for
// nothing.
#include "process/element/element.hpp"

namespace hz::process {

namespace {

void check(const Definition& definition, const Node& node, Findings& findings) {
    check_catching(definition, node, findings);
}

void enter(Run& run, Index place, Index, std::int64_t scope) {
    const Node& event = run.node(place);
    if (!event.events.empty() && event.events.front().kind == EventKind::link) {
        run.reach(event.id, event.marks);
        run.pass(place);
        return run.leave(place, scope);
    }
    run.subscribe(run.rest(place, scope));
}

}  // namespace

constinit const Element intermediate_catch_event{
    .tag = "intermediateCatchEvent",
    .read_child = read_events,
    .check = check,
    .enter = enter,
    .waits = Waits::event,
};

}  // namespace hz::process
