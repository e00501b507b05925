// SPDX-License-Identifier: Apache-2.0
#include "ledger/log.hpp"

namespace hz::ledger {
namespace {

constexpr std::int64_t sequencer_lock = 0x687a6c6564676572;  // any constant; one sequencer a database
constexpr std::size_t no_limit = 1'000'000'000;

}  // namespace

// SQLite: one writer, so positions are given in the transaction that commits the events.
void Log::before_commit(storage::Session& session) {
    if (!grown_.exchange(false)) return;
    TileTree tree(suite(), session);
    if (sequence(tree, session, no_limit) > 0) sign_if_due(tree, session);
}

// PostgreSQL: a transaction numbered below the snapshot's xmin has ended, so nothing can appear below it any more, and
// what is visible there is all there will ever be.
std::int64_t Log::sequence(TileTree& tree, storage::Session& session, std::size_t limit) {
    const auto last = tree.last_key();
    std::vector<Leaf> leaves;
    const auto take = [&](std::int64_t txid, std::int64_t id, const std::string& leaf) {
        leaves.push_back({{txid, id}, leaf_hash(suite(), as_bytes(leaf))});
    };
    if (sqlite_)
        session.each<std::int64_t, std::int64_t, std::string>(
            "select txid, id, leaf from ledger_event where id > $1 order by id limit $2", take, last.id, limit);
    else
        session.each<std::int64_t, std::int64_t, std::string>(
            "select txid, id, leaf from ledger_event where (txid, id) > ($1, $2) "
            "and txid < txid_snapshot_xmin(txid_current_snapshot()) + $3::bigint order by txid, id limit $4",
            take, last.txid, last.id, txid_addend_, limit);
    if (!leaves.empty()) tree.append(leaves);
    return static_cast<std::int64_t>(leaves.size());
}

bool Log::sign_if_due(TileTree& tree, storage::Session& session) {
    const auto size = tree.size();
    const auto now = clock_.now();
    const auto newest = newest_head(session);
    if (newest && newest->size >= size) return false;
    if (newest && now >= newest->signed_at && now - newest->signed_at < head_interval_) return false;
    if (size == 0) return false;
    TreeHead head{size, tree.root(size), now, {}};
    auto signature = keyring_.signing->sign(as_bytes(head_message(keyring_.log, suite(), head)));
    if (!signature) throw storage::Failure(signature.error());
    head.signature = std::move(*signature);
    store_head(session, head);
    return true;
}

bool Log::idle(storage::Session& session) {
    TileTree tree(suite(), session);
    const auto newest = newest_head(session);
    if ((newest ? newest->size : 0) < tree.size()) return false;
    if (sqlite_) return true;
    const auto last = tree.last_key();
    // Ordered, or a planner without statistics reads the whole table for its end.
    return !session.row<std::int64_t>(
        "select id from ledger_event where (txid, id) > ($1, $2) order by txid, id limit 1", last.txid, last.id);
}

Result<Sequenced> Log::run_once(std::size_t limit) {
    const auto nothing = store_.read([this](storage::Session& s) -> Result<bool> { return idle(s); });
    if (!nothing) return nothing.error();
    if (*nothing) return Sequenced{};
    return store_.write_wait([this, limit](storage::Session& s) -> Result<Sequenced> {
        Sequenced done;
        // Held to the end of the transaction, and freed by the database when this node dies: the next one takes over.
        if (!sqlite_ && !std::get<0>(*s.row<bool>("select pg_try_advisory_xact_lock($1)", sequencer_lock))) {
            done.elsewhere = true;
            return done;
        }
        TileTree tree(suite(), s);
        done.entries = sequence(tree, s, limit);
        done.head_signed = sign_if_due(tree, s);
        return done;
    });
}

}  // namespace hz::ledger
