// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>

namespace hz::storage::postgresql {

// "schema.json" and one file a table in COPY's text format, all of one repeatable-read snapshot. Needs no program
// beside the server. Throws Failure.
void write_backup(const std::string& url, const std::filesystem::path& folder);
// In one transaction.
void read_backup(const std::filesystem::path& folder, const std::string& url);

}  // namespace hz::storage::postgresql
