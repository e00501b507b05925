// SPDX-License-Identifier: Apache-2.0
// BPMN 10.5.4: waits for its timer.
#include "process/element/element.hpp"

namespace hz::process {

namespace {

void enter(Run& run, Index node, Index) {
    const Node& event = run.definition.nodes[node];
    const auto token = run.rest(node);
    run.effects.emplace_back(TimerSet{token, event.id, event.timer->iso_duration, event.timer->working_days});
}

void wake(Run& run, const RunToken& token) {
    const Node& event = run.definition.nodes[token.place];
    run.remove(token.id);
    run.reach(event.id, event.marks);
    run.pass(token.place);
    run.leave(token.place);
}

}  // namespace

constinit const Element intermediate_catch_event{
    .tag = "intermediateCatchEvent",
    .attributes = {},
    .read_child = read_timer,
    .read = nullptr,
    .check = check_timer,
    .enter = enter,
    .wake = wake,
    .waits = Waits::timer,
};

}  // namespace hz::process
