// SPDX-License-Identifier: Apache-2.0
// The list of services people can look for. Made from the definitions in force, kept in memory: a city has a few
// thousand.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "pack/definition.hpp"

namespace hz::service {

struct ItemQuery {
    std::string q = {};  // every word must occur; two characters of Chinese are a word
    std::string theme = {}, agency = {}, audience = {};
    std::string after = {};  // code of the last item of the page before
    std::size_t limit = 20;
};

struct ItemPage {
    std::vector<pack::DefinitionPtr> items;
    std::string next;  // empty at the end
};

// Best match first: in the title, then elsewhere; the same order for every page.
[[nodiscard]] ItemPage find_items(const pack::Definitions& definitions, const ItemQuery& query);

struct ThemeCount {
    std::string code;
    Json title;  // {zh, en}
    std::size_t count = 0;
};
[[nodiscard]] std::vector<ThemeCount> themes(const pack::Definitions& definitions);

}  // namespace hz::service
