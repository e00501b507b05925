// SPDX-License-Identifier: Apache-2.0
// A consistent copy of a whole store, taken while it serves.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "storage/store.hpp"

namespace hz::storage {

struct BackupInfo {
    Engine engine = Engine::sqlite;
    std::size_t files = 0;
    std::uint64_t bytes = 0;
    std::string digest;  // SHA-256 of the manifest, hex: note it elsewhere to know the backup again
};

// Writes the folder `folder`, which must not exist yet; it appears only once it is complete and on disk. Holds one
// snapshot and no lock: writes go on, and those committed later are not in it. Blocks for as long as the copying takes.
// PostgreSQL: the tables of the current schema with their keys, checks and indexes; no views, functions or sequences.
[[nodiscard]] Result<BackupInfo> backup(const Store& store, const std::filesystem::path& folder);
// Whether every file is there and as it was written.
[[nodiscard]] Result<BackupInfo> check_backup(const std::filesystem::path& folder);
// Fills an empty database of the same engine, all or nothing. Runs the SQL that the backup holds: restore only your
// own.
[[nodiscard]] Result<BackupInfo> restore(const std::filesystem::path& folder, const std::string& url);

}  // namespace hz::storage
