// SPDX-License-Identifier: Apache-2.0
// Reading a record as a person: decided by the policy, masked by grade, and written down for the subject to see
// (Personal Information Protection Law, articles 44, 45; State Council decree 809).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/record.hpp"

namespace hz::registry {

struct RecordView {
    Record record;  // its body as this reader may see it
    Title registry_title;
    std::string state;  // as of now: state_at()
    std::vector<std::string> masked;
    std::vector<std::string> left_out;
    std::vector<Finding> findings;       // only for those who may correct it
    std::optional<ledger::EventId> log;  // of the record_read event; none for the subject's own reading
};

// In a write session: a reading by anybody but the subject leaves a record_read event. `legal_basis` empty: the
// registry's.
[[nodiscard]] Result<RecordView> read_record(storage::Session& session, Context& context, const Actor& reader,
                                             RecordId id, std::string_view purpose, std::string_view legal_basis = "");
// The same for several in a list, one event for each.
[[nodiscard]] Result<std::vector<RecordView>> read_records(storage::Session& session, Context& context,
                                                           const Actor& reader, std::span<const RecordId> ids,
                                                           std::string_view purpose, std::string_view legal_basis = "");
// The reader's own records and those of bodies the reader may act for. Nothing is written.
[[nodiscard]] std::vector<RecordView> own_records(storage::Session& session, Context& context, const Actor& reader,
                                                  std::size_t limit = 100);

// One line of "who looked at my data".
struct Access {
    ledger::EventId event{};
    std::int64_t position = -1;
    Time at{};
    std::string reader;  // "person:<id>" or "system:<name>"
    std::string reader_name;
    std::string post;  // code, and the agency's
    std::string agency;
    std::string registry;
    Title registry_title;
    RecordId record{};
    std::vector<std::string> fields;  // shown
    std::vector<std::string> masked;  // of these, masked
    std::string purpose;
    std::string legal_basis;
};
// Newest first.
[[nodiscard]] std::vector<Access> access_log(storage::Session& session, Context& context, PersonId subject,
                                             std::size_t limit = 100);

}  // namespace hz::registry
