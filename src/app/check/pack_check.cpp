// SPDX-License-Identifier: Apache-2.0
#include "app/check/pack_check.hpp"

#include <map>

#include "pack/raw_rows.hpp"
#include "service/process_model.hpp"
#include "service/rule_model.hpp"

namespace hz::app {
namespace {

using ledger::RowCompare;
using ledger::StateFindings;
using storage::Session;

constexpr std::string_view prefix = "pack:";

std::string digest_of(const ledger::Log& log, BytesView bytes) { return to_hex(log.suite().digest(bytes)); }

bool is_edit(std::string_view event) {
    return event == service::rules_file.saved || event == service::process_file.saved;
}

struct DefinitionTold {
    std::string pack, source, digest, state;
    std::int64_t published_at = 0;
};
struct PackTold {
    std::string version;
    std::int64_t imported_at = 0;
};

std::string name_of(const Json& change) {
    return std::string(get_text(change, "kind")) + "/" + std::string(get_text(change, "code"));
}

// Everything of packs that the ledger tells; digests, so it is small.
struct Told {
    std::map<std::string, PackTold> packs;
    std::map<std::string, std::string> files;           // "pack/path" -> digest
    std::map<std::string, std::string> imported;        // the same of what the pack brought, where edited since
    std::map<std::string, DefinitionTold> definitions;  // "kind/code/version"
    std::map<std::string, std::int64_t> in_force;       // "kind/code" -> version
    std::int64_t stamp = 0;

    void end(const std::string& name, std::string_view state) {
        const auto before = in_force.find(name);
        if (before == in_force.end()) return;
        definitions[name + "/" + std::to_string(before->second)].state = state;
        in_force.erase(before);
    }
    void publish(const std::string& pack, const Json& change, std::int64_t at) {
        const auto version = get_int(change, "version");
        end(name_of(change), "superseded");
        definitions[name_of(change) + "/" + std::to_string(version)] = {
            pack, std::string(get_text(change, "source")), std::string(get_text(change, "digest")), "published", at};
        in_force[name_of(change)] = version;
    }
    void apply(const ledger::Event& event);
    void apply_import(const ledger::Event& event);
    void apply_edit(const ledger::Event& event);
};

std::map<std::string, std::string> digests(const Json& said, std::string_view member, const std::string& id) {
    std::map<std::string, std::string> out;
    for (const auto& [path, digest] : get_object(said, member))
        out[id + "/" + std::string(path)] = digest.is_string() ? std::string(digest.get_string().c_str()) : "";
    return out;
}

void Told::apply_import(const ledger::Event& event) {
    const auto& said = event.entry.payload;
    const auto id = event.entry.stream.substr(prefix.size());
    const auto at = to_millis(event.entry.at);
    packs[id] = {std::string(get_text(said, "version")), at};
    const auto of_pack = [&](const auto& file) { return file.first.starts_with(id + "/"); };
    std::erase_if(files, of_pack);
    std::erase_if(imported, of_pack);
    files.merge(digests(said, "files", id));
    imported.merge(digests(said, "edited", id));
    for (const auto& change : get_array(said, "published")) publish(id, change, at);
    for (const auto& change : get_array(said, "retired")) end(name_of(change), "retired");
    stamp += get_array(said, "published").empty() && get_array(said, "retired").empty() ? 0 : 1;
}

void Told::apply_edit(const ledger::Event& event) {
    const auto& said = event.entry.payload;
    const auto id = event.entry.stream.substr(prefix.size());
    const auto key = id + "/" + std::string(get_text(said, "path"));
    imported[key] = get_text(said, "imported_digest");
    files[key] = get_text(said, "file_digest");
    publish(id, said, to_millis(event.entry.at));
    ++stamp;
}

void Told::apply(const ledger::Event& event) {
    if (event.entry.type == "pack_imported") return apply_import(event);
    if (is_edit(event.entry.type)) return apply_edit(event);
}

// Definitions of several packs meet in one table, so all packs are told together, in the order of their events.
Told tell(Session& session, ledger::Log& log, const std::vector<std::string>& streams) {
    std::map<std::int64_t, ledger::Event> events;
    for (const auto& stream : streams)
        log.replay(session, stream, [&](const ledger::Event& event) { events[event.id.value] = event; });
    Told told;
    for (const auto& [_, event] : events) told.apply(event);
    return told;
}

void check_definitions(Session& session, const ledger::Log& log, Told& told, StateFindings& out) {
    pack::each_raw_definition(session, [&](const pack::RawDefinition& row) {
        const auto key = row.kind + "/" + row.code + "/" + std::to_string(row.version);
        const auto wanted = told.definitions.find(key);
        if (wanted == told.definitions.end()) return out.unexplained("definition", key);
        const auto& said = wanted->second;
        RowCompare(out, "definition", key)
            .column("pack", row.pack, said.pack)
            .column("source", row.source, said.source)
            .column("body", digest_of(log, as_bytes(row.body)), said.digest)
            .column("published_at", row.published_at, said.published_at)
            .column("state", row.state, said.state);
        told.definitions.erase(wanted);
        out.count("definition");
    });
    for (const auto& [key, _] : told.definitions) out.missing("definition", key);
}

void check_packs(Session& session, const ledger::Log& log, Told& told, StateFindings& out) {
    pack::each_raw_pack(session, [&](const pack::RawPack& row) {
        const auto wanted = told.packs.find(row.id);
        if (wanted == told.packs.end()) return out.unexplained("pack", row.id);
        RowCompare(out, "pack", row.id)
            .column("version", row.version, wanted->second.version)
            .column("imported_at", row.imported_at, wanted->second.imported_at);
        told.packs.erase(wanted);
        out.count("pack");
    });
    for (const auto& [id, _] : told.packs) out.missing("pack", id);
    pack::each_raw_file(session, [&](const pack::RawFile& row) {
        const auto key = row.pack + "/" + row.path;
        const auto wanted = told.files.find(key);
        if (wanted == told.files.end()) return out.unexplained("pack_file", key);
        const auto brought = told.imported.find(key);
        RowCompare(out, "pack_file", key)
            .column("content", digest_of(log, row.content), wanted->second)
            .column("imported", row.imported ? digest_of(log, *row.imported) : std::string(),
                    brought == told.imported.end() ? std::string() : brought->second);
        told.files.erase(wanted);
        out.count("pack_file");
    });
    for (const auto& [key, _] : told.files) out.missing("pack_file", key);
    bool stamped = false;
    pack::each_raw_stamp(session, [&](std::int64_t id, std::int64_t stamp) {
        if (id != 1) return out.unexplained("definition_stamp", std::to_string(id));
        stamped = true;
        out.count("definition_stamp");
        RowCompare(out, "definition_stamp", "1").column("stamp", stamp, told.stamp);
    });
    if (!stamped) out.missing("definition_stamp", "1");
}

// The packs are known once every event was seen, so this looks at its rows in finish().
class Check final : public ledger::StateCheck {
  public:
    [[nodiscard]] std::vector<std::string_view> tables() const override {
        return {"pack", "pack_file", "definition", "definition_stamp"};
    }
    Result<void> rows(ledger::Log&, StateFindings&) override { return {}; }
    void event(Session&, ledger::Log&, const ledger::EventHead& head, StateFindings&) override {
        if ((head.entry.type == "pack_imported" || is_edit(head.entry.type)) &&
            (streams_.empty() || std::ranges::find(streams_, head.entry.stream) == streams_.end()))
            streams_.push_back(head.entry.stream);
    }
    Result<void> finish(ledger::Log& log, StateFindings& out) override {
        return log.store().read([&](Session& session) -> Result<void> {
            auto told = tell(session, log, streams_);
            check_definitions(session, log, told, out);
            check_packs(session, log, told, out);
            return {};
        });
    }

