// SPDX-License-Identifier: Apache-2.0
#include "calendar/calendar.hpp"

#include <date/tz.h>

#include "base/check.hpp"

namespace hz::calendar {

using std::chrono::days;
using std::chrono::sys_days;

namespace {

// Monday to Friday. Day 0 (1970-01-01) was a Thursday.
bool is_weekday(sys_days day) {
    const auto weekday = ((day.time_since_epoch().count() + 3) % 7 + 7) % 7;  // Monday = 0
    return weekday < 5;
}

// Mondays to Fridays from the beginning of time up to and including `day`; only differences mean anything.
std::int64_t weekdays_until(sys_days day) {
    const std::int64_t n = day.time_since_epoch().count() + 3;  // since Monday 1969-12-29
    const std::int64_t weeks = n >= 0 ? n / 7 : -((-n + 6) / 7);
    const std::int64_t rest = n - weeks * 7;
    return weeks * 5 + std::min<std::int64_t>(rest + 1, 5);
}

date::local_days to_local(Date day) { return date::local_days{sys_days{day}.time_since_epoch()}; }

}  // namespace

bool WorkingCalendar::is_working_day(Date day) const {
    const sys_days at{day};
    const auto found = exceptions_.find(at);
    return found == exceptions_.end() ? is_weekday(at) : !found->second.first;
}

bool WorkingCalendar::has_year(int year) const { return years_.contains(year); }

bool WorkingCalendar::has_years(Date from, Date to) const {
    for (int year = static_cast<int>(from.year()); year <= static_cast<int>(to.year()); ++year) {
        if (!has_year(year)) return false;
    }
    return true;
}

std::string WorkingCalendar::day_name(Date day) const {
    const auto found = exceptions_.find(sys_days{day});
    return found == exceptions_.end() ? std::string{} : found->second.second;
}

Date WorkingCalendar::add_working_days(Date day, int n) const {
    check(n >= 0, "a negative number of working days");
    sys_days at{day};
    while (n > 0) {
        at += days{1};
        if (is_working_day(at)) --n;
    }
    return at;
}

int WorkingCalendar::working_days_between(Date from, Date to) const {
    const sys_days low{from};
    const sys_days high{to};
    if (high < low) return -working_days_between(to, from);
    std::int64_t count = weekdays_until(high) - weekdays_until(low);
    for (auto it = exceptions_.upper_bound(low); it != exceptions_.end() && it->first <= high; ++it) {
        const bool off = it->second.first;
        if (off && is_weekday(it->first)) --count;
        if (!off && !is_weekday(it->first)) ++count;
    }
    return static_cast<int>(count);
}

Date WorkingCalendar::local_date(Time t) const {
    const auto shifted = t + std::chrono::minutes{offset_minutes(t)};
    return Date{std::chrono::floor<days>(shifted)};
}

Time WorkingCalendar::start_of(Date day) const {
    if (rules_ == nullptr) return Time{sys_days{day}};
    // Where the clock jumps over midnight the day begins at the jump; where midnight comes twice, at the first.
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        rules_->to_sys(to_local(day), date::choose::earliest));
}

Time WorkingCalendar::end_of(Date day) const {
    return start_of(Date{sys_days{day} + days{1}}) - std::chrono::milliseconds{1};
}

int WorkingCalendar::offset_minutes(Time t) const {
    if (rules_ == nullptr) return 0;
    const auto offset = rules_->get_info(std::chrono::floor<std::chrono::seconds>(t)).offset;
    return static_cast<int>(std::chrono::floor<std::chrono::minutes>(offset).count());
}

const std::string& WorkingCalendar::zone() const { return zone_; }

Time WorkingCalendar::at(Date day, int minute) const {
    const std::chrono::minutes since{minute};
    if (rules_ == nullptr) return Time{sys_days{day} + since};
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        rules_->to_sys(to_local(day) + since, date::choose::earliest));
}

DayKind WorkingCalendar::kind(Date day) const {
    const auto found = exceptions_.find(sys_days{day});
    if (found == exceptions_.end()) return DayKind::ordinary;
    if (found->second.first) return DayKind::holiday;
    return is_weekday(sys_days{day}) ? DayKind::ordinary : DayKind::made_up;
}

const ShiftCalendar* WorkingCalendar::find_shifts(std::string_view code) const {
    const auto found = shifts_.find(code.empty() ? "default" : code);
    return found == shifts_.end() ? nullptr : &found->second;
}

}  // namespace hz::calendar
