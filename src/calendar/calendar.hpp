// SPDX-License-Identifier: Apache-2.0
// Working days and legal clocks. Holidays and limits are data; nothing here knows a country.
#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "calendar/legal_clock.hpp"
#include "calendar/limit.hpp"
#include "calendar/shift.hpp"

namespace date {
class time_zone;
}

namespace hz::calendar {

using Date = std::chrono::year_month_day;

// Ordinary weekends plus listed exceptions by year. Immutable, thread-safe. A default-made one is UTC and knows no
// year.
class WorkingCalendar {
  public:
    // `years`: holiday-cn documents {year, days:[{name,date,isOffDay}]}. `zone`: IANA name of the civil time, looked up
    // in the system's zone database. A document may list days of the December before. A year whose document is still
    // empty is not known. Refuses errors::invalid_calendar with every finding (path = JSON pointer),
    // errors::unknown_zone. `shifts` are the hours of limits in working hours.
    [[nodiscard]] static Result<WorkingCalendar> from_json(const JsonArray& years, std::string zone,
                                                           ShiftCalendars shifts = {});
    [[nodiscard]] bool is_working_day(Date day) const;
    // False: the year's paper is not loaded, so a deadline in it is a guess and must be shown as one.
    [[nodiscard]] bool has_year(int year) const;
    [[nodiscard]] bool has_years(Date from, Date to) const;  // every year from one to the other
    [[nodiscard]] std::string day_name(Date day) const;      // "春节", empty on an ordinary day
    // The n-th working day after `day`, which itself is not counted (n >= 0; 0 gives `day`).
    [[nodiscard]] Date add_working_days(Date day, int n) const;
    // Working days after `from` up to and including `to`; negative when `to` is before `from`.
    [[nodiscard]] int working_days_between(Date from, Date to) const;
    [[nodiscard]] Date local_date(Time t) const;
    [[nodiscard]] Time start_of(Date day) const;
    [[nodiscard]] Time end_of(Date day) const;  // the last millisecond
    [[nodiscard]] int offset_minutes(Time t) const;
    [[nodiscard]] const std::string& zone() const;
    // A minute of the civil day, 0..1440. What the clocks skip is the moment they skip it; what comes twice is the
    // first.
    [[nodiscard]] Time at(Date day, int minute) const;
    [[nodiscard]] DayKind kind(Date day) const;
    // Null where there is none of the code; the empty code is "default".
    [[nodiscard]] const ShiftCalendar* find_shifts(std::string_view code) const;

  private:
    std::string zone_ = "UTC";
    const date::time_zone* rules_ = nullptr;  // lives as long as the program; null is UTC
    std::map<int, bool> years_;
    std::map<std::chrono::sys_days, std::pair<bool, std::string>> exceptions_;  // off?, name
    ShiftCalendars shifts_;
};

struct Deadline {
    Time due;             // the end of the last day, or the exact moment
    bool certain = true;  // false where it falls in or crosses a year without data, or its shifts are not known
    int remaining = 0;    // in the limit's unit; 0 = the last day (hour); negative exactly when overdue
    double left = 1;      // of the whole limit, 0..1; hours are exact
};
// Empty while the clock has not started. While paused: the deadline if resumed at `now`.
// Days of a pause do not count: the pause's first day counts if work was possible on it, its last does not (the day of
// resumption is not counted, as the start day is not). Hours are exact: they move by the time paused; working hours are
// those of the limit's shift calendar, and by what of the pause lies in them.
// Only pauses of the limit's kinds stop it, and only extensions of this limit, or of none by name, make it longer.
// `remaining` counts from `now`, or from when the clock was stopped.
[[nodiscard]] std::optional<Deadline> deadline(const WorkingCalendar& calendar, const Limit& limit,
                                               const LegalClock& clock, Time now);

// The same clock under a calendar and the one that takes its place, as when next year's holidays are published.
struct Recomputed {
    Deadline before, after;
    [[nodiscard]] bool changed() const { return before.due != after.due || before.certain != after.certain; }
};
// Empty for a clock that has not started or has stopped: what is done is not counted anew.
[[nodiscard]] std::optional<Recomputed> recompute(const WorkingCalendar& before, const WorkingCalendar& after,
                                                  const Limit& limit, const LegalClock& clock, Time now);

}  // namespace hz::calendar
