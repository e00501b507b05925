// SPDX-License-Identifier: Apache-2.0
// manifest.json of a backup: which files, how long, with which SHA-256. Private to this module.
#pragma once
#include "storage/backup.hpp"

namespace hz::storage {

// Lists what stands in `folder`. Throws Failure (cannot_write_backup).
BackupInfo write_manifest(const std::filesystem::path& folder, Engine engine);
// Refusal: errors::damaged_backup.
[[nodiscard]] Result<BackupInfo> check_manifest(const std::filesystem::path& folder);

// Waits until a file or folder is on the disk. Throws Failure (cannot_write_backup).
void sync_to_disk(const std::filesystem::path& path);
[[nodiscard]] Failure cannot_write(const std::filesystem::path& path, const std::string& reason);
[[nodiscard]] std::string engine_name(Engine engine);

}  // namespace hz::storage
