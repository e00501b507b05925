// SPDX-License-Identifier: Apache-2.0
// Full text by FTS5 with our tokeniser: a Chinese word is a phrase of bigrams, that is a true substring.
#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store.hpp"

namespace hz::storage::sqlite {

// Makes `tokenize = 'huizheng'` known to this connection. Throws Failure.
void register_tokeniser(sqlite3* handle);

// `table` is a checked name.
void create_search(Session& session, const std::string& table);
void index_text(Session& session, const std::string& table, std::int64_t key, std::string_view text);
void remove_text(Session& session, const std::string& table, std::int64_t key);
[[nodiscard]] std::vector<std::int64_t> search(Session& session, const std::string& table, std::string_view query,
                                               std::size_t limit, std::int64_t before);

}  // namespace hz::storage::sqlite
