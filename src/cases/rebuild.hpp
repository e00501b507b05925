// SPDX-License-Identifier: Apache-2.0
// Cases that are not as their events tell, made again from them: rows that were altered, lost, or left over. Rows that
// no event tells of are left to a person. On a store in use: each case is told and mended in one write; its jobs
// begin their tries anew. A second run finds nothing to do.
#pragma once
#include <cstdint>
#include <vector>

#include "cases/case.hpp"
#include "ledger/state_check.hpp"

namespace hz::cases {

struct Rebuilt {
    std::int64_t looked_at = 0;  // cases
    std::vector<CaseId> mended;
    // What is still not as the events tell, and why it could not be made again.
    std::vector<ledger::StateBreak> left;
    std::int64_t left_in_all = 0;
};

// Every case. What was mended is an event itself, cases_rebuilt on the stream "cases", with the first thousand of them.
[[nodiscard]] Result<Rebuilt> rebuild(ledger::Log& log, Time now);

}  // namespace hz::cases
