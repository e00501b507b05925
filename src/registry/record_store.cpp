// SPDX-License-Identifier: Apache-2.0
#include "registry/record_store.hpp"

#include <limits>

#include "registry/errors.hpp"
#include "storage/search.hpp"

namespace hz::registry {
namespace {

constexpr std::int64_t for_ever = std::numeric_limits<std::int64_t>::max();
constexpr int searchable_grade = 2;

std::int64_t until_millis(const Record& record) {
    return record.valid_until ? to_millis(*record.valid_until) : for_ever;
}

// What a search may reveal by finding: no field above grade 2.
std::string search_text(const Registry& registry, const Record& record) {
    std::string text;
    const auto* body = record.body.if_object();
    if (body == nullptr) return text;
    for (const auto& member : *body) {
        const auto grade = registry.fields.grades.find(std::string_view(member.key()));
        if (grade == registry.fields.grades.end() || grade->second > searchable_grade || !member.value().is_string())
            continue;
        text += text.empty() ? "" : "\n";
        text += std::string_view(member.value().get_string());
    }
    return text;
}

std::vector<Record> select(storage::Session& session, std::string_view sql, std::span<const storage::Value> args) {
    std::vector<Record> out;
    session.do_query(sql, args, [&](const storage::Row& row) {
        Record record;
        record.id = {row.integer(0)};
        record.registry = row.text(1);
        record.key = row.text(2);
        record.subject = {row.integer(3)};
        record.company = row.text(4);
        record.version = row.integer(5);
        record.state = row.text(6);
        if (auto body = parse_json(row.text(7))) record.body = std::move(*body);
        record.valid_from = from_millis(row.integer(8));
        if (row.integer(9) != for_ever) record.valid_until = from_millis(row.integer(9));
        record.source = row.text(10);
        record.legal_basis = row.text(11);
        record.updated_at = from_millis(row.integer(12));
        out.push_back(std::move(record));
        return true;
    });
    return out;
}

constexpr std::string_view by_id =
    "select id, registry, key, subject, company, version, state, body, valid_from, valid_until, source, legal_basis, "
    "updated_at "
    "from record where id = $1";
constexpr std::string_view by_key =
    "select id, registry, key, subject, company, version, state, body, valid_from, valid_until, source, legal_basis, "
    "updated_at "
    "from record where registry = $1 and key = $2";
constexpr std::string_view by_subject =
    "select id, registry, key, subject, company, version, state, body, valid_from, valid_until, source, legal_basis, "
    "updated_at "
    "from record where subject = $1 and subject <> 0 and ($2 = '' or registry = $2) order by id desc limit $3";
constexpr std::string_view by_company =
    "select id, registry, key, subject, company, version, state, body, valid_from, valid_until, source, legal_basis, "
    "updated_at "
    "from record where company = $1 and company <> '' and ($2 = '' or registry = $2) order by id desc limit $3";
constexpr std::string_view versions =
    "select r.id, r.registry, r.key, r.subject, r.company, v.version, v.state, v.body, v.valid_from, v.valid_until, "
    "v.source, "
    "v.legal_basis, v.changed_at from record_version v join record r on r.id = v.record where v.record = $1 order by "
    "v.version";

}  // namespace

Json payload_of(const Record& after, std::string_view reason) {
    JsonObject payload{{"registry", after.registry}, {"key", after.key},   {"version", after.version},
                       {"state", after.state},       {"body", after.body}, {"valid_from", to_millis(after.valid_from)},
                       {"source", after.source}};
    if (after.valid_until) payload["valid_until"] = to_millis(*after.valid_until);
    if (!after.company.empty()) payload["company"] = after.company;
    if (!reason.empty()) payload["reason"] = reason;
    return payload;
}

Record apply(Record before, const ledger::Event& event) {
    const auto& entry = event.entry;
    if (entry.type == "record_read") return before;
    if (event.erased) {  // its content is gone; what record_erased says comes later in the stream
        before.body = JsonObject{};
        before.state = "erased";
        before.subject = {entry.subject.value};
        return before;
    }
    const auto& payload = entry.payload;
    before.registry = get_text(payload, "registry");
    before.key = get_text(payload, "key");
    before.company = get_text(payload, "company");
    if (entry.type != "record_erased") before.subject = {entry.subject.value};
    before.version = get_int(payload, "version");
    before.state = get_text(payload, "state");
    const auto* body = find(payload, "body");
    before.body = body == nullptr ? Json(nullptr) : *body;
    before.valid_from = from_millis(get_int(payload, "valid_from"));
    before.valid_until.reset();
    if (find(payload, "valid_until") != nullptr) before.valid_until = from_millis(get_int(payload, "valid_until"));
    before.source = get_text(payload, "source");
    before.legal_basis = entry.legal_basis;
    before.updated_at = entry.at;
    return before;
}

void commit(storage::Session& session, Context& context, const Registry& registry, const Record& after,
            ledger::Entry entry) {
    const auto event = context.ledger.append(session, entry);
    const auto body = to_string(after.body);
    const auto now = to_millis(after.updated_at);
    if (after.version == 1)
        session.exec(
            "insert into record (id, registry, key, subject, company, version, state, body, valid_from, valid_until, "
            "source, "
            "legal_basis, updated_at) values ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9, $10, $11, $12)",
            after.id, after.registry, after.key, after.subject, after.company, after.state, body,
            to_millis(after.valid_from), until_millis(after), after.source, after.legal_basis, now);
    else
        session.exec(
            "update record set version = $1, state = $2, body = $3, valid_from = $4, valid_until = $5, source = $6, "
            "legal_basis = $7, updated_at = $8, key = $9 where id = $10",
            after.version, after.state, body, to_millis(after.valid_from), until_millis(after), after.source,
            after.legal_basis, now, after.key, after.id);
    session.exec(
        "insert into record_version (record, version, state, body, valid_from, valid_until, source, legal_basis, "
        "event, "
        "changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        after.id, after.version, after.state, body, to_millis(after.valid_from), until_millis(after), after.source,
        after.legal_basis, event, now);
    if (after.state == "erased")
        storage::remove_text(session, "record", after.id.value);
    else if (after.version == 1 || entry.type == "record_corrected")
        storage::index_text(session, "record", after.id.value, search_text(registry, after));
}

identity::Resource resource_of(const Registry& registry, const Record& record) {
    identity::Resource resource;
    resource.kind = "record";
    resource.agency = registry.agency;
    resource.subject = record.subject;
    resource.company = record.company;
    // What is shared is within everybody's reach who may read records at all, and states why.
    resource.platform = registry.agency.empty() || registry.share != "none";
    return resource;
}

ledger::Entry entry_of(const Context& context, const Actor& by, const identity::Decision& decision, std::string type,
                       const Registry& registry, const Record& after, const Change& change) {
    auto entry = identity::entry_by(by, decision, std::move(type), record_stream(after.id));
    entry.purpose = change.reason;
    entry.legal_basis = change.legal_basis.empty() ? registry.legal_basis.in("zh-Hans") : change.legal_basis;
    entry.subject = identity::subject_of(after.subject);
    entry.at = context.clock.now();
    return entry;
}

Result<Changing> begin_change(storage::Session& session, Context& context, const Actor& by, RecordId id,
                              std::int64_t version, const Change& change, std::string_view permission) {
    auto record = find_record(session, id);
    if (!record) return refuse(errors::not_found);
    auto registry = context.registries.get(record->registry);
    if (!registry) return registry.error();
    const std::string_view action = change.permission.empty() ? permission : std::string_view(change.permission);
    auto resource = resource_of(**registry, *record);
    // Sharing lets others read, not change.
    resource.platform = (*registry)->agency.empty();
    const auto decision = decide(by, action, resource, change.reason);
    if (!decision) return decision.result(action).error();
    if (change.reason.empty()) return refuse(errors::reason_required);
    if (record->state == "erased") return refuse(errors::erased);
    if (record->version != version) return refuse(errors::stale);
    if (record->state != "active") return refuse(errors::not_active, {{"state", record->state}});
    return Changing{std::move(*registry), std::move(*record), decision};
}

std::string_view state_at(const Record& record, Time now) {
    if (record.state == "active" && record.valid_until && *record.valid_until <= now) return "expired";
    return record.state;
}

std::optional<Record> find_record(storage::Session& session, RecordId id) {
    const storage::Value args[] = {id.value};
    auto found = select(session, by_id, args);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::optional<Record> find_record(storage::Session& session, std::string_view registry, std::string_view key) {
    const storage::Value args[] = {registry, key};
    auto found = select(session, by_key, args);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<Record> records_of(storage::Session& session, PersonId subject, std::string_view registry,
                               std::size_t limit) {
    const storage::Value args[] = {subject.value, registry, static_cast<std::int64_t>(limit)};
    return select(session, by_subject, args);
}

std::vector<Record> records_of_company(storage::Session& session, std::string_view company, std::string_view registry,
                                       std::size_t limit) {
    const storage::Value args[] = {company, registry, static_cast<std::int64_t>(limit)};
    return select(session, by_company, args);
}

std::vector<Record> search_records(storage::Session& session, std::string_view registry, std::string_view text,
                                   std::size_t limit, RecordId before) {
    // One index holds every registry; hits of others are passed over, page by page, for a bounded number of pages.
    constexpr int most_pages = 20;
    std::vector<Record> out;
    for (int page = 0; page < most_pages && out.size() < limit; ++page) {
        const auto keys = storage::search(session, "record", text, 200, before.value);
        for (const auto key : keys) {
            before = {key};
            auto record = find_record(session, RecordId{key});
            if (record && (registry.empty() || record->registry == registry)) out.push_back(std::move(*record));
            if (out.size() == limit) break;
        }
        if (keys.size() < 200) break;
    }
    return out;
}

std::int64_t count_records(storage::Session& session, std::string_view registry) {
    return std::get<0>(session.row<std::int64_t>("select count(*) from record where registry = $1", registry).value());
}

std::vector<Record> history(storage::Session& session, RecordId id) {
    const storage::Value args[] = {id.value};
    return select(session, versions, args);
}

std::optional<Record> rebuild(storage::Session& session, Context& context, RecordId id) {
    std::optional<Record> record;
    context.ledger.each(session, record_stream(id), [&](const ledger::Event& event) {
        Record before = record ? std::move(*record) : Record{};
        before.id = id;
        record = apply(std::move(before), event);
    });
    return record;
}

}  // namespace hz::registry
