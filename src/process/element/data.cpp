// SPDX-License-Identifier: Apache-2.0
// Data associations as assignments. Sources and targets are known by the name of the data object or item (its id where
// it has none); which is which is looked up in the document.
#include "base/text.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

bool is_name(std::string_view text) {
    if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
    for (const char c : text) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                          static_cast<unsigned char>(c) >= 0x80;
        if (!fits) return false;
    }
    return true;
}

std::string text_of(pugi::xml_node node, std::string_view child) {
    for (const auto part : node.children()) {
        if (is_bpmn(part, child)) return std::string(prefix(trim(part.text().get()), max_id));
    }
    return {};
}

Expression of_name(const std::string& name) {
    Expression out;
    out.text = name;
    if (!is_name(name)) return out;
    if (auto compiled = rules::compile(name)) out.feel = *compiled;
    return out;
}

}  // namespace

std::string Reader::data_name(const std::string& id) const {
    const auto name_of = [](pugi::xml_node node, std::string_view fallback) {
        const std::string_view name = node.attribute("name").value();
        return std::string(prefix(is_name(name) ? name : fallback, max_id));
    };
    const auto found = find(id);
    const std::string_view object = found.attribute("dataObjectRef").value();
    return object.empty() ? name_of(found, id) : name_of(find(object), object);
}

bool read_association(Reader& reader, pugi::xml_node child, Node& node) {
    const auto name = local_name(child);
    if (name != "dataInputAssociation" && name != "dataOutputAssociation") return false;
    auto& out = name == "dataInputAssociation" ? node.inputs : node.outputs;
    const auto target = text_of(child, "targetRef");
    bool assigned = false;
    for (const auto part : child.children()) {
        if (!is_bpmn(part, "assignment") || out.size() > 100) continue;
        Assignment one;
        for (const auto side : part.children()) {
            if (is_bpmn(side, "from")) one.from = read_expression(reader, side);
            if (is_bpmn(side, "to")) one.to = std::string(prefix(trim(side.text().get()), max_id));
        }
        if (!is_name(one.to)) one.to = reader.data_name(target);
        out.push_back(std::move(one));
        assigned = true;
    }
    if (assigned || out.size() > 100) return true;
    Assignment one;
    one.to = reader.data_name(target);
    for (const auto part : child.children()) {
        if (is_bpmn(part, "transformation")) one.from = read_expression(reader, part);
    }
    if (!one.from.given()) one.from = of_name(reader.data_name(text_of(child, "sourceRef")));
    if (one.from.feel != nullptr && !one.to.empty()) out.push_back(std::move(one));
    return true;
}

}  // namespace hz::process
