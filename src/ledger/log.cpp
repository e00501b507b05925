// SPDX-License-Identifier: Apache-2.0
#include "ledger/log.hpp"

#include <algorithm>
#include <limits>

#include "base/stored_json.hpp"
#include "ledger/errors.hpp"

namespace hz::ledger {
namespace {

constexpr std::size_t page = 200;

Event outline(const EventRow& row) {
    Event event;
    event.id = EventId{row.key.id};
    if (auto leaf = read_leaf(row.leaf)) event.entry = std::move(leaf->entry);
    event.erased = row.key_id && row.erased_by != 0;
    return event;
}

}  // namespace

Log::Log(storage::Store& store, Keyring keyring, const Options& options, Clock& clock, IdSource& ids, Random& random,
         std::int64_t last_id, std::int64_t txid_addend)
    : store_(store),
      keyring_(std::move(keyring)),
      head_interval_(options.head_interval),
      sqlite_(store.engine() == storage::Engine::sqlite),
      txid_addend_(txid_addend),
      spki_(keyring_.signing->public_key().spki()),
      clock_(clock),
      ids_(ids),
      random_(random),
      keys_(*keyring_.suite, keyring_.master, ids, random, options.subject_keys_kept),
      last_id_(last_id) {
    if (sqlite_) store_.before_commit([this](storage::Session& session) { before_commit(session); });
}

// On SQLite ids give the order, so they must grow even when the clock was set back between two runs.
EventId Log::next_id() {
    const auto fresh = ids_.next();
    if (!sqlite_) return EventId{fresh};
    auto last = last_id_.load();
    std::int64_t mine = 0;
    do mine = std::max(fresh, last + 1);
    while (!last_id_.compare_exchange_weak(last, mine));
    return EventId{mine};
}

EventId Log::append(storage::Session& session, const Entry& entry) {
    return append(session, entry, canonical(entry.payload));
}

EventId Log::append(storage::Session& session, const Entry& entry, std::string_view canonical_payload) {
    return add(session, entry, canonical_payload, static_cast<bool>(entry.subject));
}

EventId Log::add(storage::Session& session, const Entry& entry, std::string_view text, bool sealed) {
    const auto id = next_id();
    const auto at = entry.at == Time{} ? clock_.now() : entry.at;
    Bytes payload(salt_bytes);
    payload.reserve(salt_bytes + text.size());
    random_.fill(payload);
    const auto clear = as_bytes(text);
    payload.insert(payload.end(), clear.begin(), clear.end());
    const auto leaf = leaf_text(id, entry, at, suite().digest(payload));
    std::optional<std::int64_t> key_id, subject;
    if (entry.subject) subject = entry.subject.value;
    if (sealed) {
        const auto key = keys_.active(session, entry.subject);
        key_id = key.id;
        payload = key.sealer->seal(payload, as_bytes(payload_place(id.value)), random_);
    }
    session.exec(
        "insert into ledger_event (id, stream, subject, key_id, leaf, payload) values ($1, $2, $3, $4, $5, $6)", id,
        entry.stream, subject, key_id, leaf, payload);
    grown_.store(true);
    return id;
}

void Log::erase(storage::Session& session, SubjectId subject, const Entry& why) {
    Entry entry = why;
    entry.subject = subject;
    if (entry.type.empty()) entry.type = "subject_erased";
    const auto id = add(session, entry, canonical(entry.payload), false);
    const auto key = keys_.destroy(session, subject, id);
    // Unreadable already; nobody should keep the rest of it either.
    if (key)
        session.exec("update ledger_event set payload = $1 where subject = $2 and key_id = $3", Bytes{}, subject, *key);
}

std::optional<Bytes> Log::secret(const EventRow& row) {
    Bytes out = row.payload;
    if (row.key_id) {
        if (!row.key_subject || row.erased_by != 0) return std::nullopt;
        const auto sealer = keys_.open(*row.key_id, *row.key_subject, row.key_sealed);
        if (!sealer) return std::nullopt;
        auto opened = sealer->open(row.payload, as_bytes(payload_place(row.key.id)));
        if (!opened) return std::nullopt;
        out = std::move(*opened);
    }
    if (out.size() < salt_bytes) return std::nullopt;
    return out;
}

Event Log::to_event(TileTree& tree, const EventRow& row) {
    auto event = unplaced(row);
    event.position = tree.position(row.key).value_or(-1);
    return event;
}

Event Log::unplaced(const EventRow& row) {
    auto event = outline(row);
    if (const auto content = secret(row))
        if (auto json = read_stored_json(as_text(BytesView(*content).subspan(salt_bytes))))
            event.entry.payload = std::move(*json);
    return event;
}

void Log::each(storage::Session& session, std::string_view stream, const std::function<void(const Event&)>& f) {
    TileTree tree(suite(), session);
    for (const auto& row : rows_of_stream(session, stream)) f(to_event(tree, row));
}

void Log::replay(storage::Session& session, std::string_view stream, const std::function<void(const Event&)>& f) {
    for (const auto& row : rows_of_stream(session, stream)) f(unplaced(row));
}

void Log::replay(storage::Session& session, std::span<const std::string> streams,
                 const std::function<void(std::string_view, const Event&)>& f) {
    for (const auto& row : rows_of_streams(session, streams)) f(row.stream, unplaced(row));
}

std::optional<Event> Log::content(storage::Session& session, EventId event) {
    const auto row = event_row(session, event.value);
    if (!row) return std::nullopt;
    return unplaced(*row);
}

std::vector<Event> Log::read(storage::Session& session, std::int64_t from, std::size_t limit) {
    return read_range(session, from, limit, true);
}

std::vector<Event> Log::outlines(storage::Session& session, std::int64_t from, std::size_t limit) {
    return read_range(session, from, limit, false);
}

std::vector<Event> Log::read_range(storage::Session& session, std::int64_t from, std::size_t limit, bool payloads) {
    TileTree tree(suite(), session);
    const auto end = std::min(tree.size(), from + static_cast<std::int64_t>(std::min<std::size_t>(limit, 100'000)));
    std::vector<Event> out;
    for (auto at = std::max<std::int64_t>(from, 0); at < end;) {
        const auto& keys = tree.keys_around(at);
        const auto first = at % tile_width;
        const auto last = std::min<std::int64_t>(static_cast<std::int64_t>(keys.size()), first + end - at) - 1;
        const auto begin = keys[static_cast<std::size_t>(first)], upto = keys[static_cast<std::size_t>(last)];
        for (const auto& row : rows_between(session, {begin.txid, begin.id - 1}, upto, tile_width)) {
            out.push_back(payloads ? unplaced(row) : outline(row));
            out.back().position = at - first + (std::ranges::lower_bound(keys, row.key) - keys.begin());
        }
        at += last - first + 1;
    }
    return out;
}

std::vector<Event> Log::about(storage::Session& session, SubjectId subject, std::string_view type, std::size_t limit) {
    TileTree tree(suite(), session);
    std::vector<Event> out;
    for (auto before = std::numeric_limits<std::int64_t>::max(); out.size() < limit;) {
        const auto rows = rows_of_subject(session, subject, before, page);
        for (const auto& row : rows) {
            before = row.key.id;
            auto event = to_event(tree, row);
            if (!type.empty() && event.entry.type != type) continue;
            out.push_back(std::move(event));
            if (out.size() == limit) break;
        }
        if (rows.size() < page) break;
    }
    return out;
}

std::optional<Event> Log::find(storage::Session& session, EventId event) {
    const auto row = event_row(session, event.value);
    if (!row) return std::nullopt;
    TileTree tree(suite(), session);
    return to_event(tree, *row);
}

std::int64_t Log::size(storage::Session& session) { return TileTree(suite(), session).size(); }

std::optional<TreeHead> Log::head(storage::Session& session) { return newest_head(session); }

Result<Path> Log::consistency(storage::Session& session, std::int64_t from, std::int64_t to) {
    TileTree tree(suite(), session);
    if (from < 0 || from > to || to > tree.size())
        return refuse(errors::no_such_size, {{"size", std::to_string(tree.size())}});
    return tree.consistency(from, to);
}

JsonObject Log::identity() const {
    return {{"suite", std::string(suite().name())},
            {"log", keyring_.log},
            {"key_id", key_id_of(suite(), spki_)},
            {"public_key", to_base64(spki_)}};
}

}  // namespace hz::ledger
