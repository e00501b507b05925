// SPDX-License-Identifier: Apache-2.0
// BPMN 10.6.3: every flow out whose condition holds, else the default. A join waits for all that can still come
// (join.cpp).
#include "process/element/element.hpp"

namespace hz::process {

void open_inclusive(Run& run, Index place, std::int64_t scope) {
    const Node& gateway = run.node(place);
    run.reach(gateway.id, gateway.marks);
    run.pass(place);
    if (gateway.outgoing.empty()) return run.end(scope);
    std::vector<Index> flows;
    if (!run.choose(place, scope, flows)) return;
    for (const Index flow : flows) run.take(flow, scope);
}

namespace {

void enter(Run& run, Index place, Index flow, std::int64_t scope) {
    if (run.node(place).incoming.size() <= 1 || flow == nowhere) return open_inclusive(run, place, scope);
    run.rest(run.definition.flow_place(flow), scope);
    run.end(scope);
}

}  // namespace

constinit const Element inclusive_gateway{
    .tag = "inclusiveGateway",
    .check = check_gateway,
    .enter = enter,
};

}  // namespace hz::process
