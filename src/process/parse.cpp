// SPDX-License-Identifier: Apache-2.0
// XML to nodes and flows. Whatever would change how a process runs and is not understood is refused, never ignored.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/xml.hpp"

namespace hz::process {

namespace {

using Words = std::span<const std::string_view>;

bool among(std::string_view name, Words words) { return std::ranges::find(words, name) != words.end(); }

// Declarations that do nothing unless an element uses them, and those uses are refused.
constexpr std::string_view harmless_roots[] = {
    "documentation", "extensionElements", "import",   "category",  "message",   "error",       "signal",
    "escalation",    "itemDefinition",    "resource", "dataStore", "extension", "relationship"};
constexpr std::string_view texts[] = {"documentation", "extensionElements"};
// Drawn, not run.
constexpr std::string_view drawn_only[] = {"documentation",  "extensionElements", "laneSet",
                                           "textAnnotation", "association",       "group"};

// Depth, counts, DOCTYPE, repeated attributes, undeclared prefixes, repeated ids: of the whole document, without
// recursion.
class Survey {
  public:
    Survey(pugi::xml_node root, Findings& findings) : root_(root), findings_(findings) {}

    void run() {
        std::size_t depth = 0;
        std::size_t count = 0;
        for (auto node = root_.first_child(); node;) {
            if (node.type() == pugi::node_doctype) findings_.add("", errors::doctype);
            if (node.type() == pugi::node_element) {
                if (++count > max_elements) return too_large("元素 / elements", max_elements);
                see(node);
            }
            if (node.first_child()) {
                node = node.first_child();
                if (++depth > max_depth) return too_large("层嵌套 / levels of nesting", max_depth);
                continue;
            }
            while (node != root_ && !node.next_sibling()) {
                node = node.parent();
                --depth;
            }
            if (node == root_) break;
            node = node.next_sibling();
        }
    }

  private:
    void too_large(const char* what, std::size_t limit) {
        findings_.add("", errors::too_large, {{"what", what}, {"limit", std::to_string(limit)}});
    }

    void see(pugi::xml_node node) {
        const auto name = resolve(node, node.name());
        if (!name.declared) undeclared(node, node.name());
        std::set<std::string_view> seen;
        for (const auto attribute : node.attributes()) {
            if (!seen.insert(attribute.name()).second) {
                findings_.add(path_of(node), errors::repeated_attribute,
                              {{"name", std::string(prefix(attribute.name(), max_id))}});
            }
            if (seen.size() > max_attributes) return too_large("属性 / attributes", max_attributes);
            if (!resolve(node, attribute.name(), true).declared) undeclared(node, attribute.name());
        }
        const std::string_view id = node.attribute("id").value();
        const bool standard = name.uri == bpmn_uri || name.uri.starts_with("http://www.omg.org/spec/");
        if (standard && !id.empty() && !ids_.insert(id).second) {
            const std::string shown{prefix(id, max_id)};
            findings_.add(shown, errors::duplicate_id, {{"id", shown}});
        }
    }

    void undeclared(pugi::xml_node node, std::string_view name) {
        findings_.add(path_of(node), errors::undeclared_prefix, {{"name", std::string(prefix(name, max_id))}});
    }

