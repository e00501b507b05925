// SPDX-License-Identifier: Apache-2.0
// Containers to nodes and flows.
#include "process/read.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

using Words = std::span<const std::string_view>;

bool among(std::string_view name, Words words) { return std::ranges::find(words, name) != words.end(); }

constexpr std::string_view texts[] = {"documentation", "extensionElements", "auditing", "monitoring",
                                      "categoryValueRef"};
// Drawn or declared, not run.
constexpr std::string_view drawn_only[] = {
    "documentation",  "extensionElements", "auditing",       "monitoring",         "laneSet",
    "textAnnotation", "association",       "group",          "dataStoreReference", "ioBinding",
    "resourceRole",   "performer",         "humanPerformer", "potentialOwner",     "supportedInterfaceRef",
    "artifact",       "supports",          "ioSpecification"};
// Said of an activity, without a meaning for the engine.
constexpr std::string_view said[] = {"ioSpecification", "property",       "resourceRole", "performer",
                                     "humanPerformer",  "potentialOwner", "rendering"};

void read_flow(Reader& reader, pugi::xml_node xml, Index scope, Definition& out) {
    Flow flow;
    flow.scope = scope;
    flow.id = reader.text(xml, "id", max_id);
    flow.name = reader.text(xml, "name");
    flow.name_en = reader.extension(xml, "name_en");
    flow.source_id = reader.text(xml, "sourceRef", max_id);
    flow.target_id = reader.text(xml, "targetRef", max_id);
    flow.marks = reader.marks(xml);
    reader.known_extensions(xml, {}, {"milestone", "clock", "name_en"});
    if (flow.id.empty()) reader.findings.add(path_of(xml), errors::missing_id);
    for (const auto child : xml.children()) {
        if (child.type() != pugi::node_element || resolve(child, child.name()).uri != bpmn_uri) continue;
        const auto name = local_name(child);
        if (among(name, texts)) continue;
        if (name != "conditionExpression") {
            reader.unsupported(child, name);
            continue;
        }
        auto text = trim(child.text().get());
        if (text.starts_with('=')) text = trim(text.substr(1));  // as some modelling tools mark FEEL
        if (text.size() > max_condition) {
            reader.findings.add(flow.id, hz::errors::too_long, {{"limit", std::to_string(max_condition)}});
            continue;
        }
        if (reader.executable && !is_formal(child))
            reader.findings.add(flow.id, errors::expression_informal, {{"name", "conditionExpression"}});
        flow.condition_text = std::string(text);
        flow.condition_language = reader.text(child, "language");
    }
    out.flows.push_back(std::move(flow));
}

void read_flow_refs(Reader& reader, pugi::xml_node child, std::vector<std::string>& out) {
    auto id = trim(child.text().get());
    if (const auto colon = id.find(':'); colon != std::string_view::npos) id = id.substr(colon + 1);
    if (id.size() > max_id || out.size() > max_nodes) {
        reader.findings.add(path_of(child), hz::errors::too_long, {{"limit", std::to_string(max_id)}});
    } else {
        out.emplace_back(id);
    }
}

int quantity(Reader& reader, pugi::xml_node xml, const char* name) {
    const std::string_view text = xml.attribute(name).value();
    if (text.empty()) return 1;
    int out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size() || out > 1'000)
        reader.bad_value(xml, name, text, "1-1000");
    return out;
}

// Elements of our namespace would be instructions that nobody follows.
void refuse_extension_elements(Reader& reader, pugi::xml_node xml) {
    for (const auto child : xml.children()) {
        if (child.type() == pugi::node_element && resolve(child, child.name()).uri.starts_with("urn:huizheng:")) {
            reader.findings.add(path_of(child), errors::unknown_attribute,
                                {{"name", std::string(prefix(child.name(), max_id))}});
        }
    }
}

void refuse_our_elements(Reader& reader, pugi::xml_node xml) {
    refuse_extension_elements(reader, xml);
    refuse_extension_elements(reader, xml.find_child([](pugi::xml_node n) { return is_bpmn(n, "extensionElements"); }));
}

void read_common(Reader& reader, pugi::xml_node xml, const Element& element, Node& node) {
    node.element = &element;
    node.id = reader.text(xml, "id", max_id);
    node.default_id = reader.text(xml, "default", max_id);
    node.direction = reader.text(xml, "gatewayDirection", max_id);
    node.marks = reader.marks(xml);
    node.task.element = node.id;
    node.task.name = reader.text(xml, "name");
    node.task.name_en = reader.extension(xml, "name_en");
    if (node.id.empty()) reader.findings.add(path_of(xml), errors::missing_id);
    node.for_compensation = reader.flag(xml, "isForCompensation", false);
    node.parallel_multiple = reader.flag(xml, "parallelMultiple", false);
    node.start_quantity = quantity(reader, xml, "startQuantity");
    node.completion_quantity = quantity(reader, xml, "completionQuantity");
    reader.known_extensions(xml, element.attributes, {"milestone", "clock", "name_en"});
}

bool is_content(std::string_view name) { return name == "sequenceFlow" || find_element(name) != nullptr; }

