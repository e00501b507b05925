// SPDX-License-Identifier: Apache-2.0
// Everything one process owns, from the store up to the cases, put together once. `serve`, the commands, flows and
// seeding all stand on it; only `serve` adds HTTP.
#pragma once
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "cases/pack_case_types.hpp"
#include "cases/recount.hpp"
#include "cases/runner.hpp"
#include "form/form.hpp"
#include "identity/context.hpp"
#include "identity/directory.hpp"
#include "insight/supervision.hpp"
#include "ledger/log.hpp"
#include "pack/definition.hpp"
#include "pack/identifier.hpp"
#include "registry/record.hpp"
#include "storage/migration.hpp"
#include "storage/store.hpp"

namespace hz::app {

struct NodeOptions {
    std::filesystem::path data;  // keyring, and the database unless `db` names another
    std::string db;              // "postgresql://..."; empty: SQLite in `data`
    std::string suite;           // "intl", "gm"; empty: as the ledger was begun, "intl" for a new one
    std::string public_url = "http://127.0.0.1:8080";
    unsigned node = 0;  // 0..63, different for each process on one database
    std::size_t lanes = 1;
    std::size_t readers = 2;
    bool activate = true;  // false: leave the packs alone, so that a store whose packs were damaged can be verified
};

// Identifiers of the packs in force, for forms. Thread-safe.
class PackIdentifiers final : public form::IdentifierChecker {
  public:
    [[nodiscard]] bool is_valid(std::string_view scheme, std::string_view text) const override;
    void replace(std::shared_ptr<const pack::Identifiers> schemes);
    [[nodiscard]] std::shared_ptr<const pack::Identifiers> current() const;

  private:
    mutable std::mutex mutex_;
    std::shared_ptr<const pack::Identifiers> schemes_;
};

// The node's clock, but never before what the ledger has seen: ids that were given before a stop are not given again
// where the clock was set back since. Thread-safe.
class IdClock final : public Clock {
  public:
    explicit IdClock(const Clock& clock) : clock_(clock) {}
    [[nodiscard]] Time now() const override { return std::max(clock_.now(), from_millis(floor_.load())); }
    void not_before(Time at) { floor_ = to_millis(at); }

  private:
    const Clock& clock_;
    std::atomic<std::int64_t> floor_{0};
};

class Node {
  public:
    // Opens or creates the store, brings its tables up to date, opens the ledger, and activates the packs in it.
    // `clock` outlives the node.
    [[nodiscard]] static Result<std::unique_ptr<Node>> open(const NodeOptions& options, Clock& clock);
    ~Node();
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    // Makes the definitions in the store take effect: roles, registers, identifiers, calendar. After an import.
    Result<void> activate();
    // Activates what another process published, such as `pack import` beside a server; tries each state of the
    // definitions once. One thread.
    Result<void> follow_definitions();
    // Publishes packs and loads their regions and agencies, then activates. Checks first; refuses with the findings'
    // number.
    Result<void> import(const std::vector<pack::Pack>& packs);
    // Entries of the ledger the search index has not seen; index_some() brings it forward.
    std::size_t index_some(std::size_t limit);

    Clock& clock;
    SystemRandom random;
    IdClock id_clock;
    IdSource ids;
    std::unique_ptr<storage::Store> store;
    std::unique_ptr<ledger::Log> ledger;
    std::unique_ptr<identity::Secrets> secrets;
    identity::Directory directory;
    std::unique_ptr<identity::Context> identity;
    registry::Registries registries;
    std::unique_ptr<registry::Context> registry;
    std::unique_ptr<pack::DefinitionCache> definitions;
    PackIdentifiers identifiers;
    std::unique_ptr<cases::PackCaseTypes> case_types;
    std::unique_ptr<cases::PresentStaff> staff;
    std::unique_ptr<cases::Cases> cases;
    std::unique_ptr<cases::Runner> runner;
    std::unique_ptr<cases::Recount> recount;
    std::unique_ptr<insight::Supervision> supervision;

    [[nodiscard]] std::shared_ptr<const calendar::WorkingCalendar> calendar() const;

  private:
    Node(const NodeOptions& options, Clock& clock);
    Result<void> start(const NodeOptions& options);
    Result<void> load_calendar();
    // Ids go on after those the ledger has.
    Result<void> follow_ids();
    Result<void> load_supervision();

    std::int64_t followed_ = -1;
    mutable std::mutex calendar_mutex_;  // of both
    std::shared_ptr<const calendar::WorkingCalendar> calendar_;
    std::shared_ptr<const insight::Rules> supervision_rules_;
};

// The tables of every module, lower modules first.
[[nodiscard]] std::vector<storage::Schema> all_schemas();
// Packs that are built into the program, by id.
[[nodiscard]] Result<pack::Pack> builtin_pack(std::string_view id);
// A folder, or the id of a built-in pack.
[[nodiscard]] Result<pack::Pack> load_pack(const std::string& folder_or_id);

}  // namespace hz::app
