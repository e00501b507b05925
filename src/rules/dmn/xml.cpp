// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/xml.hpp"

#include <array>
#include <set>

#include "base/text.hpp"
#include "rules/dmn/errors.hpp"

namespace hz::rules::dmn {
namespace {

constexpr std::array<std::string_view, 6> namespaces{
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",   // 1.1
    "http://www.omg.org/spec/DMN/20180521/MODEL/",    // 1.2
    "https://www.omg.org/spec/DMN/20191111/MODEL/",   // 1.3
    "https://www.omg.org/spec/DMN/20211108/MODEL/",   // 1.4
    "https://www.omg.org/spec/DMN/20230324/MODEL/",   // 1.5
    "https://www.omg.org/spec/DMN/20240513/MODEL/"};  // 1.6, read as 1.5

Error too_large(const char* zh, const char* en, std::size_t limit) {
    return refuse(errors::dmn_too_large, {{"what_zh", zh}, {"what_en", en}, {"limit", std::to_string(limit)}});
}

// Depth, counts, DOCTYPE.
Result<bool> survey(pugi::xml_node root) {
    std::size_t depth = 0;
    std::size_t count = 0;
    for (auto node = root.first_child(); node;) {
        if (node.type() == pugi::node_doctype) return refuse(errors::dmn_doctype);
        if (node.type() == pugi::node_element) {
            if (++count > max_elements) return too_large("元素个数", "the number of elements", max_elements);
            std::size_t attributes = 0;
            for ([[maybe_unused]] const auto attribute : node.attributes()) ++attributes;
            if (attributes > max_attributes)
                return too_large("一个元素的属性个数", "the attributes of an element", max_attributes);
        }
        if (node.first_child()) {
            node = node.first_child();
            if (++depth > max_depth) return too_large("嵌套层数", "the depth of nesting", max_depth);
            continue;
        }
        while (node != root && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        if (node == root) break;
        node = node.next_sibling();
    }
    return true;
}

}  // namespace

bool is_dmn_uri(std::string_view uri) {
    return std::find(namespaces.begin(), namespaces.end(), uri) != namespaces.end();
}

QName resolve(pugi::xml_node scope, std::string_view name) {
    const auto colon = name.find(':');
    const auto prefix = colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
    const auto local = colon == std::string_view::npos ? name : name.substr(colon + 1);
    const std::string wanted = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
    for (auto at = scope; at; at = at.parent())
        if (const auto found = at.attribute(wanted.c_str())) return {found.value(), local};
    return {"", local};
}

Result<bool> read_xml(std::string_view bytes, pugi::xml_document& out) {
    if (bytes.size() > max_bytes) return too_large("文件字节数", "the bytes of the file", max_bytes);
    if (!is_utf8(bytes)) return refuse(hz::errors::not_utf8);
    // pugixml never resolves entities of a DTD; the DOCTYPE is kept only to refuse it.
    const auto parsed =
        out.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    if (!parsed) return refuse(errors::dmn_malformed_xml, {{"offset", std::to_string(parsed.offset)}});
    return survey(out);
}

std::string_view local_name(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is(pugi::xml_node node, std::string_view local) {
    if (node.type() != pugi::node_element || local_name(node.name()) != local) return false;
    // Same prefix as the parent is the usual case; otherwise ask for the namespace.
    const std::string_view name = node.name();
    const std::string_view parent = node.parent().name();
    const auto prefix = name.substr(0, name.size() - local.size());
    const auto parent_prefix = parent.substr(0, parent.size() - local_name(parent).size());
    if (prefix == parent_prefix && !node.attribute("xmlns")) return true;
    return is_dmn_uri(resolve(node, name).uri);
}

pugi::xml_node child(pugi::xml_node node, std::string_view local) {
    for (const auto c : node.children())
        if (is(c, local)) return c;
    return {};
}

std::string text_in(pugi::xml_node node) {
    std::string out;
    for (const auto c : node.children())
        if (c.type() == pugi::node_pcdata || c.type() == pugi::node_cdata) out += c.value();
    return out;
}

std::string child_text(pugi::xml_node node, std::string_view local) {
    return std::string(trim(text_in(child(node, local))));
}

std::string id_near(pugi::xml_node node) {
    for (auto at = node; at; at = at.parent()) {
        const std::string_view id = at.attribute("id").value();
        if (!id.empty()) return std::string(prefix(id, 200));
    }
    return "<" + std::string(prefix(node.name(), 100)) + ">";
}

}  // namespace hz::rules::dmn
