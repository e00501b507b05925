// SPDX-License-Identifier: Apache-2.0
#include "registry/state_check.hpp"

#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "registry/record_store.hpp"

namespace hz::registry {
namespace {

using ledger::RowCompare;
using ledger::StateFindings;
using storage::Session;

constexpr std::size_t records_a_read = 100;
constexpr std::size_t versions_a_read = 1000;
constexpr std::int64_t for_ever = std::numeric_limits<std::int64_t>::max();

struct StoredVersion {
    std::int64_t version = 0;
    std::string state, body;
    std::int64_t valid_from = 0, valid_until = 0;
    std::string source, legal_basis;
    std::int64_t event = 0, changed_at = 0;
};

struct StoredRecord {
    std::int64_t id = 0;
    std::string registry, key;
    std::int64_t subject = 0;
    std::string company;
    StoredVersion now;  // without event
};

std::vector<StoredRecord> read_page(Session& session, std::int64_t after) {
    using std::int64_t, std::string;
    std::vector<StoredRecord> out;
    session.each<int64_t, string, string, int64_t, string, int64_t, string, string, int64_t, int64_t, string, string,
                 int64_t>(
        "select id, registry, key, subject, company, version, state, body, valid_from, valid_until, source, "
        "legal_basis, updated_at from record where id > $1 order by id limit $2",
        [&](int64_t id, string registry, string key, int64_t subject, string company, int64_t version, string state,
            string body, int64_t from, int64_t until, string source, string basis, int64_t at) {
            out.push_back({id,
                           std::move(registry),
                           std::move(key),
                           subject,
                           std::move(company),
                           {version, std::move(state), std::move(body), from, until, std::move(source),
                            std::move(basis), 0, at}});
        },
        after, records_a_read);
    return out;
}

std::map<std::int64_t, StoredVersion> read_versions(Session& session, std::int64_t record) {
    using std::int64_t, std::string;
    std::map<std::int64_t, StoredVersion> out;
    session.each<int64_t, string, string, int64_t, int64_t, string, string, int64_t, int64_t>(
        "select version, state, body, valid_from, valid_until, source, legal_basis, event, changed_at "
        "from record_version where record = $1 order by version",
        [&](int64_t version, auto... rest) {
            out[version] = {version, std::move(rest)...};
        },
        record);
    return out;
}

// A version as an event tells it. Of one whose event was destroyed by an erasure, only who knew when is left.
struct ToldVersion {
    Record record;
    std::int64_t event = 0;
    bool destroyed = false;
};

struct Told {
    std::optional<Record> now;
    std::map<std::int64_t, ToldVersion> versions;
    bool erased = false;  // record_erased was said: earlier versions were emptied
};

Told tell(Session& session, ledger::Log& log, RecordId id) {
    Told told;
    std::int64_t version = 0;
    log.replay(session, record_stream(id), [&](const ledger::Event& event) {
        if (event.entry.type == "record_read") return;
        auto record = told.now ? *told.now : Record{};
        record.id = id;
        record = apply(std::move(record), event);
        version = event.erased ? version + 1 : record.version;
        if (event.erased) record.updated_at = event.entry.at;
        told.erased = told.erased || event.entry.type == "record_erased";
        told.versions[version] = {record, event.id.value, event.erased};
        told.now = std::move(record);
    });
    return told;
}

std::int64_t until_of(const Record& record) { return record.valid_until ? to_millis(*record.valid_until) : for_ever; }

void compare_record(const StoredRecord& row, const Record& told, StateFindings& out) {
    RowCompare(out, "record", std::to_string(row.id))
        .column("registry", row.registry, told.registry)
        .column("key", row.key, told.key)
        .column("subject", row.subject, told.subject.value)
        .column("company", row.company, told.company)
        .column("version", row.now.version, told.version)
        .column("state", row.now.state, told.state)
        .document("body", row.now.body, told.body)
        .column("valid_from", row.now.valid_from, to_millis(told.valid_from))
        .column("valid_until", row.now.valid_until, until_of(told))
        .column("source", row.now.source, told.source)
        .column("legal_basis", row.now.legal_basis, told.legal_basis)
        .column("updated_at", row.now.changed_at, to_millis(told.updated_at));
}

void compare_version(const std::string& key, const StoredVersion& row, const ToldVersion& told, bool emptied,
                     StateFindings& out) {
    RowCompare compare(out, "record_version", key);
    compare.column("event", row.event, told.event)
        .column("changed_at", row.changed_at, to_millis(told.record.updated_at));
    const auto body = emptied ? Json(JsonObject{}) : told.record.body;
    compare.document("body", row.body, body).column("source", row.source, emptied ? std::string() : told.record.source);
    if (told.destroyed) return;
    compare.column("state", row.state, told.record.state)
        .column("valid_from", row.valid_from, to_millis(told.record.valid_from))
        .column("valid_until", row.valid_until, until_of(told.record))
        .column("legal_basis", row.legal_basis, told.record.legal_basis);
}

void check_versions(Session& session, std::int64_t id, const Told& told, StateFindings& out) {
    const auto stored = read_versions(session, id);
    const auto key = [&](std::int64_t version) { return std::to_string(id) + "/" + std::to_string(version); };
    for (const auto& [version, one] : told.versions) {
        const auto row = stored.find(version);
        if (row == stored.end()) {
            out.missing("record_version", key(version));
            continue;
        }
        const bool emptied = told.erased && version != told.versions.rbegin()->first;
        compare_version(key(version), row->second, one, emptied, out);
    }
    for (const auto& [version, row] : stored)
        if (!told.versions.contains(version)) out.unexplained("record_version", key(version));
    out.count("record_version", static_cast<std::int64_t>(stored.size()));
}

class Check final : public ledger::StateCheck {
  public:
    [[nodiscard]] std::vector<std::string_view> tables() const override { return {"record", "record_version"}; }

