// SPDX-License-Identifier: Apache-2.0
// This module's rows as they are stored, for whoever holds them against the ledger.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "storage/store.hpp"

namespace hz::pack {

struct RawDefinition {
    std::string kind, code;
    std::int64_t version = 0;
    std::string pack, source, body;
    std::int64_t published_at = 0;
    std::string state;
};
struct RawPack {
    std::string id, version;
    std::int64_t imported_at = 0;
};
struct RawFile {
    std::string pack, path;
    Bytes content;
    std::optional<Bytes> imported;  // what the pack brought, where it was edited since
};

void each_raw_definition(storage::Session& session, const std::function<void(const RawDefinition&)>& f);
void each_raw_pack(storage::Session& session, const std::function<void(const RawPack&)>& f);
void each_raw_file(storage::Session& session, const std::function<void(const RawFile&)>& f);
void each_raw_stamp(storage::Session& session, const std::function<void(std::int64_t id, std::int64_t stamp)>& f);

}  // namespace hz::pack
