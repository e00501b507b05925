// SPDX-License-Identifier: Apache-2.0
// Namespaces and small readings over pugixml, which knows none. Private to the module.
#pragma once
#include <initializer_list>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "process/model.hpp"

namespace hz::process {

inline constexpr std::string_view bpmn_uri = "http://www.omg.org/spec/BPMN/20100524/MODEL";
inline constexpr std::string_view hz_uri = "urn:huizheng:bpmn:1";

inline constexpr std::size_t max_bytes = 2 << 20;
inline constexpr std::size_t max_depth = 64;
inline constexpr std::size_t max_elements = 50'000;
inline constexpr std::size_t max_attributes = 64;
inline constexpr std::size_t max_nodes = 2'000;
inline constexpr std::size_t max_id = 100;
inline constexpr std::size_t max_text = 500;
inline constexpr std::size_t max_condition = 4'000;

struct QName {
    std::string_view uri;
    std::string_view local;
    bool declared = true;
};

// The namespace of `name` as seen at `scope`. An attribute without a prefix has none.
[[nodiscard]] QName resolve(pugi::xml_node scope, std::string_view name, bool attribute = false);
[[nodiscard]] bool is_bpmn(pugi::xml_node node, std::string_view local);
[[nodiscard]] std::string_view local_name(pugi::xml_node node);

// Collects what one reading finds.
struct Reader {
    Findings& findings;
    std::unordered_map<std::string_view, pugi::xml_node> by_id = {};
    bool executable = true;  // what is only drawn may be vague
    [[nodiscard]] pugi::xml_node find(std::string_view id) const {
        const auto found = by_id.find(id);
        return found == by_id.end() ? pugi::xml_node() : found->second;
    }

    // The value of a plain attribute; what is too long is found and left out.
    [[nodiscard]] std::string text(pugi::xml_node node, const char* name, std::size_t limit = max_text);
    [[nodiscard]] std::string extension(pugi::xml_node node, std::string_view local, std::size_t limit = max_text);
    // A list separated by spaces, of names without repetition.
    [[nodiscard]] std::vector<std::string> list(pugi::xml_node node, std::string_view local);
    [[nodiscard]] bool flag(pugi::xml_node node, const char* name, bool fallback);
    [[nodiscard]] Marks marks(pugi::xml_node node);
    // Every attribute of our namespace must be among `known` or `more`.
    void known_extensions(pugi::xml_node node, std::span<const std::string_view> known,
                          std::initializer_list<std::string_view> more);
    void bad_value(pugi::xml_node node, std::string_view name, std::string_view value, std::string_view expected);
    void unsupported(pugi::xml_node node, std::string_view name);
    // The name by which FEEL knows the data object, property or data item with this id.
    [[nodiscard]] std::string data_name(const std::string& id) const;
};

// An element's id, or, without one, its name in angle brackets: the path of a finding.
[[nodiscard]] std::string path_of(pugi::xml_node node);
// Lower-case letters, digits and underscores from a letter; with `dots`, several joined by dots.
[[nodiscard]] bool is_slug(std::string_view text, bool dots = false);
[[nodiscard]] bool is_iso_date_time(std::string_view text);  // with or without time and offset

}  // namespace hz::process
