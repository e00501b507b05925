// SPDX-License-Identifier: Apache-2.0
// Records and what may be done with them. Every change is an event in the ledger, sealed with the subject's key.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "identity/actor.hpp"
#include "identity/policy.hpp"
#include "ledger/ledger.hpp"
#include "registry/registry.hpp"
#include "storage/store.hpp"

namespace hz::registry {

using identity::Actor;
using identity::PersonId;
using RecordId = Id<struct RecordTag>;

// Parts outlive every call and are thread-safe.
struct Context {
    const Clock& clock;
    IdSource& ids;
    ledger::Ledger& ledger;
    Registries& registries;
};

// A record as it is stored: unmasked. To show it to a person, read_record() or view().
struct Record {
    RecordId id{};
    std::string registry;
    std::string key;
    PersonId subject{};
    std::string company;  // key of the body whose data it is
    std::int64_t version = 1;
    std::string state;  // "active", "closed", "revoked", "erased"
    Json body;
    Time valid_from{};
    std::optional<Time> valid_until;
    std::string source;  // where it came from: "import:residents.csv", "case:<id>"
    std::string legal_basis;
    Time updated_at{};

    bool operator==(const Record&) const = default;
};
// "active", "expired" (its time is over), "closed", "revoked", "erased".
[[nodiscard]] std::string_view state_at(const Record& record, Time now);

// Where a change comes from, and why it is lawful. `permission`: what the actor needs, where not record.<verb>.
struct Change {
    std::string source;
    std::string legal_basis;  // empty: the registry's own
    std::string reason;
    std::string permission;
};

struct NewRecord {
    Json body;
    PersonId subject{};
    std::string company;
    std::optional<Time> valid_from;   // empty: now
    std::optional<Time> valid_until;  // the first instant at which it is no longer valid
};

// Events record_created, record_corrected, record_closed, record_revoked.
// Refuses no_registry, invalid_record, no_key, key_taken, bad_period, or what the policy says (record.create ...).
[[nodiscard]] Result<RecordId> create_record(storage::Session& session, Context& context, const Actor& by,
                                             std::string_view registry, const NewRecord& record, const Change& change);
// Many at once, all or none; `change.source` may name the file. A refusal names the row from 1 in params["row"].
[[nodiscard]] Result<std::vector<RecordId>> import_records(storage::Session& session, Context& context, const Actor& by,
                                                           std::string_view registry,
                                                           std::span<const NewRecord> records, const Change& change);
// A new version. `version` is the one the caller saw: refuses errors::stale where it is no longer the latest,
// not_active, key_changed. Needs a reason.
[[nodiscard]] Result<std::int64_t> correct_record(storage::Session& session, Context& context, const Actor& by,
                                                  RecordId id, std::int64_t version, const Json& body,
                                                  const Change& change);
// Came to its end (a person moved away, a licence was handed back), or was taken away. Needs a reason.
[[nodiscard]] Result<void> close_record(storage::Session& session, Context& context, const Actor& by, RecordId id,
                                        std::int64_t version, const Change& change);
[[nodiscard]] Result<void> revoke_record(storage::Session& session, Context& context, const Actor& by, RecordId id,
                                         std::int64_t version, const Change& change);
// Empties every record of a person whose ledger key is being destroyed (identity::erase_person). Event: records_erased.
[[nodiscard]] Result<std::size_t> erase_records(storage::Session& session, Context& context, const Actor& by,
                                                PersonId subject, const Change& change);

// For the program itself (prefill, issuing, verification): whole, and not logged. What is shown to somebody goes
// through read_record().
[[nodiscard]] std::optional<Record> find_record(storage::Session& session, RecordId id);
[[nodiscard]] std::optional<Record> find_record(storage::Session& session, std::string_view registry,
                                                std::string_view key);
// Newest first; `registry` empty: all.
[[nodiscard]] std::vector<Record> records_of(storage::Session& session, PersonId subject,
                                             std::string_view registry = "", std::size_t limit = 100);
[[nodiscard]] std::vector<Record> records_of_company(storage::Session& session, std::string_view company,
                                                     std::string_view registry = "", std::size_t limit = 100);
// By words of its key and of fields up to grade 2, newest first, below `before`.
[[nodiscard]] std::vector<Record> search_records(storage::Session& session, std::string_view registry,
                                                 std::string_view text, std::size_t limit, RecordId before = {});
[[nodiscard]] std::int64_t count_records(storage::Session& session, std::string_view registry);

// Every version, oldest first, bodies included.
[[nodiscard]] std::vector<Record> history(storage::Session& session, RecordId id);
// The record as its events tell it; equals the stored one. Empty where there is none.
[[nodiscard]] std::optional<Record> rebuild(storage::Session& session, Context& context, RecordId id);

}  // namespace hz::registry
