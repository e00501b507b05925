// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "calendar/calendar.hpp"
#include "calendar/work_time.hpp"

namespace hz::calendar {

namespace {

using std::chrono::days;
using std::chrono::milliseconds;
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

double part(std::int64_t left, std::int64_t whole) {
    return whole <= 0 ? 0 : std::clamp(static_cast<double>(left) / static_cast<double>(whole), 0.0, 1.0);
}

Deadline day_deadline(const WorkingCalendar& calendar, const Limit& limit, const LegalClock& clock, Time now) {
    DayCount count{calendar, limit.unit, {}};
    for (const auto& pause : clock.pauses) {
        if (stops(pause, limit))
            count.pauses.emplace_back(calendar.local_date(pause.from), calendar.local_date(pause.to.value_or(now)));
    }
    const sys_days first{calendar.local_date(*clock.started)};
    const sys_days today{calendar.local_date(now)};
    const int whole = limit.number + extended_by(clock, limit);
    const sys_days last = count.add(first, whole);
    Deadline out{calendar.end_of(last), true, 0};
    out.certain = limit.unit == Unit::natural_day || calendar.has_years(first, last);
    if (now <= out.due) {
        out.remaining = count.between(today, last);
    } else {
        out.remaining = -std::max(1, count.between(last, today));
    }
    out.left = part(out.remaining, whole);
    return out;
}

Deadline hour_deadline(const Limit& limit, const LegalClock& clock, Time now) {
    using std::chrono::hours;
    const milliseconds whole = hours{limit.number + extended_by(clock, limit)};
    Time due = *clock.started + whole;
    for (const auto& pause : clock.pauses) {
        if (!stops(pause, limit)) continue;
        if (pause.from >= due) break;  // already past when paused
        due += std::max(pause.to.value_or(now) - pause.from, milliseconds{0});
    }
    Deadline out{due, true, static_cast<int>(std::chrono::floor<hours>(due - now).count())};
    out.left = part((due - now).count(), whole.count());
    return out;
}

Deadline work_deadline(const WorkingCalendar& calendar, const Limit& limit, const LegalClock& clock, Time now) {
    using std::chrono::hours;
    WorkTime work{calendar, calendar.find_shifts(limit.shifts), {}};
    for (const auto& pause : clock.pauses)
        if (stops(pause, limit)) work.pauses.emplace_back(pause.from, pause.to.value_or(now));
    const milliseconds whole = hours{limit.number + extended_by(clock, limit)};
    const auto end = work.add(*clock.started, whole);
    Deadline out{end.at, true, 0};
    out.certain = end.reached && work.shifts != nullptr &&
                  calendar.has_years(calendar.local_date(*clock.started), calendar.local_date(end.at));
    const bool late = now > out.due;
    const milliseconds away = late ? work.between(out.due, now) : work.between(now, out.due);
    const auto full = static_cast<int>(std::chrono::floor<hours>(away).count());
    const bool whole_hours = hours{full} == away;
    out.remaining = late ? -std::max(1, whole_hours ? full : full + 1) : full;
    out.left = late ? 0 : part(away.count(), whole.count());
    return out;
}

}  // namespace

std::optional<Deadline> deadline(const WorkingCalendar& calendar, const Limit& limit, const LegalClock& clock,
                                 Time now) {
    if (!clock.started) return std::nullopt;
    if (clock.stopped) now = std::min(now, *clock.stopped);
    if (limit.unit == Unit::hour) return hour_deadline(limit, clock, now);
    if (limit.unit == Unit::working_hour) return work_deadline(calendar, limit, clock, now);
    return day_deadline(calendar, limit, clock, now);
}

std::optional<Recomputed> recompute(const WorkingCalendar& before, const WorkingCalendar& after, const Limit& limit,
                                    const LegalClock& clock, Time now) {
    if (!clock.started || clock.stopped) return std::nullopt;
    return Recomputed{*deadline(before, limit, clock, now), *deadline(after, limit, clock, now)};
}

}  // namespace hz::calendar
