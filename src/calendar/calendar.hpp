// SPDX-License-Identifier: Apache-2.0
// Working days and legal clocks. Holidays and limits are data; nothing here knows a country.
#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace hz::calendar {

using Date = std::chrono::year_month_day;

// Ordinary weekends plus listed exceptions by year. Immutable, thread-safe.
class WorkingCalendar {
  public:
    // `years`: holiday-cn documents {year, days:[{name,date,isOffDay}]}. `zone`: IANA name of the civil time.
    [[nodiscard]] static Result<WorkingCalendar> from_json(const JsonArray& years, std::string zone);
    [[nodiscard]] bool is_working_day(Date day) const;
    // False: the year's paper is not loaded, so a deadline in it is a guess and must be shown as one.
    [[nodiscard]] bool has_year(int year) const;
    [[nodiscard]] std::string day_name(Date day) const;  // "春节", empty on an ordinary day
    // The n-th working day after `day`, which itself is not counted (n >= 0; 0 gives `day`).
    [[nodiscard]] Date add_working_days(Date day, int n) const;
    // Working days after `from` up to and including `to`; negative when `to` is before `from`.
    [[nodiscard]] int working_days_between(Date from, Date to) const;
    [[nodiscard]] Date local_date(Time t) const;
    [[nodiscard]] Time start_of(Date day) const;
    [[nodiscard]] Time end_of(Date day) const;  // the last millisecond
    [[nodiscard]] int offset_minutes(Time t) const;
    [[nodiscard]] const std::string& zone() const;

  private:
    std::string zone_;
    std::map<int, bool> years_;
    std::map<std::chrono::sys_days, std::pair<bool, std::string>> exceptions_;  // off?, name
};

enum class Unit { working_day, natural_day, hour };

// A limit as law gives it: data from a pack.
struct Limit {
    std::string code;  // "statutory", "promised", "step"
    int number = 0;
    Unit unit = Unit::working_day;
    std::string legal_basis;
};
[[nodiscard]] Result<Limit> limit_from_json(const Json& value);
[[nodiscard]] Json to_json(const Limit& limit);

// A clock that runs under a limit: started once, paused and resumed, stopped. Pure data.
struct LegalClock {
    std::optional<Time> started;
    std::optional<Time> stopped;
    struct Pause { Time from; std::optional<Time> to; std::string reason; };
    std::vector<Pause> pauses;
    int extension = 0;  // in the limit's unit
    [[nodiscard]] bool paused() const { return !pauses.empty() && !pauses.back().to; }
};
[[nodiscard]] Json to_json(const LegalClock& clock);
[[nodiscard]] Result<LegalClock> clock_from_json(const Json& value);

struct Deadline {
    Time due;                // the end of the last day (or the exact hour)
    bool certain = true;     // false where it falls in or crosses a year without data
    int remaining = 0;       // in the limit's unit, of days: negative = overdue
};
// Empty while the clock has not started. While paused: the deadline if resumed at `now`.
// Days of a pause do not count: the pause's first day counts if work was possible on it, its last does not (the day of
// resumption is not counted, as the start day is not).
[[nodiscard]] std::optional<Deadline> deadline(const WorkingCalendar& calendar, const Limit& limit, const LegalClock& clock,
                                               Time now);

}  // namespace hz::calendar
