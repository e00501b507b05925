// SPDX-License-Identifier: Apache-2.0
// The part of verification that follows the tree. Private to ledger.
#pragma once
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <unordered_map>

#include "ledger/verify.hpp"

namespace hz::ledger {

class VerifyWalk {
  public:
    VerifyWalk(Log& log, VerifyReport& report) : log_(log), report_(report), tree_(log.suite()) {}

    // Some more rows; true when the end was reached in this session, everything about the tree then checked.
    bool go_on(storage::Session& session);
    void found(std::int64_t position, const ErrorCode& what, std::map<std::string, std::string> params = {});

  private:
    struct StoredTile {
        std::int64_t index;
        Bytes hashes, entries;
        std::optional<std::int64_t> first_txid, first_id;
    };
    void tile(storage::Session& session, const StoredTile& stored);
    void tile_broken(int level, std::int64_t index, std::string_view name);
    void events(storage::Session& session, std::int64_t first, const Tile& tile);
    void event(std::int64_t position, const EventRow& row, Key key, const Hash& hash);
    void payload(std::int64_t position, const EventRow& row, const LeafContent& content);
    std::shared_ptr<const crypto::Sealer> sealer(const EventRow& row);
    void grow(storage::Session& session, const Hash& hash);
    void heads_at(storage::Session& session, std::int64_t size);
    void head(const TreeHead& head);
    void finish(storage::Session& session);
    void upper_tiles(storage::Session& session);

    Log& log_;
    VerifyReport& report_;
    GrowingTree tree_;
    std::int64_t read_from_ = std::numeric_limits<std::int64_t>::min();
    std::int64_t next_tile_ = 0;
    bool short_tile_ = false;  // the last tile was not full: it must be the last one
    bool tree_whole_ = true;   // no hash is missing so far
    bool roots_agree_ = true;  // no head's root has differed so far; those after the first always do
    Key last_{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::min()};
    std::vector<Hash> tile_roots_;
    std::deque<TreeHead> heads_;
    std::int64_t heads_read_to_ = std::numeric_limits<std::int64_t>::min();
    bool heads_ended_ = false;
    std::unordered_map<std::int64_t, std::shared_ptr<const crypto::Sealer>> sealers_;
};

// Meta, subject keys, subscriptions (verify_registry.cpp).
void check_registry(Log& log, storage::Session& session, VerifyWalk& walk);

}  // namespace hz::ledger
