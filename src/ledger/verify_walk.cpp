// SPDX-License-Identifier: Apache-2.0
#include "ledger/verify_walk.hpp"

#include <algorithm>

#include "ledger/errors.hpp"

namespace hz::ledger {
namespace {

constexpr std::size_t tiles_a_read = 64;
constexpr std::size_t heads_a_read = 256;
constexpr std::size_t most_rows = 4096;  // between two keys of one tile there are 64, unless keys were altered
constexpr std::size_t most_sealers = 10'000;
constexpr std::int64_t level_one = std::int64_t{1} << tile_level_shift;
constexpr Key highest{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max()};

}  // namespace

void VerifyWalk::found(std::int64_t position, const ErrorCode& what, std::map<std::string, std::string> params) {
    ++report_.breaks_found;
    if (report_.breaks.size() >= max_breaks) return;
    params.emplace("entry", std::to_string(position));
    report_.breaks.push_back({position, refuse(what, std::move(params))});
}

void VerifyWalk::tile_broken(int level, std::int64_t index, std::string_view name) {
    const auto width = std::int64_t{1} << (tile_height * (level + 1));
    found(index * width, errors::break_tile,
          {{"level", std::to_string(level)}, {"index", std::to_string(index)}, {"name", std::string(name)}});
}

bool VerifyWalk::go_on(storage::Session& session) {
    using Number = std::optional<std::int64_t>;
    std::vector<StoredTile> tiles;
    session.each<std::int64_t, Bytes, Bytes, Number, Number>(
        "select id, hashes, entries, first_txid, first_id from ledger_tile where id >= $1 and id < $2 order by id "
        "limit $3",
        [&](std::int64_t id, Bytes hashes, Bytes entries, Number txid, Number first) {
            tiles.push_back({id, std::move(hashes), std::move(entries), txid, first});
        },
        read_from_, level_one, tiles_a_read);
    for (const auto& stored : tiles) {
        // A row that grew after an earlier read is read again whole: only the last row of a read may be short.
        if (&stored == &tiles.back() && tiles.size() == tiles_a_read &&
            stored.hashes.size() < tile_width * sizeof(Hash))
            break;
        read_from_ = stored.index + 1;
        tile(session, stored);
    }
    if (tiles.size() == tiles_a_read) return false;
    finish(session);
    return true;
}

void VerifyWalk::tile(storage::Session& session, const StoredTile& stored) {
    if (stored.index < next_tile_) return tile_broken(0, stored.index, "id");
    if (stored.index > next_tile_ || short_tile_) {
        tree_whole_ = false;
        found(next_tile_ * tile_width, errors::break_tile_missing,
              {{"level", "0"}, {"index", std::to_string(next_tile_)}});
    }
    auto hashes = decode_hashes(stored.hashes);
    auto keys = decode_keys(stored.entries);
    next_tile_ = stored.index + 1;
    const auto size = hashes ? static_cast<std::int64_t>(hashes->size()) : 0;
    short_tile_ = size < tile_width;
    if (!hashes || hashes->empty() || size > tile_width) {
        tree_whole_ = false;
        tile_broken(0, stored.index, "hashes");
    }
    if (!keys || keys->empty() || !hashes || keys->size() != hashes->size() || !std::ranges::is_sorted(*keys) ||
        !(last_ < keys->front()))
        return tile_broken(0, stored.index, "entries");
    if (stored.first_txid != keys->front().txid || stored.first_id != keys->front().id)
        tile_broken(0, stored.index, "first_id");
    events(session, stored.index * tile_width, {std::move(*hashes), std::move(*keys)});
}

void VerifyWalk::events(storage::Session& session, std::int64_t first, const Tile& tile) {
    const auto rows = rows_between(session, last_, tile.keys.back(), most_rows);
    auto row = rows.begin();
    for (std::size_t i = 0; i < tile.keys.size(); ++i) {
        const auto position = first + static_cast<std::int64_t>(i);
        const auto before = [&](const EventRow& r) {
            return session.engine() == storage::Engine::sqlite ? r.key.id < tile.keys[i].id : r.key < tile.keys[i];
        };
        for (; row != rows.end() && before(*row); ++row)
            found(position, errors::break_extra, {{"id", id_text(row->key.id)}});
        if (row != rows.end() && row->key.id == tile.keys[i].id)
            event(position, *row++, tile.keys[i], tile.hashes[i]);
        else
            found(position, errors::break_missing);
        grow(session, tile.hashes[i]);
    }
    last_ = tile.keys.back();
    if (static_cast<std::int64_t>(tile.hashes.size()) == tile_width)
        tile_roots_.push_back(fold(log_.suite(), tile.hashes));
}

void VerifyWalk::event(std::int64_t position, const EventRow& row, Key key, const Hash& hash) {
    if (leaf_hash(log_.suite(), as_bytes(row.leaf)) != hash) return found(position, errors::break_leaf);
    const auto content = read_leaf(row.leaf);
    if (!content) return found(position, errors::break_leaf);
    const auto column = [&](std::string_view name, bool fits) {
        if (!fits) found(position, errors::break_column, {{"name", std::string(name)}});
        return fits;
    };
    column("txid", row.key.txid == key.txid);
    column("stream", row.stream == content->entry.stream);
    const bool about = static_cast<bool>(content->entry.subject);
    const bool subject_fits =
        column("subject", row.subject.has_value() == about && row.subject.value_or(0) == content->entry.subject.value);
    if (column("id", row.key.id == content->id.value) && subject_fits) payload(position, row, *content);
}

std::shared_ptr<const crypto::Sealer> VerifyWalk::sealer(const EventRow& row) {
    if (const auto known = sealers_.find(*row.key_id); known != sealers_.end()) return known->second;
    if (sealers_.size() > most_sealers) sealers_.clear();
    return sealers_[*row.key_id] = log_.subject_keys().open_fresh(*row.key_id, *row.key_subject, row.key_sealed);
}

void VerifyWalk::payload(std::int64_t position, const EventRow& row, const LeafContent& content) {
    Bytes clear = row.payload;
    if (row.key_id) {
        if (!row.key_subject) return found(position, errors::break_key_missing);
        if (row.key_subject != row.subject) return found(position, errors::break_column, {{"name", "key_id"}});
        if (row.erased_by != 0) {  // check_registry holds `erased_by` against its event
            if (!row.payload.empty()) return found(position, errors::break_payload);
            ++report_.erased;
            return;
        }
        const auto key = sealer(row);
        auto opened = key ? key->open(row.payload, as_bytes(payload_place(row.key.id))) : Result<Bytes>(Bytes{});
        if (!key || !opened) return found(position, errors::break_sealed);
        clear = std::move(*opened);
    }
    if (clear.size() < salt_bytes || to_hex(log_.suite().digest(clear)) != content.payload_digest)
        return found(position, errors::break_payload);
    if (row.key_id) ++report_.sealed;
}

void VerifyWalk::grow(storage::Session& session, const Hash& hash) {
    tree_.append(hash);
    heads_at(session, tree_.size());
}

// Heads of sizes up to `size`, in order.
void VerifyWalk::heads_at(storage::Session& session, std::int64_t size) {
    for (;;) {
        if (heads_.empty() && !heads_ended_) {
            session.each<std::int64_t, Bytes, std::int64_t, Bytes>(
                "select size, root, signed_at, signature from ledger_head where size > $1 order by size limit $2",
                [&](std::int64_t at, const Bytes& root, std::int64_t signed_at, Bytes signature) {
                    heads_.push_back(
                        {at, to_hash(root).value_or(Hash{}), from_millis(signed_at), std::move(signature)});
                },
                heads_read_to_, heads_a_read);
            heads_ended_ = heads_.empty();
            if (!heads_.empty()) heads_read_to_ = heads_.back().size;
        }
        if (heads_.empty() || heads_.front().size > size) return;
        head(heads_.front());
        heads_.pop_front();
    }
}

void VerifyWalk::head(const TreeHead& head) {
    ++report_.heads;
    report_.head = head;
    const auto message = head_message(log_.keyring().log, log_.suite(), head);
    if (!log_.keyring().signing->public_key().verify(as_bytes(message), head.signature))
        return found(head.size, errors::break_head_signature);
    if (!tree_whole_) return;
    if (head.size > tree_.size())
        return found(head.size, errors::break_head_size, {{"size", std::to_string(tree_.size())}});
    if (roots_agree_ && head.root != tree_.root()) {
        roots_agree_ = false;
        found(head.size, errors::break_head_root);
    }
}

void VerifyWalk::finish(storage::Session& session) {
    // A head page read early may have ended before heads signed since.
    heads_ended_ = false;
    heads_at(session, std::numeric_limits<std::int64_t>::max());
    upper_tiles(session);
    const auto rest = rows_between(session, last_, highest, 100'000);
    if (session.engine() == storage::Engine::postgresql)
        report_.pending = static_cast<std::int64_t>(rest.size());
    else
        for (const auto& row : rest) found(tree_.size(), errors::break_extra, {{"id", id_text(row.key.id)}});
    report_.size = tree_.size();
    report_.root = tree_.root();
}

void VerifyWalk::upper_tiles(storage::Session& session) {
    if (!tree_whole_) return;
    std::map<std::int64_t, Bytes> expected;
    auto hashes = tile_roots_;
    for (int level = 1; !hashes.empty(); ++level) {
        std::vector<Hash> above;
        for (std::size_t at = 0; at < hashes.size(); at += tile_width) {
            const auto end = std::min(hashes.size(), at + tile_width);
            const std::vector<Hash> part(hashes.begin() + static_cast<std::ptrdiff_t>(at),
                                         hashes.begin() + static_cast<std::ptrdiff_t>(end));
            expected[level_one * level + static_cast<std::int64_t>(at / tile_width)] = encode_hashes(part);
            if (part.size() == tile_width) above.push_back(fold(log_.suite(), part));
        }
        hashes = std::move(above);
    }
    const auto broken = [&](std::int64_t id, std::string_view name) {
        tile_broken(static_cast<int>(std::min<std::int64_t>(id >> tile_level_shift, 10)), id & (level_one - 1), name);
    };
    using Number = std::optional<std::int64_t>;
    session.each<std::int64_t, Bytes, Bytes, Number, Number>(
        "select id, hashes, entries, first_txid, first_id from ledger_tile where id >= $1 order by id",
        [&](std::int64_t id, const Bytes& stored, const Bytes& entries, Number txid, Number first) {
            const auto wanted = expected.find(id);
            if (wanted == expected.end()) return broken(id, "id");
            if (stored != wanted->second) broken(id, "hashes");
            if (!entries.empty()) broken(id, "entries");
            if (txid || first) broken(id, "first_id");
            expected.erase(wanted);
        },
        level_one);
    for (const auto& [id, bytes] : expected) broken(id, "id");
}

}  // namespace hz::ledger
