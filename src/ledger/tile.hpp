// SPDX-License-Identifier: Apache-2.0
// The tree as stored: 64 hashes a row (table ledger_tile), so that a batch rewrites one row and a proof in a million
// entries reads four. Private to ledger.
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "ledger/merkle.hpp"
#include "storage/store.hpp"

namespace hz::ledger {

inline constexpr int tile_height = 6;
inline constexpr std::int64_t tile_width = 1 << tile_height;
inline constexpr int tile_level_shift = 48;  // row id = level << 48 | index

// Where an event stands in the order of sequencing.
struct Key {
    std::int64_t txid = 0;
    std::int64_t id = 0;
    auto operator<=>(const Key&) const = default;
};

struct Leaf {
    Key key;
    Hash hash;
};

// One row. `keys` only on level 0.
struct Tile {
    std::vector<Hash> hashes;
    std::vector<Key> keys;
};

[[nodiscard]] Bytes encode_hashes(const std::vector<Hash>& hashes);
[[nodiscard]] Bytes encode_keys(const std::vector<Key>& keys);
// Empty where the length is not a whole number of items.
[[nodiscard]] std::optional<std::vector<Hash>> decode_hashes(BytesView bytes);
[[nodiscard]] std::optional<std::vector<Key>> decode_keys(BytesView bytes);
// The root of the complete subtree over `hashes` (a power of two of them).
[[nodiscard]] Hash fold(const crypto::Suite& suite, std::vector<Hash> hashes);

// The tree in one session. Rows read are kept, so use one object for one task. A row that is missing or has a wrong
// length throws storage::Failure: verification says where.
class TileTree {
  public:
    TileTree(const crypto::Suite& suite, storage::Session& session) : suite_(suite), session_(session) {}

    [[nodiscard]] std::int64_t size();
    [[nodiscard]] Key last_key();  // zero where the tree is empty
    // Adds at the end; keys must ascend. Writes each changed row once.
    void append(const std::vector<Leaf>& leaves);

    [[nodiscard]] Hash node(int level, std::int64_t index);
    [[nodiscard]] Hash root(std::int64_t size);
    [[nodiscard]] Path inclusion(std::int64_t index, std::int64_t size);
    [[nodiscard]] Path consistency(std::int64_t from, std::int64_t to);

    [[nodiscard]] std::optional<std::int64_t> position(Key key);
    // The keys of the level 0 row that holds `position`.
    [[nodiscard]] const std::vector<Key>& keys_around(std::int64_t position);

  private:
    const Tile& get(int level, std::int64_t index);
    void load_last();
    void push(int level, std::int64_t index, const Hash& hash);
    void write(int level, std::int64_t index);
    [[nodiscard]] Nodes nodes();

    const crypto::Suite& suite_;
    storage::Session& session_;
    std::map<std::int64_t, Tile> tiles_;
    std::optional<std::int64_t> size_;
    Key last_;
};

}  // namespace hz::ledger
