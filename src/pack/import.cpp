// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <utility>

#include "pack/definition.hpp"
#include "pack/errors.hpp"
#include "pack/stored.hpp"

namespace hz::pack {

namespace {

using storage::Session;

struct InForce {
    std::int64_t version = 0;
    std::string pack;
    std::string body;
};

std::optional<InForce> find_in_force(Session& session, const std::string& kind, const std::string& code) {
    auto row = session.row<std::int64_t, std::string, std::string>(
        "select version, pack, body from definition where kind = $1 and code = $2 and state = 'published'", kind, code);
    if (!row) return std::nullopt;
    return InForce{std::get<0>(*row), std::move(std::get<1>(*row)), std::move(std::get<2>(*row))};
}

std::int64_t last_version(Session& session, const std::string& kind, const std::string& code) {
    const auto row = session.row<std::int64_t>(
        "select version from definition where kind = $1 and code = $2 order by version desc limit 1", kind, code);
    return row ? std::get<0>(*row) : 0;
}

void end_version(Session& session, const std::string& kind, const std::string& code, std::string_view state) {
    session.exec("update definition set state = $3 where kind = $1 and code = $2 and state = 'published'", kind, code,
                 state);
}

DefinitionChange publish(Session& session, const Pack& pack, const Definition& definition, std::string body, Time now) {
    end_version(session, definition.kind, definition.code, "superseded");
    const auto version = last_version(session, definition.kind, definition.code) + 1;
    session.exec(
        "insert into definition (kind, code, version, pack, source, body, published_at, state) "
        "values ($1, $2, $3, $4, $5, $6, $7, 'published')",
        definition.kind, definition.code, version, pack.id, definition.source, body, to_millis(now));
    return {definition.kind, definition.code, version, definition.source, std::move(body)};
}

std::vector<DefinitionChange> retire_dropped(Session& session, const Pack& pack) {
    std::vector<DefinitionChange> dropped;
    std::set<std::pair<std::string_view, std::string_view>> there;
    for (const auto& definition : pack.definitions) there.emplace(definition.kind, definition.code);
    session.each<std::string, std::string>(
        "select kind, code from definition where pack = $1 and state = 'published'",
        [&](std::string kind, std::string code) {
            if (!there.contains({kind, code})) dropped.push_back({std::move(kind), std::move(code), 0, {}, {}});
        },
        pack.id);
    for (const auto& one : dropped) end_version(session, one.kind, one.code, "retired");
    return dropped;
}

void keep_files(Session& session, const Pack& pack, Time now) {
    session.exec(
        "insert into pack (id, version, imported_at) values ($1, $2, $3) "
        "on conflict (id) do update set version = excluded.version, imported_at = excluded.imported_at",
        pack.id, pack.version, to_millis(now));
    session.exec("delete from pack_file where pack = $1", pack.id);
    for (const auto& [path, content] : pack.files) {
        session.exec("insert into pack_file (pack, path, content) values ($1, $2, $3)", pack.id, path,
                     as_bytes(content));
    }
}

}  // namespace

Result<ImportReport> import_pack(Session& session, const Pack& pack, Time now) {
    for (const auto& problem : pack.problems) {
        if (problem.severity == Severity::error) return refuse(errors::unreadable, {{"pack", pack.id}});
    }
    ImportReport report;
    for (const auto& definition : pack.definitions) {
        auto body = to_string(definition.body);
        const auto there = find_in_force(session, definition.kind, definition.code);
        if (there && there->pack != pack.id) {
            return refuse(errors::owned_by_other,
                          {{"kind", definition.kind}, {"code", definition.code}, {"owner", there->pack}});
        }
        if (there && there->body == body) {
            ++report.unchanged;
            continue;
        }
        report.published_versions.push_back(publish(session, pack, definition, std::move(body), now));
        ++report.published;
    }
    report.retired_versions = retire_dropped(session, pack);
    report.retired = report.retired_versions.size();
    keep_files(session, pack, now);
    if (report.published + report.retired > 0)
        session.exec("update definition_stamp set stamp = stamp + 1 where id = 1");
    return report;
}

}  // namespace hz::pack
