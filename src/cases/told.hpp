// SPDX-License-Identifier: Apache-2.0
// Cases as their events tell them, with the rows that repeat parts of them. Private to cases.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cases/case.hpp"
#include "ledger/log.hpp"

namespace hz::cases {

// One row of any of those tables.
struct DerivedRow {
    std::string_view table;
    std::string owner;        // of case_work
    std::int64_t person = 0;  // of case_done
    std::int64_t when = 0;    // due or done
    std::int64_t case_id = 0;
    std::int64_t token = 0;
    std::vector<std::string> rest{};  // columns that are no part of the key: names_of(table)
    auto operator<=>(const DerivedRow&) const = default;

    [[nodiscard]] std::string key() const;  // as SQL has it, for a person to find the row
};

// The columns in `rest`.
[[nodiscard]] std::vector<std::string_view> names_of(std::string_view table);

[[nodiscard]] DerivedRow work_row(std::string owner, std::int64_t due, std::int64_t id, std::int64_t token);
[[nodiscard]] DerivedRow timer_row(std::int64_t due, std::int64_t id, std::int64_t token);
[[nodiscard]] DerivedRow job_row(std::int64_t id, std::int64_t token);
[[nodiscard]] DerivedRow incident_row(std::int64_t id, std::int64_t token, std::int64_t raised_at, std::string kind,
                                      std::string element, std::string problem);
[[nodiscard]] DerivedRow wait_row(std::int64_t id, std::int64_t token, std::string kind, std::string name,
                                  std::string key, std::int64_t since);
[[nodiscard]] DerivedRow done_row(std::int64_t person, std::int64_t at, std::int64_t id, std::int64_t token,
                                  std::string element);

struct Told {
    std::optional<Case> now;          // none where no event tells of it, or an erasure took some
    std::vector<DerivedRow> derived;  // sorted
    bool erased = false;
};
[[nodiscard]] Told tell(storage::Session& session, ledger::Log& log, std::int64_t case_id);
// Many with few questions, in the order of `case_ids`, which differ.
[[nodiscard]] std::vector<Told> tell(storage::Session& session, ledger::Log& log,
                                     std::span<const std::int64_t> case_ids);

}  // namespace hz::cases
