// SPDX-License-Identifier: Apache-2.0
#include "calendar/work_time.hpp"

#include <algorithm>

namespace hz::calendar {

namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::sys_days;

constexpr int most_days = 200'000;
const Intervals whole_day{{0, 24 * 60}};
const Intervals none;

}  // namespace

template <class See>
bool WorkTime::each(sys_days day, Time from, const See& see) const {
    const Date date{day};
    const Intervals& hours = shifts != nullptr               ? shifts->hours(day, calendar.kind(date))
                             : calendar.is_working_day(date) ? whole_day
                                                             : none;
    for (const auto& interval : hours) {
        Time begin = std::max(from, calendar.at(date, interval.from));
        const Time end = calendar.at(date, interval.until);
        for (const auto& [pause_from, pause_to] : pauses) {
            if (pause_to <= begin) continue;
            if (pause_from >= end) break;
            if (pause_from > begin && !see(begin, pause_from)) return false;
            begin = std::max(begin, pause_to);
        }
        if (begin < end && !see(begin, end)) return false;
    }
    return true;
}

WorkTime::End WorkTime::add(Time from, milliseconds length) const {
    Time at = from;
    const auto spend = [&](Time begin, Time end) {
        if (end - begin < length) {
            length -= end - begin;
            return true;
        }
        at = begin + length;
        return false;
    };
    sys_days day{calendar.local_date(from)};
    for (int i = 0; i < most_days; ++i, day += days{1}) {
        if (!each(day, from, spend)) return {at, true};
    }
    return {calendar.end_of(day), false};
}

milliseconds WorkTime::between(Time from, Time to) const {
    milliseconds sum{0};
    const auto count = [&](Time begin, Time end) {
        if (begin >= to) return false;
        sum += std::min(end, to) - begin;
        return true;
    };
    const sys_days last{calendar.local_date(to)};
    for (sys_days day{calendar.local_date(from)}; day <= last; day += days{1}) {
        if (!each(day, from, count)) break;
    }
    return sum;
}

}  // namespace hz::calendar