    pugi::xml_node root_;
    Findings& findings_;
    std::set<std::string_view> ids_;
};

void read_flow(Reader& reader, pugi::xml_node xml, Definition& out) {
    Flow flow;
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
        flow.condition_text = std::string(text);
        flow.condition_language = reader.text(child, "language");
    }
    out.flows.push_back(std::move(flow));
}

void read_flow_refs(Reader& reader, pugi::xml_node child, std::vector<std::string>& out) {
    const auto id = trim(child.text().get());
    if (id.size() > max_id || out.size() > max_nodes) {
        reader.findings.add(path_of(child), hz::errors::too_long, {{"limit", std::to_string(max_id)}});
    } else {
        out.emplace_back(id);
    }
}

// What is the same for every flow node.
void read_node(Reader& reader, pugi::xml_node xml, const Element& element, Definition& out) {
    Node node;
    node.element = &element;
    node.id = reader.text(xml, "id", max_id);
    node.default_id = reader.text(xml, "default", max_id);
    node.direction = reader.text(xml, "gatewayDirection", max_id);
    node.marks = reader.marks(xml);
    node.task.element = node.id;
    node.task.name = reader.text(xml, "name");
    node.task.name_en = reader.extension(xml, "name_en");
    if (node.id.empty()) reader.findings.add(path_of(xml), errors::missing_id);
    if (reader.flag(xml, "isForCompensation", false)) reader.unsupported(xml, "isForCompensation");
    if (reader.flag(xml, "parallelMultiple", false)) reader.unsupported(xml, "parallelMultiple");
    for (const char* counted : {"startQuantity", "completionQuantity"}) {
        const std::string_view value = xml.attribute(counted).value();
        if (!value.empty() && value != "1") reader.unsupported(xml, counted);
    }
    reader.known_extensions(xml, element.attributes, {"milestone", "clock", "name_en"});
    for (const auto child : xml.children()) {
        if (child.type() != pugi::node_element) continue;
        const auto name = resolve(child, child.name());
        if (name.uri != bpmn_uri || among(name.local, texts)) continue;
        if (name.local == "incoming") {
            read_flow_refs(reader, child, node.incoming_ids);
        } else if (name.local == "outgoing") {
            read_flow_refs(reader, child, node.outgoing_ids);
        } else if (element.read_child == nullptr || !element.read_child(reader, child, node)) {
            reader.unsupported(child, name.local);
        }
    }
    if (element.read != nullptr) element.read(reader, xml, node);
    out.nodes.push_back(std::move(node));
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

void read_process(Reader& reader, pugi::xml_node xml, Definition& out) {
    out.id = reader.text(xml, "id", max_id);
    if (out.id.empty()) reader.findings.add(path_of(xml), errors::missing_id);
    reader.known_extensions(xml, {}, {"name_en"});
    for (const auto child : xml.children()) {
        if (child.type() != pugi::node_element) continue;
        const auto name = resolve(child, child.name());
        refuse_extension_elements(reader, child);
        refuse_extension_elements(reader,
                                  child.find_child([](pugi::xml_node n) { return is_bpmn(n, "extensionElements"); }));
        if (out.nodes.size() > max_nodes || out.flows.size() > 2 * max_nodes) {
            reader.findings.add(out.id, errors::too_large,
                                {{"what", "节点 / nodes"}, {"limit", std::to_string(max_nodes)}});
            return;
        }
        if (name.uri != bpmn_uri || among(name.local, drawn_only)) continue;
        if (name.local == "sequenceFlow") {
            read_flow(reader, child, out);
        } else if (const Element* element = find_element(name.local)) {
            read_node(reader, child, *element, out);
        } else {
            reader.unsupported(child, name.local);
        }
    }
}

void read_collaboration(Reader& reader, pugi::xml_node xml) {
    for (const auto child : xml.children()) {
        if (child.type() != pugi::node_element || resolve(child, child.name()).uri != bpmn_uri) continue;
        const auto name = local_name(child);
        if (name != "participant" && !among(name, drawn_only)) reader.unsupported(child, name);
    }
}

void read_definitions(Reader& reader, pugi::xml_node root, Definition& out) {
    pugi::xml_node executable;
    for (const auto child : root.children()) {
        if (child.type() != pugi::node_element || resolve(child, child.name()).uri != bpmn_uri) continue;
        const auto name = local_name(child);
        if (name == "process") {
            if (!reader.flag(child, "isExecutable", false)) continue;
            if (executable) reader.findings.add(path_of(child), errors::several_processes);
            executable = child;
        } else if (name == "collaboration") {
            read_collaboration(reader, child);
        } else if (!among(name, harmless_roots)) {
            reader.unsupported(child, name);
        }
    }
    if (!executable) {
        reader.findings.add("", errors::not_executable);
        return;
    }
    read_process(reader, executable, out);
}

}  // namespace

void parse(std::string_view xml, Definition& out, Findings& findings) {
    if (xml.size() > max_bytes) {
        findings.add("", errors::too_large, {{"what", "字节 / bytes"}, {"limit", std::to_string(max_bytes)}});
        return;
    }
    if (!is_utf8(xml)) {
        findings.add("", hz::errors::not_utf8);
        return;
    }
    pugi::xml_document document;
    // pugixml never resolves entities of a DTD; the DOCTYPE is kept only to refuse it.
    const auto parsed =
        document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    if (!parsed) {
        findings.add("", errors::malformed_xml, {{"offset", std::to_string(parsed.offset)}});
        return;
    }
    Survey(document, findings).run();
    const auto root = document.document_element();
    if (!is_bpmn(root, "definitions")) findings.add("", errors::not_bpmn);
    if (!findings.empty()) return;
    Reader reader{findings};
    read_definitions(reader, root, out);
}

}  // namespace hz::process
