// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/ledger_view.hpp"
#include "identity/person.hpp"
#include "ledger/errors.hpp"
#include "ledger/receipt.hpp"

namespace hz::api {
namespace {

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

std::string actor_name(storage::Session& s, std::string_view actor) {
    constexpr std::string_view person = "person:";
    if (!actor.starts_with(person)) return std::string(actor);
    const auto id = id_from_text<identity::PersonTag>(actor.substr(person.size()));
    return id ? identity::display_name(s, *id) : std::string(actor);
}

// An auditor sees that something was done, by whom and under what law; not the personal content.
LedgerEntry entry_view(Platform& p, storage::Session& s, const ledger::Event& event) {
    const auto& e = event.entry;
    LedgerEntry out;
    out.id = event.id;
    out.position = event.position;
    out.type = e.type;
    out.stream = e.stream;
    out.at = moment(p, e.at);
    out.actor = e.actor;
    out.actor_name = actor_name(s, e.actor);
    out.post = e.post;
    out.organisation = e.organisation;
    const auto directory = p.identity.directory.get(s);
    if (const auto* agency = directory->agency(e.organisation)) out.agency = Words(agency->name);
    if (const auto* post = directory->post(e.organisation, e.post)) out.post_title = Words(post->title);
    out.purpose = e.purpose;
    out.legal_basis = e.legal_basis;
    out.personal = e.subject.value != 0;
    out.erased = event.erased;
    return out;
}

Result<LedgerHead> head_of(const Platform& p, storage::Session& s) {
    const Json us(p.ledger.identity());
    LedgerHead out;
    out.suite = get_text(us, "suite");
    out.log = get_text(us, "log");
    out.key_id = get_text(us, "key_id");
    out.public_key = get_text(us, "public_key");
    out.entries = p.ledger.size(s);
    if (const auto head = p.ledger.head(s)) {
        out.size = head->size;
        out.root = to_hex(head->root);
        out.signed_at = moment(p, head->signed_at);
        out.signature = to_base64(head->signature);
    }
    return out;
}

Result<LedgerEntryPage> list_entries(Platform& p, storage::Session& s, const ListEntries::Query& q) {
    const auto limit = static_cast<std::size_t>(std::clamp(q.limit.value_or(50), 1, 200));
    LedgerEntryPage out;
    if (q.stream) {
        p.ledger.each(s, q.stream->value, [&](const ledger::Event& event) {
            if (out.items.size() < limit && (!q.type || event.entry.type == q.type->value))
                out.items.push_back(entry_view(p, s, event));
        });
        return out;
    }
    // Newest first by default: `from` is the highest position to show.
    const auto size = p.ledger.size(s);
    const auto last = std::min(q.from.value_or(size - 1), size - 1);
    std::int64_t next = last;
    for (int rounds = 0; next >= 0 && out.items.size() < limit && rounds < 20; ++rounds) {
        const auto first = std::max<std::int64_t>(0, next - static_cast<std::int64_t>(limit) + 1);
        auto events = p.ledger.read(s, first, static_cast<std::size_t>(next - first + 1));
        std::reverse(events.begin(), events.end());
        for (const auto& event : events) {
            if (out.items.size() == limit) break;
            next = event.position - 1;
            if (!q.type || event.entry.type == q.type->value) out.items.push_back(entry_view(p, s, event));
        }
        if (events.empty()) break;
    }
    out.entries = size;
    if (next >= 0) out.next_from = next;
    return out;
}

Result<LedgerEntryDetail> get_entry(Platform& p, storage::Session& s, std::int64_t position) {
    const auto events = position < 0 ? std::vector<ledger::Event>{} : p.ledger.read(s, position, 1);
    if (events.empty()) return refuse(ledger::errors::not_found);
    const auto receipt = p.ledger.receipt(s, events.front().id);
    if (!receipt) return receipt.error();
    return LedgerEntryDetail{entry_view(p, s, events.front()), ledger::without_disclosure(*receipt).as_object()};
}

Result<ConsistencyProof> consistency(Platform& p, storage::Session& s, const Consistency::Query& q) {
    const auto path = p.ledger.consistency(s, q.from, q.to);
    if (!path) return path.error();
    ConsistencyProof out{q.from, q.to, {}};
    for (const auto& hash : *path) out.path.push_back(to_hex(hash));
    return out;
}

LedgerReport report_view(const Platform& p, const ledger::VerifyReport& r, std::string_view locale) {
    LedgerReport out;
    out.entries = out.size = r.size;
    out.sealed = r.sealed;
    out.erased = r.erased;
    out.pending = r.pending;
    out.heads = r.heads;
    out.root = to_hex(r.root);
    out.whole = r.whole();
    out.breaks_found = r.breaks_found;
    for (const auto& b : r.breaks) {
        LedgerBreak one{b.position, std::string(b.what.code->id), b.text(locale), {}, {}};
        if (!b.table.empty()) {
            one.table = b.table;
            one.key = b.key;
        }
        out.breaks.push_back(std::move(one));
    }
    for (const auto& [name, count] : r.tables) out.tables.push_back({std::string(name), count.rows, count.erased});
    for (const auto& one : r.not_covered)
        out.not_covered.push_back(
            {std::string(one.table), std::string(one.column), std::string(locale.starts_with("zh") ? one.zh : one.en)});
    out.checked_at = moment(p, p.now());
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
    routes.push_back(
        read<NoInput, LedgerHead>(p,
                                  {.pattern = "/api/v1/audit/head",
                                   .permission = audit,
                                   .operation_id = "get_ledger_head",
                                   .summary = "The newest signed tree head"},
                                  [&p](storage::Session& s, const Asked<NoInput>&) { return head_of(p, s); }));
    routes.push_back(read<ListEntries, LedgerEntryPage>(
        p,
        {.pattern = "/api/v1/audit/entries",
         .permission = audit,
         .operation_id = "list_ledger_entries",
         .summary = "What was done, newest first"},
        [&p](storage::Session& s, const Asked<ListEntries>& asked) { return list_entries(p, s, asked.query); }));
    routes.push_back(read<EntryPath, LedgerEntryDetail>(
        p,
        {.pattern = "/api/v1/audit/entries/{position}",
         .permission = audit,
         .operation_id = "get_ledger_entry",
         .summary = "One entry with its proof"},
        [&p](storage::Session& s, const Asked<EntryPath>& asked) { return get_entry(p, s, asked.path.position); }));
    routes.push_back(read<Consistency, ConsistencyProof>(
        p,
        {.pattern = "/api/v1/audit/consistency",
         .permission = audit,
         .operation_id = "get_ledger_consistency",
         .summary = "Proof that the tree of one size is the beginning of that of another"},
        [&p](storage::Session& s, const Asked<Consistency>& asked) { return consistency(p, s, asked.query); }));
    routes.push_back(slow<NoInput, LedgerReport>(p,
                                                 {.method = http::Method::post,
                                                  .pattern = "/api/v1/audit/verify",
                                                  .permission = "ledger.verify",
                                                  .operation_id = "verify_ledger",
                                                  .summary = "Recompute the whole ledger from what is stored",
                                                  .cost = 20},
                                                 [&p](const Asked<NoInput>& asked) -> Result<LedgerReport> {
                                                     const auto report = p.verify();
                                                     if (!report) return report.error();
                                                     record_verification(p, asked.actor(), *report);
                                                     return report_view(p, *report, asked.locale());
                                                 }));
    return routes;
}

}  // namespace hz::api
