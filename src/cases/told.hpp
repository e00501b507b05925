// SPDX-License-Identifier: Apache-2.0
// Cases as their events tell them, with the rows that repeat parts of them. Private to cases.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "cases/case.hpp"
#include "cases/derived_row.hpp"
#include "ledger/log.hpp"

namespace hz::cases {

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
