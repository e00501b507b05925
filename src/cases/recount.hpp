// SPDX-License-Identifier: Apache-2.0
// When the calendar in force changes, every open deadline is computed again: in bounded batches, each case with its
// event (deadlines_moved), durable and resumed after a stop. A change that comes meanwhile follows when this one is
// done.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cases/cases.hpp"
#include "cases/recompute.hpp"

namespace hz::cases {

// Several nodes may run it on one store; of one object only one thread. References outlive it.
class Recount {
  public:
    Recount(storage::Store& store, Cases& cases, const Clock& clock) : store_(store), cases_(cases), clock_(clock) {}

    // Looks at the next open cases, at most `limit`, and writes those that move in one transaction with how far it
    // came. Gives how many were looked at; 0: every open case is counted under the calendar in force, for now.
    Result<std::size_t> run_some(std::size_t limit = 50);

  private:
    struct Stage;  // case_calendar
    Result<std::optional<Stage>> stage();
    Result<void> prepare(const Stage& stage);
    Result<std::vector<CaseId>> that_move(const std::vector<CaseId>& batch);

    storage::Store& store_;
    Cases& cases_;
    const Clock& clock_;
    std::int64_t stamp_ = -1;  // of the definitions when nothing was to be done
    // Of the change under way.
    std::string target_;
    CalendarChange change_;
    std::vector<CaseId> open_;  // by id, as they were when it was begun or taken up
};

}  // namespace hz::cases
