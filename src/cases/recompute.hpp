// SPDX-License-Identifier: Apache-2.0
// A calendar takes the place of another: what that moves in one case. Pure.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "calendar/calendar.hpp"
#include "cases/case_type.hpp"
#include "cases/event.hpp"

namespace hz::cases {

struct CalendarChange {
    std::shared_ptr<const calendar::WorkingCalendar> before, after;
    std::vector<std::string> because;  // as DeadlinesMoved has it
    Time at{};                         // what began later was counted by `after` from the start
};

// Limits that run, the dues of open tasks, and timers in working days. A limit that stands moves when it goes on.
// Empty: nothing moves, so doing it again changes nothing more than it did.
[[nodiscard]] std::optional<DeadlinesMoved> moved_deadlines(const Case& c, const CaseType& type,
                                                            const CalendarChange& change, Time now);

}  // namespace hz::cases
