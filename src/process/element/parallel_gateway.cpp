// SPDX-License-Identifier: Apache-2.0
// BPMN 10.6.4 and 13.4.1: waits for one token on each incoming flow, takes exactly those (the oldest of each), and
// sends one down every outgoing flow, whatever conditions those bear. Further tokens wait for the next round.
#include "process/element/element.hpp"

namespace hz::process {

namespace {

// The oldest token that waits on each incoming flow; empty while one is lacking.
std::vector<std::int64_t> one_of_each(const Run& run, const Node& gateway, std::int64_t scope) {
    std::vector<std::int64_t> out;
    for (const Index flow : gateway.incoming) {
        const Index place = run.definition.flow_place(flow);
        const Token* found = nullptr;
        for (const Token& token : run.state.tokens) {
            if (token.place == place && token.scope == scope) {
                found = &token;
                break;
            }
        }
        if (found == nullptr) return {};
        out.push_back(found->id);
    }
    return out;
}

void enter(Run& run, Index place, Index flow, std::int64_t scope) {
    const Node& gateway = run.node(place);
    if (gateway.incoming.size() > 1 && flow != nowhere) {
        run.rest(run.definition.flow_place(flow), scope);
        const auto joined = one_of_each(run, gateway, scope);
        if (joined.empty()) return run.end(scope);
        for (const auto token : joined) run.remove(token);
    }
    run.reach(gateway.id, gateway.marks);
    run.pass(place);
    for (const Index out : gateway.outgoing) run.take(out, scope);
    if (gateway.outgoing.empty()) run.end(scope);
}

}  // namespace

constinit const Element parallel_gateway{
    .tag = "parallelGateway",
    .check = check_gateway,
    .enter = enter,
};

}  // namespace hz::process
