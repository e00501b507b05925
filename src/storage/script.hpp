// SPDX-License-Identifier: Apache-2.0
// SQL scripts of several statements. Private to this module.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace hz::storage {

// The statements of a script, without comments and semicolons. Knows '...', "...", -- and /* */; no trigger bodies.
[[nodiscard]] std::vector<std::string> statements(std::string_view script);
// As PostgreSQL wants it: without "without rowid".
[[nodiscard]] std::string for_postgresql(std::string_view statement);
// `bigint primary key` becomes `integer primary key`, which SQLite keeps as the table's own key: no second index.
[[nodiscard]] std::string for_sqlite(std::string_view statement);

}  // namespace hz::storage
