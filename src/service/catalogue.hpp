// SPDX-License-Identifier: Apache-2.0
// The list of services people can look for. Made from the definitions in force, kept in memory: a city has a few
// thousand.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "identity/directory.hpp"
#include "pack/definition.hpp"

namespace hz::service {

struct ItemQuery {
    std::string q;  // every word must occur; two characters of Chinese are a word
    std::string theme, agency, audience;
    std::string after;  // code of the last item of the page before
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

// One line of the catalogue: {code, title, agency, kind, handling, promised_days, statutory_days, online, guide_only,
// visits, themes}.
[[nodiscard]] Json item_summary(const pack::CompiledDefinition& item, const pack::Definitions& definitions,
                                const identity::DirectoryView& directory);
// The whole guide: the elements of GB/T 39046 table 4 with the names of codes beside them.
[[nodiscard]] Json item_guide(const pack::CompiledDefinition& item, const pack::Definitions& definitions,
                              const identity::DirectoryView& directory);

}  // namespace hz::service
