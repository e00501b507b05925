// SPDX-License-Identifier: Apache-2.0
#include "pack/stored.hpp"

#include <utility>

#include "base/check.hpp"
#include "pack/errors.hpp"

namespace hz::pack {

namespace {

using storage::Session;

constexpr JsonLimits body_limits{.bytes = 64 << 20, .depth = 128};

using Row = std::tuple<std::string, std::string, std::int64_t, std::string, std::string, std::string, std::int64_t,
                       std::string>;

StoredDefinition from_row(Row row) {
    StoredDefinition out;
    std::string text;
    std::int64_t published_at = 0;
    std::tie(out.kind, out.code, out.version, out.pack, out.source, text, published_at, out.state) = std::move(row);
    out.published_at = from_millis(published_at);
    auto body = stored_body(out.kind, out.code, text);
    if (!body) throw storage::Failure(body.error());
    out.body = std::move(*body);
    return out;
}

template <class... A>
std::vector<StoredDefinition> select(Session& session, std::string_view sql, const A&... args) {
    std::vector<StoredDefinition> out;
    session
        .each<std::string, std::string, std::int64_t, std::string, std::string, std::string, std::int64_t, std::string>(
            sql, [&](auto... columns) { out.push_back(from_row(Row(std::move(columns)...))); }, args...);
    return out;
}

}  // namespace

Result<Json> stored_body(std::string_view kind, std::string_view code, std::string_view text) {
    auto body = parse_json(text, body_limits);
    if (body) return body;
    auto error = refuse(errors::damaged_definition, {{"kind", std::string(kind)}, {"code", std::string(code)}});
    error.detail = message(*body.error().code, body.error().params, "en");
    return error;
}

std::optional<StoredDefinition> find_definition(Session& session, std::string_view kind, std::string_view code,
                                                std::optional<std::int64_t> version) {
    auto found = version ? select(session,
                                  "select kind, code, version, pack, source, body, published_at, state from definition "
                                  "where kind = $1 and code = $2 and version = $3",
                                  kind, code, *version)
                         : select(session,
                                  "select kind, code, version, pack, source, body, published_at, state from definition "
                                  "where kind = $1 and code = $2 and state = 'published'",
                                  kind, code);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<StoredDefinition> list_definitions(Session& session, std::string_view kind) {
    return select(session,
                  "select kind, code, version, pack, source, body, published_at, state from definition "
                  "where kind = $1 and state = 'published' order by code",
                  kind);
}

std::vector<StoredDefinition> list_versions(Session& session, std::string_view kind, std::string_view code) {
    return select(session,
                  "select kind, code, version, pack, source, body, published_at, state from definition "
                  "where kind = $1 and code = $2 order by version desc",
                  kind, code);
}

Result<Pack> get_pack(Session& session, std::string_view id) {
    if (!session.row<std::string>("select id from pack where id = $1", id)) {
        return refuse(errors::not_imported, {{"pack", std::string(id)}});
    }
    std::map<std::string, std::string> files;
    session.each<std::string, Bytes>(
        "select path, content from pack_file where pack = $1 order by path",
        [&](std::string path, const Bytes& content) { files.emplace(std::move(path), std::string(as_text(content))); },
        id);
    return load_files(std::move(files));
}

std::map<std::string, std::string> imported_files(Session& session, std::string_view id) {
    std::map<std::string, std::string> files;
    session.each<std::string, Bytes>(
        "select path, coalesce(imported, content) from pack_file where pack = $1 "
        "and (imported is null or length(imported) > 0)",
        [&](std::string path, const Bytes& content) { files.emplace(std::move(path), std::string(as_text(content))); },
        id);
    return files;
}

Result<void> export_pack(Session& session, std::string_view id, const std::filesystem::path& folder) {
    const auto pack = get_pack(session, id);
    if (!pack) return pack.error();
    return save(*pack, folder);
}

std::vector<std::string> list_packs(Session& session) {
    std::vector<std::string> out;
    session.each<std::string>("select id from pack order by id", [&](std::string id) { out.push_back(std::move(id)); });
    return out;
}

std::int64_t definition_stamp(Session& session) {
    const auto row = session.row<std::int64_t>("select stamp from definition_stamp where id = 1");
    return row ? std::get<0>(*row) : 0;
}

}  // namespace hz::pack
