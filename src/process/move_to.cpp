// SPDX-License-Identifier: Apache-2.0
#include "process/move_to.hpp"

#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/run.hpp"

namespace hz::process {

namespace {

// Every node a token from `from` could reach without passing `barrier`.
std::vector<bool> reachable(const Definition& definition, Index from, Index barrier) {
    std::vector<bool> seen(definition.nodes.size());
    std::vector<Index> open{from};
    while (!open.empty()) {
        const Index at = open.back();
        open.pop_back();
        if (seen[at]) continue;
        seen[at] = true;
        if (at == barrier) continue;
        for (const Index flow : definition.nodes[at].outgoing) open.push_back(definition.flows[flow].target);
        for (const Index boundary : definition.nodes[at].boundaries) open.push_back(boundary);
    }
    return seen;
}

// No parallel join behind it waits for a branch that one token from here could not feed.
bool joins_open_from(const Definition& definition, Index from) {
    const auto ahead = reachable(definition, from, nowhere);
    for (Index join = 0; join < definition.nodes.size(); ++join) {
        const Node& node = definition.nodes[join];
        if (!ahead[join] || node.element != &parallel_gateway || node.incoming.size() < 2) continue;
        const auto before = reachable(definition, from, join);
        if (!std::ranges::all_of(node.incoming, [&](Index flow) { return before[definition.flows[flow].source]; }))
            return false;
    }
    return true;
}

}  // namespace

Result<Step> move_to(const Definition& definition, const State& state, std::string_view element, const Json& variables,
                     Budget budget) {
    Run run(definition, state, variables, budget);
    const Index to = element.empty() ? nowhere : definition.find_node(element);
    if (!element.empty()) {
        const bool task = to != nowhere && run.node(to).element->waits == Waits::task &&
                          run.node(to).inner == nowhere && run.node(to).scope == state.process &&
                          !run.node(to).for_compensation;
        if (!task || !joins_open_from(definition, to))
            return refuse(errors::no_such_entry, {{"element", std::string(element)}});
    }
    run.cancel_inside(0);
    run.state.ended = false;
    run.state.ended_at.clear();
    run.state.error.clear();
    if (to == nowhere) {
        run.state.frames.clear();
        run.open(state.process, 0);
    } else {
        run.arm_triggers(state.process, 0);
        run.begin(to, 0);
    }
    if (!run.error) run.go();
    if (run.error) return std::move(*run.error);
    return Step{std::move(run.state), std::move(run.effects), std::move(run.passed)};
}

}  // namespace hz::process
