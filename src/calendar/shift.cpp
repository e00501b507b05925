// SPDX-License-Identifier: Apache-2.0
#include "calendar/shift.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "calendar/date_text.hpp"
#include "calendar/errors.hpp"

namespace hz::calendar {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
constexpr std::size_t max_intervals = 24;
constexpr std::size_t max_exceptions = 1'000;
constexpr int max_exception_days = 400;
constexpr std::size_t max_code = 64;
constexpr std::size_t max_calendars = 100;
constexpr int min_week_minutes = 60;  // less, and a limit of a few hours would end in another century

using Findings = std::vector<FieldError>;

// Day 0 (1970-01-01) was a Thursday.
std::size_t weekday(sys_days day) {
    return static_cast<std::size_t>(((day.time_since_epoch().count() + 3) % 7 + 7) % 7);
}

std::optional<int> minute(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t at : {0U, 1U, 3U, 4U})
        if (text[at] < '0' || text[at] > '9') return std::nullopt;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int rest = (text[3] - '0') * 10 + (text[4] - '0');
    if (rest > 59 || hour * 60 + rest > 24 * 60) return std::nullopt;
    return hour * 60 + rest;
}

Intervals read_intervals(const Json& value, const std::string& at, Findings& out) {
    Intervals intervals;
    if (!value.is_array()) {
        out.push_back({at, &hz::errors::wrong_type, {{"expected", "list"}}});
        return intervals;
    }
    if (value.as_array().size() > max_intervals) {
        out.push_back({at, &errors::too_many, {{"limit", std::to_string(max_intervals)}}});
        return intervals;
    }
    std::size_t index = 0;
    for (const Json& entry : value.as_array()) {
        const auto place = at + "/" + std::to_string(index++);
        const std::string_view text = entry.is_string() ? std::string_view(entry.as_string()) : "";
        const auto interval = interval_from_text(text);
        if (!interval) {
            out.push_back({place, &errors::not_an_interval, {{"value", std::string(prefix(text, 20))}}});
        } else if (!intervals.empty() && interval->from < intervals.back().until) {
            out.push_back({place, &errors::intervals_order, {}});
        } else {
            intervals.push_back(*interval);
        }
    }
    return intervals;
}

std::optional<sys_days> read_date(const Json& value, std::string_view key, const std::string& at, Findings& out) {
    const auto date = date_from_text(get_text(value, key));
    if (date) return sys_days{*date};
    out.push_back(
        {at + "/" + std::string(key), &errors::not_a_date, {{"value", std::string(prefix(get_text(value, key), 20))}}});
    return std::nullopt;
}

void read_exception(const Json& value, const std::string& at, std::map<sys_days, Intervals>& exceptions,
                    Findings& out) {
    const bool one = hz::find(value, "date") != nullptr;
    const auto first = read_date(value, one ? "date" : "from", at, out);
    const auto last = one ? first : read_date(value, "to", at, out);
    const Json* hours = hz::find(value, "hours");
    if (hours == nullptr) out.push_back({at + "/hours", &hz::errors::missing, {}});
    const auto intervals = hours == nullptr ? Intervals{} : read_intervals(*hours, at + "/hours", out);
    if (!first || !last) return;
    if (*last < *first || *last - *first > days{max_exception_days}) {
        out.push_back({at + "/to", &errors::out_of_range, {{"low", "from"}, {"high", "from + 400"}}});
        return;
    }
    for (sys_days day = *first; day <= *last; day += days{1}) {
        if (!exceptions.emplace(day, intervals).second) {
            out.push_back({at, &errors::repeated_day, {{"value", date_text(day)}}});
            return;
        }
    }
}

