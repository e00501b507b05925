// SPDX-License-Identifier: Apache-2.0
// Time at work, exact to the millisecond: what of the shift calendar's hours lies outside pauses. Private to the
// module.
#pragma once
#include <utility>
#include <vector>

#include "calendar/calendar.hpp"

namespace hz::calendar {

struct WorkTime {
    const WorkingCalendar& calendar;
    const ShiftCalendar* shifts;                  // null: the whole of each working day, and nothing is certain
    std::vector<std::pair<Time, Time>> pauses{};  // in order

    struct End {
        Time at;
        bool reached;  // false: given up after some centuries
    };
    // When `length` of work has been done since `from`: at the end of an interval, not at the start of the next.
    [[nodiscard]] End add(Time from, std::chrono::milliseconds length) const;
    [[nodiscard]] std::chrono::milliseconds between(Time from, Time to) const;

  private:
    // Calls `see(begin, end)` for each stretch of work on `day` after `from`, until it gives false.
    template <class See>
    bool each(std::chrono::sys_days day, Time from, const See& see) const;
};

}  // namespace hz::calendar
