// SPDX-License-Identifier: Apache-2.0
#include "ledger/tile.hpp"

#include <algorithm>
#include <set>

#include "base/check.hpp"
#include "ledger/errors.hpp"

namespace hz::ledger {
namespace {

constexpr std::size_t hash_bytes = sizeof(Hash);
constexpr std::size_t key_bytes = 16;
constexpr std::size_t most_kept = 256;

std::int64_t row_id(int level, std::int64_t index) {
    return static_cast<std::int64_t>(level) << tile_level_shift | index;
}

void put_number(Bytes& out, std::int64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::byte>(static_cast<std::uint64_t>(value) >> shift));
}

std::int64_t get_number(BytesView bytes) {
    std::uint64_t value = 0;
    for (const auto b : bytes.first(8)) value = value << 8 | std::to_integer<std::uint64_t>(b);
    return static_cast<std::int64_t>(value);
}

[[noreturn]] void damaged(int level, std::int64_t index) {
    throw storage::Failure(
        refuse(errors::break_tile_missing, {{"level", std::to_string(level)},
                                            {"index", std::to_string(index)},
                                            {"entry", std::to_string((index << (tile_height * (level + 1))))}}));
}

}  // namespace

Bytes encode_hashes(const std::vector<Hash>& hashes) {
    Bytes out;
    out.reserve(hashes.size() * hash_bytes);
    for (const auto& h : hashes) out.insert(out.end(), h.begin(), h.end());
    return out;
}

Bytes encode_keys(const std::vector<Key>& keys) {
    Bytes out;
    out.reserve(keys.size() * key_bytes);
    for (const auto& k : keys) {
        put_number(out, k.txid);
        put_number(out, k.id);
    }
    return out;
}

std::optional<std::vector<Hash>> decode_hashes(BytesView bytes) {
    if (bytes.size() % hash_bytes != 0) return std::nullopt;
    std::vector<Hash> out(bytes.size() / hash_bytes);
    for (std::size_t i = 0; i < out.size(); ++i)
        std::ranges::copy(bytes.subspan(i * hash_bytes, hash_bytes), out[i].begin());
    return out;
}

std::optional<std::vector<Key>> decode_keys(BytesView bytes) {
    if (bytes.size() % key_bytes != 0) return std::nullopt;
    std::vector<Key> out;
    for (std::size_t at = 0; at < bytes.size(); at += key_bytes)
        out.push_back({get_number(bytes.subspan(at)), get_number(bytes.subspan(at + 8))});
    return out;
}

Hash fold(const crypto::Suite& suite, std::vector<Hash> hashes) {
    check(!hashes.empty() && (hashes.size() & (hashes.size() - 1)) == 0, "a complete subtree");
    for (auto n = hashes.size(); n > 1; n /= 2)
        for (std::size_t i = 0; i < n / 2; ++i) hashes[i] = node_hash(suite, hashes[2 * i], hashes[2 * i + 1]);
    return hashes.front();
}

const Tile& TileTree::get(int level, std::int64_t index) {
    const auto id = row_id(level, index);
    if (const auto found = tiles_.find(id); found != tiles_.end()) return found->second;
    auto row = session_.row<Bytes, Bytes>("select hashes, entries from ledger_tile where id = $1", id);
    auto hashes = row ? decode_hashes(std::get<0>(*row)) : std::nullopt;
    auto keys = row ? decode_keys(std::get<1>(*row)) : std::nullopt;
    if (!hashes || !keys || (level == 0 && keys->size() != hashes->size())) damaged(level, index);
    return tiles_[id] = {std::move(*hashes), std::move(*keys)};
}

void TileTree::load_last() {
    if (size_) return;
    const auto row =
        session_.row<std::int64_t>("select id from ledger_tile where id < $1 order by id desc limit 1", row_id(1, 0));
    size_ = 0;
    if (!row) return;
    const auto index = std::get<0>(*row);
    const auto& tile = get(0, index);
    if (tile.keys.empty()) damaged(0, index);
    size_ = index * tile_width + static_cast<std::int64_t>(tile.keys.size());
    last_ = tile.keys.back();
}

