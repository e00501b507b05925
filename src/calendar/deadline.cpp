// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "calendar/calendar.hpp"

namespace hz::calendar {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using Span = std::pair<sys_days, sys_days>;  // days after the first up to and including the second do not count

// One count of days under one clock: which days count, and how many of them.
struct DayCount {
    const WorkingCalendar& calendar;
    Unit unit;
    std::vector<Span> pauses;

    [[nodiscard]] bool counts(sys_days day) const {
        const auto inside = [day](const Span& span) { return span.first < day && day <= span.second; };
        if (std::ranges::any_of(pauses, inside)) return false;
        return unit == Unit::natural_day || calendar.is_working_day(day);
    }
    [[nodiscard]] sys_days add(sys_days day, int n) const {
        while (n > 0) {
            day += days{1};
            if (counts(day)) --n;
        }
        return day;
    }
    [[nodiscard]] int between(sys_days from, sys_days to) const {
        int n = 0;
        for (sys_days day = from; day < to;) {
            day += days{1};
            if (counts(day)) ++n;
        }
        return n;
    }
};

Deadline day_deadline(const WorkingCalendar& calendar, const Limit& limit, const LegalClock& clock, Time now) {
    DayCount count{calendar, limit.unit, {}};
    for (const auto& pause : clock.pauses) {
        count.pauses.emplace_back(calendar.local_date(pause.from), calendar.local_date(pause.to.value_or(now)));
    }
    const sys_days first{calendar.local_date(*clock.started)};
    const sys_days today{calendar.local_date(now)};
    const sys_days last = count.add(first, limit.number + clock.extension);
    Deadline out{calendar.end_of(last), true, 0};
    out.certain = limit.unit == Unit::natural_day || calendar.has_years(first, last);
    if (now <= out.due) {
        out.remaining = count.between(today, last);
    } else {
        out.remaining = -std::max(1, count.between(last, today));
    }
    return out;
}

Deadline hour_deadline(const Limit& limit, const LegalClock& clock, Time now) {
    using std::chrono::hours;
    Time due = *clock.started + hours{limit.number + clock.extension};
    for (const auto& pause : clock.pauses) {
        if (pause.from >= due) break;  // already past when paused
        due += std::max(pause.to.value_or(now) - pause.from, std::chrono::milliseconds{0});
    }
    return {due, true, static_cast<int>(std::chrono::floor<hours>(due - now).count())};
}

}  // namespace

std::optional<Deadline> deadline(const WorkingCalendar& calendar, const Limit& limit, const LegalClock& clock,
                                 Time now) {
    if (!clock.started) return std::nullopt;
    if (clock.stopped) now = std::min(now, *clock.stopped);
    return limit.unit == Unit::hour ? hour_deadline(limit, clock, now) : day_deadline(calendar, limit, clock, now);
}

}  // namespace hz::calendar
