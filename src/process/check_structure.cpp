// SPDX-License-Identifier: Apache-2.0
// What can be seen on the graph: what is connected to what, and from where an end can be reached.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/model.hpp"

namespace hz::process {

namespace {

// Every node reached from those in `open`, along `next`.
template <class Next>
std::vector<bool> reach(const Definition& definition, std::vector<Index> open, Next next) {
    std::vector<bool> seen(definition.nodes.size(), false);
    for (const Index node : open) seen[node] = true;
    while (!open.empty()) {
        const Index node = open.back();
        open.pop_back();
        next(definition.nodes[node], [&](Index other) {
            if (other == nowhere || seen[other]) return;
            seen[other] = true;
            open.push_back(other);
        });
    }
    return seen;
}

void check_reach(const Definition& definition, Findings& findings) {
    const auto from_start = reach(definition, {definition.start}, [&](const Node& node, auto visit) {
        for (const Index flow : node.outgoing) visit(definition.flows[flow].target);
        for (const Index boundary : node.boundaries) visit(boundary);
    });
    std::vector<Index> ends;
    for (Index node = 0; node < definition.nodes.size(); ++node) {
        if (definition.nodes[node].element == &end_event) ends.push_back(node);
        if (!from_start[node]) findings.add(definition.nodes[node].id, errors::unreachable);
    }
    if (ends.empty()) {
        findings.add(definition.id, errors::no_end);
        return;
    }
    // A boundary event's way out is a way out for its host only when it interrupts it.
    const auto to_end = reach(definition, ends, [&](const Node& node, auto visit) {
        for (const Index flow : node.incoming) visit(definition.flows[flow].source);
        if (node.interrupting) visit(node.host);
    });
    for (Index node = 0; node < definition.nodes.size(); ++node) {
        if (!to_end[node]) findings.add(definition.nodes[node].id, errors::no_way_to_end);
    }
}

void check_flow(const Definition& definition, const Flow& flow, Findings& findings) {
    if (definition.nodes[flow.target].element == &start_event) {
        findings.add(flow.id, errors::flow_not_allowed, {{"which", "进入开始事件 / into a start event"}});
    }
    if (definition.nodes[flow.target].element == &boundary_event) {
        findings.add(flow.id, errors::flow_not_allowed, {{"which", "进入边界事件 / into a boundary event"}});
    }
    if (definition.nodes[flow.source].element == &end_event) {
        findings.add(flow.id, errors::flow_not_allowed, {{"which", "离开结束事件 / out of an end event"}});
    }
}

}  // namespace

void check_structure(const Definition& definition, bool connected, Findings& findings) {
    for (const Flow& flow : definition.flows) {
        if (flow.source != nowhere && flow.target != nowhere) check_flow(definition, flow, findings);
    }
    for (const Node& node : definition.nodes) {
        if (node.element->check != nullptr) node.element->check(definition, node, findings);
        const bool may_default = node.element->activity || node.element == &exclusive_gateway;
        if (node.default_flow != nowhere && !may_default) {
            findings.add(node.id, errors::default_unknown, {{"value", node.default_id}});
        }
    }
    if (connected) check_reach(definition, findings);
}

}  // namespace hz::process
