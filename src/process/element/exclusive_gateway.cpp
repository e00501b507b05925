// SPDX-License-Identifier: Apache-2.0
// BPMN 10.6.2: the first outgoing flow whose condition holds, in the order of the document; else the default.
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

void check_gateway(const Definition& definition, const Node& node, Findings& findings) {
    const std::size_t in = node.incoming.size();
    const std::size_t out = node.outgoing.size();
    const bool useless = definition.options.hosted ? in == 0 || out == 0 : in + out < 2;
    if (useless) findings.add(node.id, errors::gateway_useless);
    const std::string& direction = node.direction;
    const bool agrees = direction.empty() || direction == "Unspecified" ||
                        (direction == "Converging" && in > 1 && out <= 1) ||
                        (direction == "Diverging" && in <= 1 && out > 1) || (direction == "Mixed" && in > 1 && out > 1);
    if (!agrees) findings.add(node.id, errors::gateway_direction, {{"value", direction}});
}

namespace {

void check(const Definition& definition, const Node& node, Findings& findings) {
    check_gateway(definition, node, findings);
    if (node.outgoing.size() < 2 || !definition.options.hosted) return;
    for (const Index flow : node.outgoing) {
        if (flow == node.default_flow || definition.flows[flow].condition_text) continue;
        findings.add(definition.flows[flow].id, errors::condition_missing);
    }
}

void enter(Run& run, Index place, Index, std::int64_t scope) {
    const Node& gateway = run.node(place);
    run.reach(gateway.id, gateway.marks);
    run.pass(place);
    if (gateway.outgoing.empty()) return run.end(scope);
    for (const Index flow : gateway.outgoing) {
        if (flow == gateway.default_flow) continue;
        const bool taken = run.holds(run.definition.flows[flow], scope);
        if (run.error) return;
        if (taken) return run.take(flow, scope);
    }
    if (gateway.default_flow == nowhere) return run.fail(errors::no_flow_matches, gateway.id);
    run.take(gateway.default_flow, scope);
}

}  // namespace

constinit const Element exclusive_gateway{
    .tag = "exclusiveGateway",
    .check = check,
    .enter = enter,
};

}  // namespace hz::process
