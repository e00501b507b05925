// SPDX-License-Identifier: Apache-2.0
// The document: its limits, its declarations, its processes. Whatever would change how a process runs and is not
// understood is refused, never ignored.
#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/text.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/read.hpp"
#include "process/xml.hpp"

namespace hz::process {

namespace {

// Depth, counts, DOCTYPE, repeated attributes, undeclared prefixes, repeated ids: of the whole document, without
// recursion.
class Survey {
  public:
    Survey(pugi::xml_node root, Reader& reader) : root_(root), findings_(reader.findings), ids_(reader.by_id) {}

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
        if (standard && !id.empty() && !ids_.emplace(id, node).second) {
            const std::string shown{prefix(id, max_id)};
            findings_.add(shown, errors::duplicate_id, {{"id", shown}});
        }
    }

    void undeclared(pugi::xml_node node, std::string_view name) {
        findings_.add(path_of(node), errors::undeclared_prefix, {{"name", std::string(prefix(name, max_id))}});
    }

    pugi::xml_node root_;
    Findings& findings_;
    std::unordered_map<std::string_view, pugi::xml_node>& ids_;
};

void read_name(Reader& reader, pugi::xml_node xml, const char* shown, Definition& out) {
    const std::string id = reader.text(xml, "id", max_id);
    std::string name = reader.text(xml, shown);
    if (!id.empty()) out.names[id] = name.empty() ? id : std::move(name);
}

void read_event(Reader& reader, pugi::xml_node xml, Definition& out) {
    EventDefinition event;
    if (!read_event_definition(reader, xml, event)) return;
    const std::string id = event.id;
    if (!id.empty()) out.event_definitions.emplace(id, std::move(event));
}

// property -> message -> how to read it there
void read_correlation(Reader& reader, pugi::xml_node xml, Definition& out) {
    auto& by_message = out.retrievals[reader.text(xml, "id", max_id)];
    for (const auto child : xml.children()) {
        if (!is_bpmn(child, "correlationPropertyRetrievalExpression")) continue;
        for (const auto path : child.children()) {
            if (is_bpmn(path, "messagePath") && by_message.size() < 100)
                by_message[reader.text(child, "messageRef", max_id)] = read_expression(reader, path);
        }
    }
}

void read_root(Reader& reader, pugi::xml_node child, std::string_view name, Definition& out) {
    if (name == "process") {
        read_process(reader, child, out);
    } else if (name.starts_with("global")) {
        read_global_task(reader, child, out);
    } else if (name == "message" || name == "signal") {
        read_name(reader, child, "name", out);
    } else if (name == "error") {
        read_name(reader, child, "errorCode", out);
    } else if (name == "escalation") {
        read_name(reader, child, "escalationCode", out);
    } else if (name == "correlationProperty") {
        read_correlation(reader, child, out);
    } else if (name.ends_with("EventDefinition")) {
        read_event(reader, child, out);
    }
}

void read_roots(Reader& reader, pugi::xml_node root, Definition& out) {
    for (const auto child : root.children()) {
        if (child.type() != pugi::node_element || resolve(child, child.name()).uri != bpmn_uri) continue;
        read_root(reader, child, local_name(child), out);
    }
}

void read_definitions(Reader& reader, pugi::xml_node root, Definition& out) {
    read_roots(reader, root, out);
    for (Index scope = 0; scope < out.scopes.size(); ++scope) {
        const bool process = out.scopes[scope].owner == nowhere && !out.scopes[scope].global_task;
        if (!process) continue;
        const bool better = out.main == nowhere || (out.scopes[scope].executable && !out.scopes[out.main].executable);
        if (better) out.main = scope;
    }
    if (!out.options.hosted) return;
    if (out.main == nowhere || !out.scopes[out.main].executable) reader.findings.add("", errors::not_executable);
}

using Ids = std::unordered_map<std::string, std::string>;  // of BPMN elements -> what they are called

// Ids of several files run in one instance, so they must differ; but what is declared alike may be declared in each.
void gather_ids(const Reader& reader, const std::string& called, Ids& ids, Findings& findings) {
    constexpr std::string_view declared[] = {"message",     "signal",         "error",         "escalation",
                                             "definitions", "itemDefinition", "collaboration", "participant"};
    for (const auto& [id, node] : reader.by_id) {
        if (resolve(node, node.name()).uri != bpmn_uri) continue;
        const std::string name = node.attribute("name").value();
        const auto [there, fresh] = ids.emplace(std::string(id), name);
        const bool alike = there->second == name && std::ranges::find(declared, local_name(node)) != std::end(declared);
        if (!fresh && !alike)
            findings.add(std::string(id), errors::called_id_taken, {{"id", std::string(id)}, {"value", called}});
    }
}

// One file, into what others gave already.
bool load(std::string_view xml, pugi::xml_document& document, Findings& findings) {
    if (xml.size() > max_bytes) {
        findings.add("", errors::too_large, {{"what", "字节 / bytes"}, {"limit", std::to_string(max_bytes)}});
        return false;
    }
    if (!is_utf8(xml)) {
        findings.add("", hz::errors::not_utf8);
        return false;
    }
    // pugixml never resolves entities of a DTD; the DOCTYPE is kept only to refuse it.
    const auto parsed =
        document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    if (!parsed) findings.add("", errors::malformed_xml, {{"offset", std::to_string(parsed.offset)}});
    return static_cast<bool>(parsed);
}

// The next process that is called and not read yet, where the library has it.
std::string missing_call(const Definition& out) {
    for (const Node& node : out.nodes) {
        const bool open = node.element == &call_activity && out.find_process(node.job) == nowhere;
        if (open && out.options.library.contains(node.job)) return node.job;
    }
    return {};
}

void read_called(Definition& out, Ids& ids, Findings& findings) {
    std::set<std::string> read;
    for (auto called = missing_call(out); !called.empty() && findings.empty(); called = missing_call(out)) {
        if (!read.insert(called).second) return;  // the file has no such executable process: found where it is called
        pugi::xml_document document;
        if (!load(out.options.library.at(called), document, findings)) return;
        Reader reader{findings};
        Survey(document, reader).run();
        const auto root = document.document_element();
        if (!is_bpmn(root, "definitions")) findings.add("", errors::not_bpmn);
        if (!findings.empty()) return;
        gather_ids(reader, called, ids, findings);
        read_roots(reader, root, out);
        if (findings.empty()) check_standard(reader, root, out);
    }
}

struct Gatherer final : pugi::xml_tree_walker {
    Gatherer(std::string_view wanted, const char* of) : tag(wanted), attribute(of) {}
    bool for_each(pugi::xml_node& node) override {
        if (node.type() != pugi::node_element || local_name(node) != tag) return true;
        const std::string value = node.attribute(attribute).value();
        const auto colon = value.find(':');
        if (!value.empty()) found.push_back(colon == std::string::npos ? value : value.substr(colon + 1));
        return found.size() < 1'000;
    }
    std::string_view tag;
    const char* attribute;
    std::vector<std::string> found;
};

std::vector<std::string> attributes_of(std::string_view xml, std::string_view tag, const char* attribute) {
    pugi::xml_document document;
    Findings ignored;
    Gatherer gatherer(tag, attribute);
    if (load(xml, document, ignored)) document.traverse(gatherer);
    return gatherer.found;
}

}  // namespace

std::vector<std::string> called_elements(std::string_view bpmn_xml) {
    return attributes_of(bpmn_xml, "callActivity", "calledElement");
}

std::vector<std::string> process_ids(std::string_view bpmn_xml) { return attributes_of(bpmn_xml, "process", "id"); }

void parse(std::string_view xml, Definition& out, Findings& findings) {
    pugi::xml_document document;
    if (!load(xml, document, findings)) return;
    Reader reader{findings};
    Survey(document, reader).run();
    const auto root = document.document_element();
    if (!is_bpmn(root, "definitions")) findings.add("", errors::not_bpmn);
    if (!findings.empty()) return;
    read_definitions(reader, root, out);
    if (!out.options.hosted || findings.empty()) check_standard(reader, root, out);
    if (out.options.library.empty() || !findings.empty()) return;
    Ids ids;
    gather_ids(reader, {}, ids, findings);
    read_called(out, ids, findings);
}

}  // namespace hz::process
