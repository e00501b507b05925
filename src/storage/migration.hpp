// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "storage/store.hpp"

namespace hz::storage {

// A module's tables: its embedded `migrations/` folder. Files are `0001_name.sql`, run in order, each once; where the
// dialects truly differ `0001_name.sqlite.sql` and `0001_name.postgresql.sql` stand instead.
struct Schema {
    std::string_view module;
    std::span<const EmbeddedFile> files;
};

// Brings every module's tables up to date, in one transaction each file, recorded in `schema_migration`.
// Refuses errors::newer_schema where the store was written by a newer program, and errors::changed_migration where a
// file that already ran has other content now.
[[nodiscard]] Result<void> migrate(Store& store, std::span<const Schema> schemas);
// Whether this program could work on the store as it is, after migrate(). Only reads; a store without tables is refused
// by the engine's own error.
[[nodiscard]] Result<void> check_schemas(Store& store, std::span<const Schema> schemas);

}  // namespace hz::storage
