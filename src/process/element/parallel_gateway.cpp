// SPDX-License-Identifier: Apache-2.0
// BPMN 10.6.4 and 13.4.1: waits for one token on each incoming flow, takes exactly those (the oldest of each), and
// sends one down every outgoing flow. Further tokens on a flow wait for the next round.
#include "process/element/element.hpp"

namespace hz::process {

namespace {

// The oldest token that waits on each incoming flow; empty while one is lacking.
std::vector<std::int64_t> one_of_each(const Run& run, const Node& gateway) {
    std::vector<std::int64_t> out;
    for (const Index flow : gateway.incoming) {
        const Index place = run.definition.flow_place(flow);
        const RunToken* found = nullptr;
        for (const RunToken& token : run.tokens) {
            if (token.place == place) {
                found = &token;
                break;
            }
        }
        if (found == nullptr) return {};
        out.push_back(found->id);
    }
    return out;
}

void enter(Run& run, Index node, Index flow) {
    const Node& gateway = run.definition.nodes[node];
    if (gateway.incoming.size() > 1) {
        run.rest(run.definition.flow_place(flow));
        const auto joined = one_of_each(run, gateway);
        if (joined.empty()) return;
        for (const auto token : joined) run.remove(token);
    }
    run.reach(gateway.id, gateway.marks);
    run.pass(node);
    for (const Index out : gateway.outgoing) run.take(out);
}

}  // namespace

constinit const Element parallel_gateway{
    .tag = "parallelGateway",
    .attributes = {},
    .read_child = nullptr,
    .read = nullptr,
    .check = check_gateway,
    .enter = enter,
    .wake = nullptr,
};

}  // namespace hz::process
