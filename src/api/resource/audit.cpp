// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "identity/person.hpp"
#include "ledger/errors.hpp"
#include "ledger/receipt.hpp"

namespace hz::api {
namespace {

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

struct ListEntries {
    struct Query {
        std::optional<std::int64_t> from;
        std::optional<int> limit;
        std::optional<Text<100>> type;
        std::optional<Text<200>> stream;
    } query;
};
BOOST_DESCRIBE_STRUCT(ListEntries::Query, (), (from, limit, type, stream))

struct EntryPath {
    struct Path {
        std::int64_t position = 0;
    } path;
};
BOOST_DESCRIBE_STRUCT(EntryPath::Path, (), (position))

struct Consistency {
    struct Query {
        std::int64_t from = 0;
        std::int64_t to = 0;
    } query;
};
BOOST_DESCRIBE_STRUCT(Consistency::Query, (), (from, to))

std::string local_time(const Platform& p, Time t) { return format_rfc3339(t, p.cases.calendar()->offset_minutes(t)); }

std::string actor_name(storage::Session& s, std::string_view actor) {
    constexpr std::string_view person = "person:";
    if (!actor.starts_with(person)) return std::string(actor);
    const auto id = id_from_text<identity::PersonTag>(actor.substr(person.size()));
    return id ? identity::display_name(s, *id) : std::string(actor);
}

// An auditor sees that something was done, by whom and under what law; not the personal content.
Json entry_json(Platform& p, storage::Session& s, const ledger::Event& event) {
    const auto& e = event.entry;
    JsonObject out{{"id", to_text(event.id)}, {"position", event.position}, {"type", e.type}, {"stream", e.stream}};
    out["at"] = local_time(p, e.at);
    out["actor"] = e.actor;
    out["actor_name"] = actor_name(s, e.actor);
    out["post"] = e.post;
    out["organisation"] = e.organisation;
    const auto directory = p.identity.directory.get(s);
    if (const auto* agency = directory->agency(e.organisation)) out["agency"] = identity::to_json(agency->name);
    if (const auto* post = directory->post(e.organisation, e.post)) out["post_title"] = identity::to_json(post->title);
    out["purpose"] = e.purpose;
    out["legal_basis"] = e.legal_basis;
    out["personal"] = e.subject.value != 0;
    out["erased"] = event.erased;
    return out;
}

Json head_of(const Platform& p, storage::Session& s) {
    JsonObject out = p.ledger.identity();
    out["entries"] = p.ledger.size(s);
    if (const auto head = p.ledger.head(s)) {
        for (auto& [key, value] : ledger::head_json(*head)) out[key] = std::move(value);
        out["signed_at"] = local_time(p, head->signed_at);
    }
    return out;
}

Result<Json> list_entries(Platform& p, storage::Session& s, const ListEntries::Query& q) {
    const auto limit = static_cast<std::size_t>(std::clamp(q.limit.value_or(50), 1, 200));
    JsonArray items;
    if (q.stream) {
        p.ledger.each(s, q.stream->value, [&](const ledger::Event& event) {
            if (items.size() < limit && (!q.type || event.entry.type == q.type->value))
                items.push_back(entry_json(p, s, event));
        });
        return Json{{"items", std::move(items)}};
    }
    // Newest first by default: `from` is the highest position to show.
    const auto size = p.ledger.size(s);
    const auto last = std::min(q.from.value_or(size - 1), size - 1);
    std::int64_t next = last;
    for (int rounds = 0; next >= 0 && items.size() < limit && rounds < 20; ++rounds) {
        const auto first = std::max<std::int64_t>(0, next - static_cast<std::int64_t>(limit) + 1);
        auto events = p.ledger.read(s, first, static_cast<std::size_t>(next - first + 1));
        std::reverse(events.begin(), events.end());
        for (const auto& event : events) {
            if (items.size() == limit) break;
            next = event.position - 1;
            if (!q.type || event.entry.type == q.type->value) items.push_back(entry_json(p, s, event));
        }
        if (events.empty()) break;
    }
    JsonObject out{{"items", std::move(items)}, {"entries", size}};
    if (next >= 0) out["next_from"] = next;
    return Json(std::move(out));
}

Result<Json> get_entry(Platform& p, storage::Session& s, std::int64_t position) {
    const auto events = position < 0 ? std::vector<ledger::Event>{} : p.ledger.read(s, position, 1);
    if (events.empty()) return refuse(ledger::errors::not_found);
    auto out = entry_json(p, s, events.front()).as_object();
    const auto receipt = p.ledger.receipt(s, events.front().id);
    if (!receipt) return receipt.error();
    out["receipt"] = ledger::without_disclosure(*receipt);
    return Json(std::move(out));
}

Json report_json(const Platform& p, const ledger::VerifyReport& r, std::string_view locale) {
    JsonArray breaks;
    for (const auto& b : r.breaks) {
        JsonObject one{{"position", b.position}, {"code", std::string(b.what.code->id)}, {"what", b.text(locale)}};
        if (!b.table.empty()) {
            one["table"] = b.table;
            one["key"] = b.key;
        }
        breaks.push_back(std::move(one));
    }
    JsonArray tables, not_covered;
    for (const auto& [name, count] : r.tables)
        tables.push_back({{"table", name}, {"rows", count.rows}, {"erased", count.erased}});
    for (const auto& one : r.not_covered)
        not_covered.push_back(
            {{"table", one.table}, {"column", one.column}, {"reason", locale.starts_with("zh") ? one.zh : one.en}});
    JsonObject out{
        {"entries", r.size}, {"sealed", r.sealed}, {"erased", r.erased}, {"pending", r.pending}, {"heads", r.heads}};
    out["size"] = r.size;
    out["root"] = to_hex(r.root);
    out["whole"] = r.whole();
    out["breaks_found"] = r.breaks_found;
    out["tables"] = std::move(tables);
    out["not_covered"] = std::move(not_covered);
    out["breaks"] = std::move(breaks);
    out["checked_at"] = local_time(p, p.now());
    return out;
}

// The audit administrator's own act is on record, too.
void record_verification(Platform& p, const identity::Actor& actor, const ledger::VerifyReport& report) {
    (void)p.store.write_wait([&](storage::Session& s) -> Result<bool> {
        identity::Resource ledger;
        ledger.kind = "ledger";
        ledger.platform = true;
        const auto decision = identity::decide(actor, "ledger.verify", ledger, "audit");
        auto entry = identity::entry_by(actor, decision, "ledger_verified", "ledger");
        entry.purpose = "audit";
        entry.payload = {{"size", report.size}, {"root", to_hex(report.root)}, {"breaks", report.breaks_found}};
        p.ledger.append(s, entry);
        return true;
    });
}

}  // namespace

Routes audit_routes(Platform& p) {
    const std::string audit = "audit.read";
    Routes routes;
    routes.push_back(read<Nothing, Json>(
        p,
        {.pattern = "/api/v1/audit/head",
         .permission = audit,
         .operation_id = "get_ledger_head",
         .summary = "The newest signed tree head"},
        [&p](storage::Session& s, const Asked<Nothing>&) -> Result<Json> { return head_of(p, s); }));
    routes.push_back(read<ListEntries, Json>(
        p,
        {.pattern = "/api/v1/audit/entries",
         .permission = audit,
         .operation_id = "list_ledger_entries",
         .summary = "What was done, newest first"},
        [&p](storage::Session& s, const Asked<ListEntries>& asked) { return list_entries(p, s, asked.query); }));
    routes.push_back(read<EntryPath, Json>(
        p,
        {.pattern = "/api/v1/audit/entries/{position}",
         .permission = audit,
         .operation_id = "get_ledger_entry",
         .summary = "One entry with its proof"},
        [&p](storage::Session& s, const Asked<EntryPath>& asked) { return get_entry(p, s, asked.path.position); }));
    routes.push_back(read<Consistency, Json>(
        p,
        {.pattern = "/api/v1/audit/consistency",
         .permission = audit,
         .operation_id = "get_ledger_consistency",
         .summary = "Proof that the tree of one size is the beginning of that of another"},
        [&p](storage::Session& s, const Asked<Consistency>& asked) -> Result<Json> {
            const auto path = p.ledger.consistency(s, asked.query.from, asked.query.to);
            if (!path) return path.error();
            JsonArray hashes;
            for (const auto& hash : *path) hashes.push_back(Json(to_hex(hash)));
            return Json{{"from", asked.query.from}, {"to", asked.query.to}, {"path", std::move(hashes)}};
        }));
    routes.push_back(slow<Nothing, Json>(p,
                                         {.method = http::Method::post,
                                          .pattern = "/api/v1/audit/verify",
                                          .permission = "ledger.verify",
                                          .operation_id = "verify_ledger",
                                          .summary = "Recompute the whole ledger from what is stored",
                                          .cost = 20},
                                         [&p](const Asked<Nothing>& asked) -> Result<Json> {
                                             const auto report = p.verify();
                                             if (!report) return report.error();
                                             record_verification(p, asked.actor(), *report);
                                             return report_json(p, *report, asked.locale());
                                         }));
    return routes;
}

}  // namespace hz::api
