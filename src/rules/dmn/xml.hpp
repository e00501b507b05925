// SPDX-License-Identifier: Apache-2.0
// Safe reading of DMN XML: limits, no DTD; namespaces over pugixml, which knows none. Private to rules.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace hz::rules::dmn {

inline constexpr std::size_t max_bytes = 16 << 20;
inline constexpr std::size_t max_depth = 64;
inline constexpr std::size_t max_elements = 1'000'000;
inline constexpr std::size_t max_attributes = 64;

inline constexpr std::string_view feel_uri_part = "/FEEL/";

struct QName {
    std::string_view uri;
    std::string_view local;
};
// The namespace of `name` as seen at `scope`.
[[nodiscard]] QName resolve(pugi::xml_node scope, std::string_view name);
[[nodiscard]] bool is_dmn_uri(std::string_view uri);

// Parses and surveys the whole document without recursion. Refusals as of dmn::load.
[[nodiscard]] Result<bool> read_xml(std::string_view bytes, pugi::xml_document& out);

// Elements of the namespace of `node` itself; other namespaces (diagram, extensions) are not seen.
[[nodiscard]] std::string_view local_name(std::string_view name);
[[nodiscard]] bool is(pugi::xml_node node, std::string_view local);
[[nodiscard]] pugi::xml_node child(pugi::xml_node node, std::string_view local);
template <class F>
void for_each(pugi::xml_node node, std::string_view local, F&& f) {
    for (const auto c : node.children())
        if (is(c, local)) f(c);
}
// All character data directly inside, comments left out.
[[nodiscard]] std::string text_in(pugi::xml_node node);
// The text of the child `local`, trimmed.
[[nodiscard]] std::string child_text(pugi::xml_node node, std::string_view local);
// The nearest id from here upwards.
[[nodiscard]] std::string id_near(pugi::xml_node node);

}  // namespace hz::rules::dmn
