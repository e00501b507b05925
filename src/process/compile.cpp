// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

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

Result<DefinitionPtr> compile(std::string_view bpmn_xml, const Options& options) {
    auto definition = std::make_shared<Definition>();
    definition->options = options;
    Findings findings;
    parse(bpmn_xml, *definition, findings);
    if (!findings.empty() && definition->nodes.empty()) return invalid(findings);
    link(*definition, findings);
    const bool connected = findings.empty();
    check_conditions(*definition, findings);
    check_structure(*definition, findings);
    if (options.hosted) check_hosted(*definition, connected, findings);
    if (!options.hosted || findings.empty()) check_scopes(*definition, findings);
    if (findings.empty() && options.hosted) check_joins(*definition, findings);
    if (!findings.empty()) return invalid(findings);
    link_upstream(*definition);
    definition->xml = bpmn_xml;
    definition->options.library.clear();
    return DefinitionPtr(std::move(definition));
}

std::vector<Mention> decisions(const Definition& definition) {
    std::vector<Mention> out;
    for (const Node& node : definition.nodes)
        if (node.element == &business_rule_task) out.push_back({node.id, node.job});
    return out;
}

std::string_view process_id(const Definition& definition) {
    return definition.main == nowhere ? std::string_view() : definition.scopes[definition.main].process_id;
}

std::string_view bpmn_xml(const Definition& definition) { return definition.xml; }

const TaskInfo* find_task(const Definition& definition, std::string_view element) {
    const Index place = definition.find_node(element);
    if (place == nowhere) return nullptr;
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

namespace {

std::string_view kind_name(EventKind kind) {
    switch (kind) {
        case EventKind::message:
            return "message";
        case EventKind::signal:
            return "signal";
        case EventKind::timer:
            return "timer";
        case EventKind::conditional:
            return "conditional";
        default:
            return {};
    }
}

void add_entries(const Scope& scope, const Node& node, const std::vector<EventDefinition>& events,
                 std::vector<Entry>& out) {
    for (const auto& event : events) {
        const auto kind = kind_name(event.kind);
        if (!kind.empty()) out.push_back({scope.process_id, node.id, std::string(kind), event.name, scope.executable});
    }
}

}  // namespace

std::vector<Entry> entries(const Definition& definition) {
    std::vector<Entry> out;
    for (const Scope& scope : definition.scopes) {
        if (scope.owner != nowhere || scope.global_task) continue;
        if (!scope.starts.empty()) out.push_back({scope.process_id, {}, {}, {}, scope.executable});
        for (const Index index : scope.nodes) {
            const Node& node = definition.nodes[index];
            if (node.element == &start_event) add_entries(scope, node, node.events, out);
            if (node.element == &receive_task && node.instantiate && node.incoming.empty())
                add_entries(scope, node, node.messages, out);
            if (node.element != &event_based_gateway || !node.instantiate) continue;
            for (const Index flow : node.outgoing) {
                const Node& target = definition.nodes[definition.flows[flow].target];
                add_entries(scope, target, target.element == &receive_task ? target.messages : target.events, out);
            }
        }
    }
    return out;
}

}  // namespace hz::process
