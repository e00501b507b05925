// SPDX-License-Identifier: Apache-2.0
// What can be seen on the graph: what may be connected to what.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/model.hpp"

namespace hz::process {

namespace {

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

void check_structure(const Definition& definition, Findings& findings) {
    for (const Flow& flow : definition.flows) {
        if (flow.source != nowhere && flow.target != nowhere) check_flow(definition, flow, findings);
    }
    for (const Node& node : definition.nodes) {
        if (node.element->check != nullptr) node.element->check(definition, node, findings);
        const bool may_default = node.element->activity || node.element == &exclusive_gateway ||
                                 node.element == &inclusive_gateway || node.element == &complex_gateway;
        if (node.default_flow != nowhere && !may_default) {
            findings.add(node.id, errors::default_unknown, {{"value", node.default_id}});
        }
    }
}

}  // namespace hz::process
