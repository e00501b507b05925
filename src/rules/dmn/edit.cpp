// SPDX-License-Identifier: Apache-2.0
// Writing back: every byte that is not edited stays.
#include "rules/dmn/dmn.hpp"
#include "rules/dmn/errors.hpp"
#include "rules/dmn/model.hpp"
#include "rules/dmn/xml.hpp"

namespace hz::rules::dmn {
namespace {

pugi::xml_node find_id(pugi::xml_node root, std::string_view id) {
    return root.find_node(
        [&](pugi::xml_node node) { return node.attribute("id").value() == id && child(node, "text"); });
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else
            out += c;
    }
    return out;
}

}  // namespace

Result<std::string> replace_text(const Model& model, std::string_view id, std::string_view text) {
    pugi::xml_document document;
    if (auto read = read_xml(model.xml, document); !read) return read.error();
    const auto found = find_id(document, id);
    const auto missing = [&] { return refuse(errors::dmn_unknown_element, {{"id", std::string(id)}}); };
    if (!found) return missing();
    // From behind the start tag of <text> to its end tag.
    const auto node = child(found, "text");
    const auto name_at = static_cast<std::size_t>(node.offset_debug());
    const auto open_end = model.xml.find('>', name_at);
    if (open_end == std::string::npos) return missing();
    auto out = model.xml;
    if (out[open_end - 1] == '/') {
        out.replace(open_end - 1, 2, ">" + escaped(text) + "</" + node.name() + ">");
    } else {
        const auto close = out.find("</" + std::string(node.name()), open_end);
        if (close == std::string::npos) return missing();
        out.replace(open_end + 1, close - open_end - 1, escaped(text));
    }
    pugi::xml_document again;  // a comment or CDATA inside could have misled us
    if (auto read = read_xml(out, again); !read) return read.error();
    if (text_in(child(find_id(again, id), "text")) != text) return missing();
    return out;
}

}  // namespace hz::rules::dmn
