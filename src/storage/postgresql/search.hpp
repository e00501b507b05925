// SPDX-License-Identifier: Apache-2.0
// Full text by a GIN index over arrays of our tokens; longer runs are then compared with the text itself.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store.hpp"

namespace hz::storage::postgresql {

// `table` is a checked name.
void create_search(Session& session, const std::string& table);
void index_text(Session& session, const std::string& table, std::int64_t key, std::string_view text);
void remove_text(Session& session, const std::string& table, std::int64_t key);
[[nodiscard]] std::vector<std::int64_t> search(Session& session, const std::string& table, std::string_view query,
                                               std::size_t limit, std::int64_t before);

}  // namespace hz::storage::postgresql