void read_week(const Json& value, std::array<Intervals, 7>& week, Findings& out) {
    const Json* found = hz::find(value, "week");
    if (found == nullptr || !found->is_object()) {
        out.push_back(
            {"/week", found == nullptr ? &hz::errors::missing : &hz::errors::wrong_type, {{"expected", "map"}}});
        return;
    }
    int minutes = 0;
    for (const auto& entry : found->as_object()) {
        const auto path = "/week/" + std::string(prefix(entry.key(), 20));
        const auto at = std::find(weekdays.begin(), weekdays.end(), std::string_view(entry.key()));
        if (at == weekdays.end()) {
            out.push_back({path, &hz::errors::unknown_field, {{"name", std::string(prefix(entry.key(), 20))}}});
            continue;
        }
        auto& intervals = week[static_cast<std::size_t>(at - weekdays.begin())];
        intervals = read_intervals(entry.value(), path, out);
        for (const auto& interval : intervals) minutes += interval.until - interval.from;
    }
    if (out.empty() && minutes < min_week_minutes)
        out.push_back({"/week", &errors::hardly_open, {{"minutes", std::to_string(min_week_minutes)}}});
}

}  // namespace

std::optional<Interval> interval_from_text(std::string_view text) {
    if (text.size() != 11 || text[5] != '-') return std::nullopt;
    const auto from = minute(text.substr(0, 5));
    const auto until = minute(text.substr(6));
    if (!from || !until || *from >= *until) return std::nullopt;
    return Interval{*from, *until};
}

Result<ShiftCalendar> ShiftCalendar::from_json(const Json& value) {
    Findings findings;
    if (!value.is_object()) findings.push_back({"", &hz::errors::wrong_type, {{"expected", "object"}}});
    ShiftCalendar made;
    made.code_ = get_text(value, "code");
    if (made.code_.empty()) findings.push_back({"/code", &hz::errors::missing, {}});
    if (length(made.code_) > max_code)
        findings.push_back({"/code", &hz::errors::too_long, {{"limit", std::to_string(max_code)}}});
    read_week(value, made.week_, findings);
    const auto holidays = get_text(value, "holidays", "closed");
    if (holidays != "closed" && holidays != "open") {
        findings.push_back({"/holidays",
                            &errors::unknown_choice,
                            {{"value", std::string(prefix(holidays, 20))}, {"choices", "closed, open"}}});
    }
    made.open_on_holidays_ = holidays == "open";
    const Json* made_up = hz::find(value, "made_up_day");
    made.made_up_ = made_up == nullptr ? made.week_[0] : read_intervals(*made_up, "/made_up_day", findings);
    const JsonArray& exceptions = get_array(value, "exceptions");
    if (exceptions.size() > max_exceptions)
        findings.push_back({"/exceptions", &errors::too_many, {{"limit", std::to_string(max_exceptions)}}});
    for (std::size_t i = 0; i < std::min(exceptions.size(), max_exceptions); ++i)
        read_exception(exceptions[i], "/exceptions/" + std::to_string(i), made.exceptions_, findings);
    if (!findings.empty()) return refuse_fields(errors::invalid_shifts, std::move(findings));
    return made;
}

const Intervals& ShiftCalendar::hours(sys_days day, DayKind kind) const {
    static const Intervals closed;
    if (const auto found = exceptions_.find(day); found != exceptions_.end()) return found->second;
    if (kind == DayKind::made_up) return made_up_;
    if (kind == DayKind::holiday && !open_on_holidays_) return closed;
    return week_[weekday(day)];
}

Result<ShiftCalendars> shifts_from_json(const Json& list) {
    Findings findings;
    ShiftCalendars out;
    if (!list.is_array())
        findings.push_back({"", &hz::errors::wrong_type, {{"expected", "list"}}});
    else if (list.as_array().size() > max_calendars)
        findings.push_back({"", &errors::too_many, {{"limit", std::to_string(max_calendars)}}});
    if (!findings.empty()) return refuse_fields(errors::invalid_shifts, std::move(findings));
    std::size_t index = 0;
    for (const Json& entry : list.as_array()) {
        const auto at = "/" + std::to_string(index++);
        auto made = ShiftCalendar::from_json(entry);
        if (made) {
            const std::string code = made->code();
            if (!out.emplace(code, std::move(*made)).second)
                findings.push_back({at + "/code", &errors::repeated_limit, {{"code", code}}});
            continue;
        }
        for (auto& field : made.error().fields) {
            field.path = at + field.path;
            findings.push_back(field);
        }
    }
    if (!findings.empty()) return refuse_fields(errors::invalid_shifts, std::move(findings));
    return out;
}

}  // namespace hz::calendar
