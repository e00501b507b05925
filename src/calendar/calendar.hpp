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
    // errors::unknown_zone.
    [[nodiscard]] static Result<WorkingCalendar> from_json(const JsonArray& years, std::string zone);
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

  private:
    std::string zone_ = "UTC";
    const date::time_zone* rules_ = nullptr;  // lives as long as the program; null is UTC
    std::map<int, bool> years_;
    std::map<std::chrono::sys_days, std::pair<bool, std::string>> exceptions_;  // off?, name
};

enum class Unit { working_day, natural_day, hour };
[[nodiscard]] std::string_view to_text(Unit unit);
[[nodiscard]] std::optional<Unit> unit_from_text(std::string_view text);

// A limit as law gives it: data from a pack.
struct Limit {
    std::string code;  // "statutory", "promised", "step"
    int number = 0;
    Unit unit = Unit::working_day;
    std::string legal_basis;
};
// {code, number: 1..10000, unit, legal_basis}. Refuses errors::invalid_limit with the fields.
[[nodiscard]] Result<Limit> limit_from_json(const Json& value);
[[nodiscard]] Json to_json(const Limit& limit);

// A clock that runs under a limit: started once, paused and resumed, stopped. Pure data.
struct LegalClock {
    std::optional<Time> started;
    std::optional<Time> stopped;
    struct Pause {
        Time from;
        std::optional<Time> to;
        std::string reason;
    };
    std::vector<Pause> pauses;
    int extension = 0;  // in the limit's unit
    [[nodiscard]] bool paused() const { return !pauses.empty() && !pauses.back().to; }
    [[nodiscard]] bool running() const { return started && !stopped && !paused(); }
};
// The lawful changes of a clock. Each refuses with errors::clock_not_started, clock_running, clock_paused or
// clock_stopped when the clock is not in a state for it, and errors::clock_order when `at` lies before what the clock
// has already seen. Stopping ends an open pause.
[[nodiscard]] Result<LegalClock> start(LegalClock clock, Time at);
[[nodiscard]] Result<LegalClock> pause(LegalClock clock, Time at, std::string reason);
[[nodiscard]] Result<LegalClock> resume(LegalClock clock, Time at);
[[nodiscard]] Result<LegalClock> stop(LegalClock clock, Time at);
[[nodiscard]] Result<LegalClock> extend(LegalClock clock, int by);  // 1..10000, in the limit's unit

// Times as milliseconds; the two are inverse. Refuses errors::invalid_clock with the fields.
[[nodiscard]] Json to_json(const LegalClock& clock);
[[nodiscard]] Result<LegalClock> clock_from_json(const Json& value);

struct Deadline {
    Time due;             // the end of the last day (or the exact hour)
    bool certain = true;  // false where it falls in or crosses a year without data
    int remaining = 0;    // in the limit's unit; 0 = the last day (hour); negative exactly when overdue
};
// Empty while the clock has not started. While paused: the deadline if resumed at `now`.
// Days of a pause do not count: the pause's first day counts if work was possible on it, its last does not (the day of
// resumption is not counted, as the start day is not). Hours are exact: they move by the time paused.
// `remaining` counts from `now`, or from when the clock was stopped.
[[nodiscard]] std::optional<Deadline> deadline(const WorkingCalendar& calendar, const Limit& limit,
                                               const LegalClock& clock, Time now);

}  // namespace hz::calendar
