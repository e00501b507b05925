// SPDX-License-Identifier: Apache-2.0
#include "pack/raw_rows.hpp"

namespace hz::pack {

void each_raw_definition(storage::Session& session, const std::function<void(const RawDefinition&)>& f) {
    using std::int64_t, std::string;
    session.each<string, string, int64_t, string, string, string, int64_t, string>(
        "select kind, code, version, pack, source, body, published_at, state from definition",
        [&](auto... column) { f({std::move(column)...}); });
}

void each_raw_pack(storage::Session& session, const std::function<void(const RawPack&)>& f) {
    session.each<std::string, std::string, std::int64_t>("select id, version, imported_at from pack",
                                                         [&](auto... column) { f({std::move(column)...}); });
}

void each_raw_file(storage::Session& session, const std::function<void(const RawFile&)>& f) {
    session.each<std::string, std::string, Bytes, std::optional<Bytes>>(
        "select pack, path, content, imported from pack_file", [&](auto... column) { f({std::move(column)...}); });
}

void each_raw_stamp(storage::Session& session, const std::function<void(std::int64_t id, std::int64_t stamp)>& f) {
    session.each<std::int64_t, std::int64_t>("select id, stamp from definition_stamp", f);
}

}  // namespace hz::pack