// What stands inside an element and is no flow element.
void read_part(Reader& reader, pugi::xml_node child, const Element& element, Node& node) {
    const auto name = resolve(child, child.name());
    if (name.uri != bpmn_uri || among(name.local, texts)) return;
    if (name.local == "incoming") return read_flow_refs(reader, child, node.incoming_ids);
    if (name.local == "outgoing") return read_flow_refs(reader, child, node.outgoing_ids);
    if (element.read_child != nullptr && element.read_child(reader, child, node)) return;
    if (element.activity && (among(name.local, said) || read_association(reader, child, node))) return;
    if (element.activity && name.local.ends_with("LoopCharacteristics")) {
        if (node.loop.kind != Loop::none || !read_loop(reader, child, node.loop))
            reader.findings.add(node.id, errors::rule_broken,
                                {{"rule", "一个活动只能有一种循环 / an activity can have only one kind of loop"}});
        return;
    }
    if (element.contains && (among(name.local, drawn_only) || name.local == "dataObject" ||
                             name.local == "dataObjectReference" || is_content(name.local))) {
        return;
    }
    reader.unsupported(child, name.local);
}

void read_content(Reader& reader, pugi::xml_node xml, Index scope, Definition& out, bool process);

void read_node(Reader& reader, pugi::xml_node xml, const Element& element, Index scope, Definition& out) {
    Node node;
    read_common(reader, xml, element, node);
    node.scope = scope;
    for (const auto child : xml.children()) {
        if (child.type() == pugi::node_element) read_part(reader, child, element, node);
    }
    if (element.read != nullptr) element.read(reader, xml, node);
    const auto index = static_cast<Index>(out.nodes.size());
    out.scopes[scope].nodes.push_back(index);
    out.nodes.push_back(std::move(node));
    if (!element.contains) return;
    const auto inner = static_cast<Index>(out.scopes.size());
    Scope content;
    content.owner = index;
    content.parent = scope;
    out.scopes.push_back(std::move(content));
    out.nodes[index].inner = inner;
    read_content(reader, xml, inner, out, false);
}

void read_correlation_subscription(Reader& reader, pugi::xml_node xml, Scope& scope) {
    for (const auto child : xml.children()) {
        if (!is_bpmn(child, "correlationPropertyBinding")) continue;
        for (const auto path : child.children()) {
            if (!is_bpmn(path, "dataPath") || scope.correlation.size() > 100) continue;
            scope.correlation.push_back(
                {reader.text(child, "correlationPropertyRef", max_id), read_expression(reader, path)});
        }
    }
}

void read_content(Reader& reader, pugi::xml_node xml, Index scope, Definition& out, bool process) {
    for (const auto child : xml.children()) {
        if (child.type() != pugi::node_element) continue;
        const auto name = resolve(child, child.name());
        refuse_our_elements(reader, child);
        if (out.nodes.size() > max_nodes || out.flows.size() > 2 * max_nodes) {
            reader.findings.add(path_of(xml), errors::too_large,
                                {{"what", "节点 / nodes"}, {"limit", std::to_string(max_nodes)}});
            return;
        }
        if (name.uri != bpmn_uri) continue;
        if (name.local == "sequenceFlow") {
            read_flow(reader, child, scope, out);
        } else if (name.local == "association") {
            out.associations.emplace_back(reader.text(child, "sourceRef", max_id),
                                          reader.text(child, "targetRef", max_id));
        } else if (const Element* element = find_element(name.local)) {
            read_node(reader, child, *element, scope, out);
        } else if (name.local == "dataObject" || name.local == "property") {
            out.scopes[scope].data.push_back(reader.data_name(reader.text(child, "id", max_id)));
        } else if (name.local == "correlationSubscription") {
            read_correlation_subscription(reader, child, out.scopes[scope]);
        } else if (process && !among(name.local, drawn_only) && name.local != "dataObjectReference") {
            reader.unsupported(child, name.local);
        }
    }
}

}  // namespace

void read_process(Reader& reader, pugi::xml_node xml, Definition& out) {
    Scope scope;
    scope.process_id = reader.text(xml, "id", max_id);
    scope.executable = reader.flag(xml, "isExecutable", false);
    if (scope.process_id.empty()) reader.findings.add(path_of(xml), errors::missing_id);
    reader.known_extensions(xml, {}, {"name_en"});
    // A host runs only what is executable, and reads nothing else as instructions.
    if (out.options.hosted && !scope.executable) return;
    const auto index = static_cast<Index>(out.scopes.size());
    reader.executable = scope.executable;
    out.scopes.push_back(std::move(scope));
    read_content(reader, xml, index, out, true);
    reader.executable = true;
}

// A task that can be called: a process of one node.
void read_global_task(Reader& reader, pugi::xml_node xml, Definition& out) {
    constexpr std::pair<std::string_view, const Element*> kinds[] = {{"globalTask", &none_task},
                                                                     {"globalUserTask", &user_task},
                                                                     {"globalManualTask", &manual_task},
                                                                     {"globalScriptTask", &script_task},
                                                                     {"globalBusinessRuleTask", &business_rule_task}};
    const auto name = local_name(xml);
    const auto found = std::ranges::find(kinds, name, [](const auto& kind) { return kind.first; });
    if (found == std::end(kinds)) return;
    Node node;
    read_common(reader, xml, *found->second, node);
    for (const auto child : xml.children()) {
        if (child.type() == pugi::node_element && found->second->read_child != nullptr)
            (void)found->second->read_child(reader, child, node);
    }
    if (found->second->read != nullptr) found->second->read(reader, xml, node);
    node.scope = static_cast<Index>(out.scopes.size());
    Scope scope;
    scope.process_id = node.id;
    scope.global_task = true;
    scope.nodes.push_back(static_cast<Index>(out.nodes.size()));
    out.scopes.push_back(std::move(scope));
    out.nodes.push_back(std::move(node));
}

}  // namespace hz::process
