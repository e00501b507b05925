// SPDX-License-Identifier: Apache-2.0
#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/model.hpp"

namespace hz::process {

namespace {

Error invalid(Findings& findings) {
    auto error = refuse_fields(errors::invalid_model, findings.take());
    error.params["count"] = std::to_string(error.fields.size());
    return error;
}

}  // namespace

Result<DefinitionPtr> compile(std::string_view bpmn_xml) {
    auto definition = std::make_shared<Definition>();
    Findings findings;
    parse(bpmn_xml, *definition, findings);
    if (!findings.empty() && definition->nodes.empty()) return invalid(findings);
    link(*definition, findings);
    const bool connected = findings.empty();
    check_conditions(*definition, findings);
    check_structure(*definition, connected, findings);
    if (findings.empty()) check_joins(*definition, findings);
    if (!findings.empty()) return invalid(findings);
    definition->xml = bpmn_xml;
    return DefinitionPtr(std::move(definition));
}

std::string_view process_id(const Definition& definition) { return definition.id; }

std::string_view bpmn_xml(const Definition& definition) { return definition.xml; }

const TaskInfo* find_task(const Definition& definition, std::string_view element) {
    const Index place = definition.find_place(element);
    if (place == nowhere || definition.is_flow(place)) return nullptr;
    const Node& node = definition.nodes[place];
    return node.element == &user_task ? &node.task : nullptr;
}

std::vector<TaskInfo> tasks(const Definition& definition) {
    std::vector<TaskInfo> out;
    for (const Node& node : definition.nodes) {
        if (node.element == &user_task) out.push_back(node.task);
    }
    return out;
}

std::vector<ElementName> element_names(const Definition& definition) {
    std::vector<ElementName> out;
    const auto add = [&](const std::string& id, const std::string& name, const std::string& name_en) {
        if (!name.empty() || !name_en.empty()) out.push_back({id, name, name_en});
    };
    for (const Node& node : definition.nodes) add(node.id, node.task.name, node.task.name_en);
    for (const Flow& flow : definition.flows) add(flow.id, flow.name, flow.name_en);
    return out;
}

}  // namespace hz::process
