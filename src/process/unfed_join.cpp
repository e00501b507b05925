// SPDX-License-Identifier: Apache-2.0
#include "process/unfed_join.hpp"

#include <algorithm>

#include "process/element/element.hpp"

namespace hz::process {

namespace {

// By node: whether a token could still reach it without passing `barrier`.
std::vector<bool> reachable(const Definition& definition, const std::vector<Index>& places, Index barrier) {
    std::vector<bool> seen(definition.nodes.size());
    std::vector<Index> open;
    for (const Index place : places)
        open.push_back(definition.is_flow(place) ? definition.flows[definition.flow_of(place)].target : place);
    while (!open.empty()) {
        const Index at = open.back();
        open.pop_back();
        if (seen[at]) continue;
        seen[at] = true;
        if (at == barrier) continue;
        const Node& node = definition.nodes[at];
        for (const Index flow : node.outgoing) open.push_back(definition.flows[flow].target);
        for (const Index boundary : node.boundaries) open.push_back(boundary);
        for (const auto& event : node.events)
            if (event.kind == EventKind::link && event.activity != nowhere) open.push_back(event.activity);
        if (node.inner != nowhere)
            for (const Index start : definition.scopes[node.inner].starts) open.push_back(start);
    }
    return seen;
}

}  // namespace

std::vector<Index> unfed_joins(const Definition& definition, const std::vector<Index>& places) {
    std::vector<Index> out;
    const auto ahead = reachable(definition, places, nowhere);
    for (Index join = 0; join < definition.nodes.size(); ++join) {
        const Node& node = definition.nodes[join];
        if (!ahead[join] || node.element != &parallel_gateway || node.incoming.size() < 2) continue;
        const auto before = reachable(definition, places, join);
        const bool fed = std::ranges::all_of(node.incoming, [&](Index flow) {
            return before[definition.flows[flow].source] || std::ranges::count(places, definition.flow_place(flow)) > 0;
        });
        if (!fed) out.push_back(join);
    }
    return out;
}

}  // namespace hz::process
