// SPDX-License-Identifier: Apache-2.0
// Inclusive joins, BPMN 13.4.3: open when no token can still come to an empty flow, unless it could also come to one
// that already has a token. Tokens, not paths alone, decide; so a join works inside loops, too.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/run.hpp"

namespace hz::process {

std::uint64_t waiting_flows(const Run& run, const Node& node, std::int64_t scope) {
    std::uint64_t out = 0;
    for (const Token& token : run.state.tokens) {
        if (token.scope != scope || !run.definition.is_flow(token.place)) continue;
        const Index flow = run.definition.flow_of(token.place);
        for (std::size_t i = 0; i < node.incoming.size() && i < 64; ++i) {
            if (node.incoming[i] == flow) out |= std::uint64_t{1} << i;
        }
    }
    return out;
}

void take_waiting(Run& run, const Node& node, std::int64_t scope, std::uint64_t which) {
    for (std::size_t i = 0; i < node.incoming.size() && i < 64; ++i) {
        if ((which >> i & 1U) == 0) continue;
        const Index place = run.definition.flow_place(node.incoming[i]);
        const auto found = std::ranges::find_if(run.state.tokens,
                                                [&](const Token& t) { return t.place == place && t.scope == scope; });
        if (found != run.state.tokens.end()) run.remove(found->id);
    }
}

namespace {

// Whether a token elsewhere in the scope can bring one to a flow not in `have`.
bool more_can_come(const Run& run, Index place, std::int64_t scope, std::uint64_t have) {
    const auto& upstream = run.node(place).upstream;
    return std::ranges::any_of(run.state.tokens, [&](const Token& token) {
        if (token.scope != scope || token.place == place) return false;
        const std::uint64_t reaches = upstream[token.place];
        return (reaches & ~have) != 0 && (reaches & have) == 0;
    });
}

}  // namespace

bool Run::open_joins() {
    std::vector<std::pair<Index, std::int64_t>> waiting;
    for (const Token& token : state.tokens) {
        const bool resetting = token.role == Role::resetting;
        if (!resetting && !definition.is_flow(token.place)) continue;
        const Index at = resetting ? token.place : definition.flows[definition.flow_of(token.place)].target;
        if (node(at).upstream.empty()) continue;
        const std::pair entry{at, token.scope};
        if (std::ranges::find(waiting, entry) == waiting.end()) waiting.push_back(entry);
    }
    for (const auto& [at, scope] : waiting) {
        // One that is thrown later in this step may still arrive.
        const bool thrown =
            std::ranges::any_of(throws_, [scope = scope](const Arrival& a) { return a.scope == scope; });
        if (thrown) continue;
        const Node& join = node(at);
        std::uint64_t have = waiting_flows(*this, join, scope);
        if (join.element == &complex_gateway && join.activation.given()) {
            for (const Token& token : state.tokens) {
                if (token.role == Role::resetting && token.place == at && token.scope == scope)
                    have |= static_cast<std::uint32_t>(token.count);
            }
            if (open_complex(*this, at, scope, !more_can_come(*this, at, scope, have))) return true;
            if (error) return false;
        } else if (have != 0 && !more_can_come(*this, at, scope, have)) {
            take_waiting(*this, join, scope, have);
            if (++moves_ > budget.moves) {
                fail(errors::budget_exceeded, join.id);
                return false;
            }
            open_inclusive(*this, at, scope);
            return true;
        }
    }
    return false;
}

}  // namespace hz::process
