// SPDX-License-Identifier: Apache-2.0
#include "ledger/event_row.hpp"

#include <algorithm>
#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <iterator>
#include <utility>

#include "base/stored_json.hpp"

namespace hz::ledger {
namespace {

std::string select_from(std::string_view events, std::string_view rest) {
    return "select e.id, e.txid, e.leaf, e.payload, e.stream, e.subject, e.key_id, k.subject, k.sealed, k.erased_by "
           "from " +
           std::string(events) + " e left join ledger_subject_key k on k.id = e.key_id " + std::string(rest);
}
std::string select(std::string_view rest) { return select_from("ledger_event", rest); }

std::optional<std::int64_t> number(const storage::Row& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.integer(column));
}

std::vector<EventRow> query(storage::Session& session, std::string_view sql, std::span<const storage::Value> args) {
    std::vector<EventRow> out;
    session.do_query(sql, args, [&](const storage::Row& row) {
        out.push_back({{row.integer(1), row.integer(0)},
                       std::string(row.text(2)),
                       row.bytes(3),
                       std::string(row.text(4)),
                       number(row, 5),
                       number(row, 6),
                       number(row, 7),
                       row.bytes(8),
                       row.integer(9)});
        return true;
    });
    return out;
}

template <class... A>
std::vector<EventRow> query(storage::Session& session, std::string_view sql, const A&... args) {
    const std::array<storage::Value, sizeof...(A)> values{storage::Value{args}...};
    return query(session, sql, std::span<const storage::Value>(values));
}

void member(std::string& out, std::string_view name, std::string_view text) {
    out += out.size() == 1 ? "\"" : ",\"";
    out += name;
    out += "\":";
    append_canonical(text, out);
}

}  // namespace

// The same bytes as canonical(): keys in order, written straight because this is the hot path.
std::string leaf_text(EventId id, const Entry& entry, Time at, const Hash& payload_digest) {
    std::string out = "{";
    out.reserve(400);
    member(out, "actor", entry.actor);
    out += ",\"at\":" + std::to_string(to_millis(at));
    member(out, "id", to_text(id));
    member(out, "legal_basis", entry.legal_basis);
    member(out, "organisation", entry.organisation);
    member(out, "payload_digest", to_hex(payload_digest));
    member(out, "post", entry.post);
    member(out, "purpose", entry.purpose);
    member(out, "stream", entry.stream);
    if (entry.subject) member(out, "subject", to_text(entry.subject));
    member(out, "type", entry.type);
    return out + "}";
}

std::optional<LeafContent> read_leaf(const Json& leaf) {
    const auto text = [&](std::string_view name) { return std::string(get_text(leaf, name)); };
    const auto id = id_from_text<EventTag>(get_text(leaf, "id"));
    const auto* at = find(leaf, "at");
    if (!id || at == nullptr || !at->is_int64()) return std::nullopt;
    LeafContent out{*id, {}, text("payload_digest")};
    if (const auto* subject = find(leaf, "subject")) {
        const auto value = id_from_text<SubjectTag>(get_text(leaf, "subject"));
        if (!subject->is_string() || !value) return std::nullopt;
        out.entry.subject = *value;
    }
    out.entry.type = text("type");
    out.entry.stream = text("stream");
    out.entry.actor = text("actor");
    out.entry.post = text("post");
    out.entry.organisation = text("organisation");
    out.entry.purpose = text("purpose");
    out.entry.legal_basis = text("legal_basis");
    out.entry.at = from_millis(at->as_int64());
    return out;
}

std::optional<LeafContent> read_leaf(std::string_view text) {
    std::array<unsigned char, 4096> block;
    boost::json::monotonic_resource memory(block.data(), block.size());
    const auto json = read_stored_json(text, &memory);
    if (!json) return std::nullopt;
    return read_leaf(*json);
}

std::string payload_place(std::int64_t id) { return "payload of " + id_text(id); }

std::optional<EventRow> event_row(storage::Session& session, std::int64_t id) {
    static const auto sql = select("where e.id = $1");
    auto rows = query(session, sql, id);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

// In the order they were committed. An id is of its node's clock, and clocks of nodes differ; the transaction's number
// does not: whoever wrote later has seen what was there.
std::vector<EventRow> rows_of_stream(storage::Session& session, std::string_view stream) {
    static const auto by_id = select("where e.stream = $1 order by e.id");
    static const auto by_key = select("where e.stream = $1 order by e.txid, e.id");
    return query(session, session.engine() == storage::Engine::sqlite ? by_id : by_key, stream);
}

std::vector<EventRow> rows_of_streams(storage::Session& session, std::span<const std::string> streams) {
    constexpr std::size_t at_once = 50;  // one statement, prepared once
    // PostgreSQL, before it has counted, takes so many streams for a quarter of the table, and would read all of it:
    // `offset 0` has it look up each by itself.
    static const auto [by_id, by_key] = [] {
        std::string in = "$1", rows = "($1::text)";
        for (std::size_t i = 2; i <= at_once; ++i) {
            in += ", $" + std::to_string(i);
            rows += ", ($" + std::to_string(i) + "::text)";
        }
        return std::pair(select("where e.stream in (" + in + ") order by e.stream, e.id"),
                         select_from("(values " + rows +
                                         ") as asked (stream) cross join lateral "
                                         "(select * from ledger_event where stream = asked.stream offset 0)",
                                     "order by e.txid, e.id"));
    }();
    std::vector<EventRow> out;
    for (std::size_t first = 0; first < streams.size(); first += at_once) {
        std::array<storage::Value, at_once> asked{};  // what is left over asks for NULL, which no stream is
        for (std::size_t i = 0; i < at_once && first + i < streams.size(); ++i)
            asked[i] = std::string_view(streams[first + i]);
        auto rows = query(session, session.engine() == storage::Engine::sqlite ? by_id : by_key,
                          std::span<const storage::Value>(asked));
        out.insert(out.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    }
    return out;
}

std::vector<EventRow> rows_of_subject(storage::Session& session, SubjectId subject, std::int64_t before,
                                      std::size_t limit) {
    static const auto sql = select("where e.subject = $1 and e.id < $2 order by e.id desc limit $3");
    return query(session, sql, subject.value, before, static_cast<std::int64_t>(limit));
}

// On SQLite ids alone give the order, and there is no index on txid.
std::vector<EventRow> rows_between(storage::Session& session, Key after, Key upto, std::size_t limit) {
    static const auto by_id = select("where e.id > $1 and e.id <= $2 order by e.id limit $3");
    static const auto by_key =
        select("where (e.txid, e.id) > ($1, $2) and (e.txid, e.id) <= ($3, $4) order by e.txid, e.id limit $5");
    const auto most = static_cast<std::int64_t>(limit);
    if (session.engine() == storage::Engine::sqlite) return query(session, by_id, after.id, upto.id, most);
    return query(session, by_key, after.txid, after.id, upto.txid, upto.id, most);
}

}  // namespace hz::ledger
