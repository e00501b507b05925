// SPDX-License-Identifier: Apache-2.0
// The tables of this module and the only code that writes them.
#pragma once
#include <limits>
#include <optional>
#include <span>

#include "cases/case.hpp"
#include "storage/store.hpp"

namespace hz::cases {

inline constexpr std::int64_t no_due = std::numeric_limits<std::int64_t>::max();

// Needs no lock in a write: writes are serializable.
[[nodiscard]] std::optional<Case> find_case(storage::Session& session, CaseId id);
// Many with few questions: one for each of `ids`, in their order; none where there is no such case.
[[nodiscard]] std::vector<std::optional<Case>> find_cases(storage::Session& session, std::span<const CaseId> ids);
[[nodiscard]] std::optional<CaseId> find_case_by_number(storage::Session& session, std::string_view number);

// Writes what differs between the two; `before` is null for a new case.
void save_case(storage::Session& session, const Case* before, const Case& after);
void add_done(storage::Session& session, PersonId person, Time at, CaseId id, std::int64_t token,
              std::string_view element);

// A timer or job that failed is due again at once, as if it never had.
void try_again(storage::Session& session, CaseId id, std::int64_t token);

// The next of a series, from 1.
[[nodiscard]] std::int64_t next_count(storage::Session& session, std::string_view name);

}  // namespace hz::cases
