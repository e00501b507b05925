// SPDX-License-Identifier: Apache-2.0
// Ids become indices; every reference must lead somewhere.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/model.hpp"

namespace hz::process {

namespace {

Index find_node(const Definition& definition, const std::string& id) {
    const Index place = definition.find_place(id);
    return place == nowhere || definition.is_flow(place) ? nowhere : place;
}

void link_flow(Definition& definition, Index index, Findings& findings) {
    Flow& flow = definition.flows[index];
    flow.source = find_node(definition, flow.source_id);
    flow.target = find_node(definition, flow.target_id);
    if (flow.source == nowhere) {
        findings.add(flow.id, errors::flow_end_missing, {{"which", "sourceRef"}, {"value", flow.source_id}});
    } else {
        definition.nodes[flow.source].outgoing.push_back(index);
    }
    if (flow.target == nowhere) {
        findings.add(flow.id, errors::flow_end_missing, {{"which", "targetRef"}, {"value", flow.target_id}});
    } else {
        definition.nodes[flow.target].incoming.push_back(index);
    }
}

void link_default(Definition& definition, Node& node, Findings& findings) {
    if (node.default_id.empty()) return;
    for (const Index flow : node.outgoing) {
        if (definition.flows[flow].id == node.default_id) node.default_flow = flow;
    }
    if (node.default_flow == nowhere) findings.add(node.id, errors::default_unknown, {{"value", node.default_id}});
}

// Where a model lists flows on its elements (it may leave that out altogether), lists and flows must say the same.
void compare_lists(const Definition& definition, const Node& node, Findings& findings) {
    const auto compare = [&](const std::vector<std::string>& listed, const std::vector<Index>& linked) {
        for (const auto& id : listed) {
            const bool there = std::ranges::any_of(linked, [&](Index f) { return definition.flows[f].id == id; });
            if (!there) findings.add(node.id, errors::flow_list_differs, {{"value", id}});
        }
        for (const Index flow : linked) {
            const auto& id = definition.flows[flow].id;
            if (std::ranges::find(listed, id) == listed.end())
                findings.add(node.id, errors::flow_list_differs, {{"value", id}});
        }
    };
    compare(node.incoming_ids, node.incoming);
    compare(node.outgoing_ids, node.outgoing);
}

}  // namespace

void link(Definition& definition, Findings& findings) {
    for (Index place = 0; place < definition.nodes.size() + definition.flows.size(); ++place) {
        const auto& id = definition.place_id(place);
        if (!id.empty()) definition.places.emplace(id, place);
    }
    for (Index flow = 0; flow < definition.flows.size(); ++flow) link_flow(definition, flow, findings);
    const bool lists = std::ranges::any_of(
        definition.nodes, [](const Node& node) { return !node.incoming_ids.empty() || !node.outgoing_ids.empty(); });
    for (Index index = 0; index < definition.nodes.size(); ++index) {
        Node& node = definition.nodes[index];
        link_default(definition, node, findings);
        if (lists) compare_lists(definition, node, findings);
        if (node.element == &start_event) {
            if (definition.start != nowhere) findings.add(node.id, errors::several_starts);
            definition.start = index;
        }
        if (node.element == &boundary_event) {
            node.host = find_node(definition, node.attached_id);
            const bool waits = node.host != nowhere && definition.nodes[node.host].element->activity &&
                               definition.nodes[node.host].element->waits != Waits::no;
            if (waits) {
                definition.nodes[node.host].boundaries.push_back(index);
            } else {
                findings.add(node.id, errors::boundary_without_host);
            }
        }
    }
    if (definition.start == nowhere) findings.add(definition.id, errors::no_start);
}

}  // namespace hz::process
