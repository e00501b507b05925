// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "process/errors.hpp"
#include "process/read.hpp"
#include "process/standard/standard.hpp"

namespace hz::process {

std::vector<pugi::xml_node> children(pugi::xml_node node, std::string_view local) {
    std::vector<pugi::xml_node> out;
    for (const auto part : node.children()) {
        if (part.type() != pugi::node_element) continue;
        const auto name = resolve(part, part.name());
        if (name.uri == bpmn_uri && (local.empty() || name.local == local)) out.push_back(part);
    }
    return out;
}

std::vector<pugi::xml_node> descendants(pugi::xml_node node) {
    std::vector<pugi::xml_node> out;
    std::vector<pugi::xml_node> open = children(node);
    while (!open.empty()) {
        const auto at = open.back();
        open.pop_back();
        out.push_back(at);
        for (const auto part : children(at)) open.push_back(part);
    }
    return out;
}

pugi::xml_node child(pugi::xml_node node, std::string_view local) {
    const auto all = children(node, local);
    return all.empty() ? pugi::xml_node() : all.front();
}

std::string_view text_of(pugi::xml_node node) { return trim(node.text().get()); }

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node process_of(pugi::xml_node node) {
    for (auto at = node; at; at = at.parent()) {
        if (is_bpmn(at, "process")) return at;
    }
    return {};
}

void broken(Reader& reader, pugi::xml_node at, std::string_view zh, std::string_view en) {
    reader.findings.add(path_of(at), errors::rule_broken, {{"rule", std::string(zh) + " / " + std::string(en)}});
}

void check_standard(Reader& reader, pugi::xml_node root, const Definition& definition) {
    check_references(reader, root);
    check_collaborations(reader, root);
    check_data(reader, root);
    check_services(reader, root, definition.options.hosted);
}

}  // namespace hz::process
