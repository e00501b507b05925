// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <set>
#include <utility>

#include "pack/definition.hpp"
#include "pack/errors.hpp"
#include "pack/rule_imports.hpp"
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

DefinitionChange publish(Session& session, const std::string& pack, const Definition& definition, std::string body,
                         Time now) {
    end_version(session, definition.kind, definition.code, "superseded");
    const auto version = last_version(session, definition.kind, definition.code) + 1;
    session.exec(
        "insert into definition (kind, code, version, pack, source, body, published_at, state) "
        "values ($1, $2, $3, $4, $5, $6, $7, 'published')",
        definition.kind, definition.code, version, pack, definition.source, body, to_millis(now));
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

// By path: what an edit made here holds, where the pack brings the file as it did before.
std::map<std::string, std::string> standing_edits(Session& session, const Pack& pack) {
    std::map<std::string, std::string> out;
    session.each<std::string, Bytes, Bytes>(
        "select path, content, imported from pack_file where pack = $1 and imported is not null",
        [&](const std::string& path, const Bytes& content, const Bytes& imported) {
            const auto brought = pack.files.find(path);
            const auto now = brought == pack.files.end() ? std::string_view() : std::string_view(brought->second);
            if (now == as_text(imported)) out.emplace(path, std::string(as_text(content)));
        },
        pack.id);
    return out;
}

Result<Pack> with_edits(const Pack& pack, const std::map<std::string, std::string>& edits) {
    auto files = pack.files;
    for (const auto& [path, content] : edits) files[path] = content;
    return load_files(std::move(files));
}

void keep_edit(Session& session, const std::string& pack, const std::string& path, std::string_view content,
               std::string_view imported) {
    session.exec(
        "insert into pack_file (pack, path, content, imported) values ($1, $2, $3, $4) "
        "on conflict (pack, path) do update set content = excluded.content, imported = excluded.imported",
        pack, path, as_bytes(content), as_bytes(imported));
}

void keep_files(Session& session, const Pack& pack, const std::map<std::string, std::string>& edits, Time now) {
    session.exec(
        "insert into pack (id, version, imported_at) values ($1, $2, $3) "
        "on conflict (id) do update set version = excluded.version, imported_at = excluded.imported_at",
        pack.id, pack.version, to_millis(now));
    session.exec("delete from pack_file where pack = $1", pack.id);
    for (const auto& [path, content] : pack.files) {
        session.exec("insert into pack_file (pack, path, content) values ($1, $2, $3)", pack.id, path,
                     as_bytes(content));
    }
    for (const auto& [path, content] : edits) {
        const auto brought = pack.files.find(path);
        keep_edit(session, pack.id, path, content, brought == pack.files.end() ? "" : brought->second);
    }
}

Result<ImportReport> publish_changes(Session& session, const Pack& pack, Time now) {
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
        report.published_versions.push_back(publish(session, pack.id, definition, std::move(body), now));
        ++report.published;
    }
    report.retired_versions = retire_dropped(session, pack);
    report.retired = report.retired_versions.size();
    return report;
}

void move_stamp(Session& session) { session.exec("update definition_stamp set stamp = stamp + 1 where id = 1"); }

// The files of one definition, the pack's name and the decision models it may import, read as a pack of their own.
Result<Pack> reread(Session& session, const StoredDefinition& stored, const std::string& path,
                    const std::string& content) {
    std::map<std::string, std::string> files;
    session.each<std::string, Bytes>(
        "select path, content from pack_file where pack = $1 and (path = 'pack.yaml' or path like $2 or "
        "path like '%/rules.dmn' or path like '%.bpmn')",
        [&](std::string name, const Bytes& bytes) { files.emplace(std::move(name), std::string(as_text(bytes))); },
        stored.pack, stored.source + "/%");
    files[path] = content;
    return load_files(std::move(files));
}

}  // namespace

Result<ImportReport> import_pack(Session& session, const Pack& pack, Time now) {
    for (const auto& problem : pack.problems) {
        if (problem.severity == Severity::error) return refuse(errors::unreadable, {{"pack", pack.id}});
    }
    auto edits = standing_edits(session, pack);
    std::optional<Pack> edited;
    if (!edits.empty()) {
        auto merged = with_edits(pack, edits);
        if (!merged) return merged.error();
        edited = std::move(*merged);
    }
    auto report = publish_changes(session, edited ? *edited : pack, now);
    if (!report) return report;
    keep_files(session, pack, edits, now);
    report->kept_edits = std::move(edits);
    if (report->published + report->retired > 0) move_stamp(session);
    return report;
}

Result<rules::dmn::ModelPtr> load_rules(Session& session, const StoredDefinition& definition, std::string_view xml) {
    rules::dmn::ModelTexts models;
    session.each<std::string, Bytes>(
        "select path, content from pack_file where pack = $1 and path like '%/rules.dmn'",
        [&](std::string path, const Bytes& bytes) { models.emplace(std::move(path), std::string(as_text(bytes))); },
        definition.pack);
    return rules::dmn::load(xml, rules::dmn::resolver_among(models, model_path(definition.source)));
}

Result<EditReport> edit_file(Session& session, const FileEdit& edit, Time now) {
    const auto stored = find_definition(session, edit.kind, edit.code);
    if (!stored) return refuse(errors::no_such_definition, {{"kind", edit.kind}, {"code", edit.code}});
    if (stored->version != edit.opened)
        return refuse(errors::version_moved,
                      {{"opened", std::to_string(edit.opened)}, {"now", std::to_string(stored->version)}});
    const auto path = stored->source + "/" + edit.file;
    const auto read = reread(session, *stored, path, edit.content);
    if (!read) return read.error();
    const auto* definition = read->find(edit.kind, edit.code);
    if (definition == nullptr || definition->source != stored->source)
        return refuse(errors::not_editable, {{"kind", edit.kind}, {"code", edit.code}});
    EditReport out{stored->pack, path, {}, {edit.kind, edit.code, 0, stored->source, {}}};
    auto body = to_string(definition->body);
    if (body == to_string(stored->body)) return out;
    out.change = publish(session, stored->pack, *definition, std::move(body), now);
    const auto kept = session.row<Bytes>(
        "select coalesce(imported, content) from pack_file where pack = $1 and path = $2", stored->pack, path);
    if (kept) out.imported = as_text(std::get<0>(*kept));
    keep_edit(session, stored->pack, path, edit.content, out.imported);
    move_stamp(session);
    return out;
}

}  // namespace hz::pack
