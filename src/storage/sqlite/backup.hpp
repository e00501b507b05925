// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>

namespace hz::storage::sqlite {

// One file "data.db", by SQLite's backup interface. Throws Failure.
void write_backup(const std::string& url, const std::filesystem::path& folder);
void read_backup(const std::filesystem::path& folder, const std::string& url);

}  // namespace hz::storage::sqlite