  private:
    std::vector<std::string> streams_;
};

}  // namespace

ledger::Entry entry_of_import(const ledger::Log& log, const pack::Pack& pack, const pack::ImportReport& report,
                              Time now) {
    JsonObject files;
    for (const auto& [path, content] : pack.files) files[path] = digest_of(log, as_bytes(content));
    JsonObject edited;  // what the pack brought, of files that stay as they were edited here
    for (const auto& [path, content] : report.kept_edits) {
        edited[path] = files.at(path);
        files[path] = digest_of(log, as_bytes(content));
    }
    JsonArray published, retired;
    for (const auto& one : report.published_versions)
        published.push_back({{"kind", one.kind},
                             {"code", one.code},
                             {"version", one.version},
                             {"source", one.source},
                             {"digest", digest_of(log, as_bytes(one.body))}});
    for (const auto& one : report.retired_versions) retired.push_back({{"kind", one.kind}, {"code", one.code}});
    ledger::Entry entry;
    entry.type = "pack_imported";
    entry.stream = std::string(prefix) + pack.id;
    entry.actor = "system:import";
    entry.payload = {{"version", pack.version},
                     {"files", std::move(files)},
                     {"published", std::move(published)},
                     {"retired", std::move(retired)}};
    if (!edited.empty()) entry.payload.as_object()["edited"] = std::move(edited);
    entry.at = now;
    return entry;
}

std::unique_ptr<ledger::StateCheck> make_pack_check() { return std::make_unique<Check>(); }

}  // namespace hz::app