std::int64_t TileTree::size() {
    load_last();
    return *size_;
}

Key TileTree::last_key() {
    load_last();
    return last_;
}

// Puts the hash number `index` of a level; a row that becomes full gives one hash to the level above.
void TileTree::push(int level, std::int64_t index, const Hash& hash) {
    const auto row = index / tile_width;
    const auto id = row_id(level, row);
    if (index % tile_width == 0)
        tiles_[id] = {};
    else
        get(level, row);
    auto& hashes = tiles_[id].hashes;
    if (static_cast<std::int64_t>(hashes.size()) != index % tile_width) damaged(level, row);
    hashes.push_back(hash);
    if (index % tile_width != tile_width - 1) return;
    const Hash root = fold(suite_, hashes);
    push(level + 1, row, root);
    write(level + 1, row / tile_width);
}

void TileTree::write(int level, std::int64_t index) {
    const auto& tile = tiles_[row_id(level, index)];
    std::optional<std::int64_t> first_txid, first_id;
    if (level == 0) {
        first_txid = tile.keys.front().txid;
        first_id = tile.keys.front().id;
    }
    session_.exec(
        "insert into ledger_tile (id, hashes, entries, first_txid, first_id) values ($1, $2, $3, $4, $5) "
        "on conflict (id) do update set hashes = excluded.hashes, entries = excluded.entries",
        row_id(level, index), encode_hashes(tile.hashes), encode_keys(tile.keys), first_txid, first_id);
}

void TileTree::append(const std::vector<Leaf>& leaves) {
    load_last();
    std::set<std::int64_t> touched;
    for (const auto& leaf : leaves) {
        check(last_ < leaf.key, "events are sequenced in the order of their keys");
        const auto row = *size_ / tile_width;
        push(0, *size_, leaf.hash);
        tiles_[row_id(0, row)].keys.push_back(leaf.key);
        touched.insert(row);
        last_ = leaf.key;
        ++*size_;
    }
    for (const auto row : touched) write(0, row);
}

Nodes TileTree::nodes() {
    return [this](int level, std::int64_t index) { return node(level, index); };
}

Hash TileTree::node(int level, std::int64_t index) {
    const int row_level = level / tile_height, inside = level % tile_height;
    const auto first = index << inside;
    const auto count = std::int64_t{1} << inside;
    const auto& hashes = get(row_level, first / tile_width).hashes;
    const auto offset = first % tile_width;
    if (static_cast<std::int64_t>(hashes.size()) < offset + count) damaged(row_level, first / tile_width);
    return fold(suite_, {hashes.begin() + offset, hashes.begin() + offset + count});
}

Hash TileTree::root(std::int64_t size) { return tree_root(suite_, size, nodes()); }
Path TileTree::inclusion(std::int64_t index, std::int64_t size) { return inclusion_path(suite_, index, size, nodes()); }
Path TileTree::consistency(std::int64_t from, std::int64_t to) { return consistency_path(suite_, from, to, nodes()); }

std::optional<std::int64_t> TileTree::position(Key key) {
    const auto row = session_.row<std::int64_t>(
        "select id from ledger_tile where first_id is not null and (first_txid, first_id) <= ($1, $2) "
        "order by first_txid desc, first_id desc limit 1",
        key.txid, key.id);
    if (!row) return std::nullopt;
    const auto index = std::get<0>(*row);
    const auto& keys = get(0, index).keys;
    const auto found = std::ranges::lower_bound(keys, key);
    if (found == keys.end() || *found != key) return std::nullopt;
    return index * tile_width + (found - keys.begin());
}

const std::vector<Key>& TileTree::keys_around(std::int64_t position) {
    if (tiles_.size() > most_kept) tiles_.clear();
    return get(0, position / tile_width).keys;
}

}  // namespace hz::ledger