    Result<void> rows(ledger::Log& log, StateFindings& out) override {
        for (auto after = std::numeric_limits<std::int64_t>::min();;) {
            const auto more = log.store().read([&](Session& session) -> Result<bool> {
                const auto page = read_page(session, after);
                for (const auto& row : page) one_record(session, log, row, out);
                if (!page.empty()) after = page.back().id;
                return page.size() == records_a_read;
            });
            if (!more) return more.error();
            if (!*more) return versions_of_nothing(log, out);
        }
    }

    void event(Session& session, ledger::Log& log, const ledger::EventHead& head, StateFindings& out) override {
        constexpr std::string_view prefix = "record:";
        if (head.entry.type != "record_created" || !head.entry.stream.starts_with(prefix)) return;
        const auto id = parse_id(std::string_view(head.entry.stream).substr(prefix.size()));
        if (!id || session.row<std::int64_t>("select version from record where id = $1", *id)) return;
        out.missing("record", std::to_string(*id));
        check_versions(session, *id, tell(session, log, {*id}), out);
    }

  private:
    static void one_record(Session& session, ledger::Log& log, const StoredRecord& row, StateFindings& out) {
        const auto told = tell(session, log, {row.id});
        out.count("record");
        if (!told.now)
            out.unexplained("record", std::to_string(row.id));
        else
            compare_record(row, *told.now, out);
        if (told.erased) out.count_erased("record");
        check_versions(session, row.id, told, out);
    }

    // Versions of a record that is not there: event() looks at those that events speak of.
    static Result<void> versions_of_nothing(ledger::Log& log, StateFindings& out) {
        return log.store().read([&](Session& session) -> Result<void> {
            std::vector<std::pair<std::int64_t, std::int64_t>> found;
            session.each<std::int64_t, std::int64_t>(
                "select v.record, v.version from record_version v left join record r on r.id = v.record "
                "where r.id is null order by v.record, v.version limit $1",
                [&](std::int64_t record, std::int64_t version) { found.emplace_back(record, version); },
                versions_a_read);
            for (const auto& [record, version] : found)
                if (!tell(session, log, {record}).versions.contains(version))
                    out.unexplained("record_version", std::to_string(record) + "/" + std::to_string(version));
            return {};
        });
    }
};

}  // namespace

std::unique_ptr<ledger::StateCheck> make_state_check() { return std::make_unique<Check>(); }

}  // namespace hz::registry
