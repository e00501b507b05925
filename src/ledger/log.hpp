// SPDX-License-Identifier: Apache-2.0
// The ledger over a store: what main opens, and what the pages about audit read.
#pragma once
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/event_row.hpp"
#include "ledger/head.hpp"
#include "ledger/keyring.hpp"
#include "ledger/ledger.hpp"
#include "ledger/subject_key.hpp"

namespace hz::ledger {

struct Options {
    std::filesystem::path keyring;  // the key file; made when the store holds no ledger yet
    std::string suite;              // "intl" or "gm"; empty: as recorded, "intl" for a new ledger
    std::chrono::milliseconds head_interval{1000};
    std::size_t subject_keys_kept = 10'000;
};

// What one round of sequencing did.
struct Sequenced {
    std::int64_t entries = 0;
    bool head_signed = false;
    bool elsewhere = false;  // another node holds the sequencer's lock
};

// Thread-safe. Outlives the store's writers: store.close() before destruction.
class Log final : public Ledger {
  public:
    Log(storage::Store& store, Keyring keyring, const Options& options, Clock& clock, IdSource& ids, Random& random,
        std::int64_t last_id, std::int64_t txid_addend);

    EventId append(storage::Session& session, const Entry& entry) override;
    EventId append(storage::Session& session, const Entry& entry, std::string_view canonical_payload) override;
    void each(storage::Session& session, std::string_view stream, const std::function<void(const Event&)>& f) override;
    std::vector<Event> read(storage::Session& session, std::int64_t from, std::size_t limit) override;
    std::vector<Event> about(storage::Session& session, SubjectId subject, std::string_view type,
                             std::size_t limit) override;
    // With the payload disclosed: for its holder. without_disclosure() for anybody else.
    Result<Json> receipt(storage::Session& session, EventId event) override;
    // `why.subject` and `why.type` may be left out; its payload is kept in clear, so no personal data in it.
    void erase(storage::Session& session, SubjectId subject, const Entry& why) override;

    // As read(), without the payloads: nothing is unsealed.
    [[nodiscard]] std::vector<Event> outlines(storage::Session& session, std::int64_t from, std::size_t limit);
    // As each() and find(), without the place in the tree (position -1): for replays, which need none.
    void replay(storage::Session& session, std::string_view stream, const std::function<void(const Event&)>& f);
    // Of many streams with few questions: `f(stream, event)`, the events of each in order.
    void replay(storage::Session& session, std::span<const std::string> streams,
                const std::function<void(std::string_view, const Event&)>& f);
    [[nodiscard]] std::optional<Event> content(storage::Session& session, EventId event);

    [[nodiscard]] std::optional<Event> find(storage::Session& session, EventId event);
    [[nodiscard]] std::int64_t size(storage::Session& session);
    [[nodiscard]] std::optional<TreeHead> head(storage::Session& session);
    // Refusal: errors::no_such_size.
    [[nodiscard]] Result<Path> consistency(storage::Session& session, std::int64_t from, std::int64_t to);

    // Puts committed events into the tree (PostgreSQL, where this node gets the lock; SQLite does it in each commit)
    // and signs a head where one is due. Cheap when there is nothing to do. Call it about five times a second:
    // sequencer.hpp.
    [[nodiscard]] Result<Sequenced> run_once(std::size_t limit = 10'000);

    [[nodiscard]] const Keyring& keyring() const { return keyring_; }
    [[nodiscard]] const crypto::Suite& suite() const { return *keyring_.suite; }
    [[nodiscard]] storage::Store& store() { return store_; }
    [[nodiscard]] const SubjectKeys& subject_keys() const { return keys_; }
    // {suite, log, key_id, public_key}: what a stranger needs to check receipts.
    [[nodiscard]] JsonObject identity() const;

  private:
    EventId add(storage::Session& session, const Entry& entry, std::string_view payload, bool sealed);
    EventId next_id();
    Event to_event(TileTree& tree, const EventRow& row);
    Event unplaced(const EventRow& row);
    std::vector<Event> read_range(storage::Session& session, std::int64_t from, std::size_t limit, bool payloads);
    // salt || canonical payload, empty where the key is gone or the bytes were altered.
    std::optional<Bytes> secret(const EventRow& row);
    void before_commit(storage::Session& session);
    std::int64_t sequence(TileTree& tree, storage::Session& session, std::size_t limit);
    bool sign_if_due(TileTree& tree, storage::Session& session);
    bool idle(storage::Session& session);

    storage::Store& store_;
    const Keyring keyring_;
    const std::chrono::milliseconds head_interval_;
    const bool sqlite_;
    const std::int64_t txid_addend_;  // PostgreSQL: what recorded numbers are above the cluster's own
    const Bytes spki_;
    Clock& clock_;
    IdSource& ids_;
    Random& random_;
    SubjectKeys keys_;
    std::atomic<std::int64_t> last_id_;
    std::atomic<bool> grown_{false};
};

// After storage::migrate with ledger::schema(). Refusals: errors::keyring_missing, keyring_exposed, keyring_unreadable,
// other_log, suite_differs. Sets the store's before_commit hook on SQLite.
[[nodiscard]] Result<std::unique_ptr<Log>> open_ledger(storage::Store& store, const Options& options, Clock& clock,
                                                       IdSource& ids, Random& random);

}  // namespace hz::ledger
