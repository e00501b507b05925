// SPDX-License-Identifier: Apache-2.0
#include "rules/temporal.hpp"

#include <algorithm>

namespace hz::rules {

bool is_valid(const Date& date) {
    return date.year >= -max_year && date.year <= max_year && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= days_in_month(date.year, date.month);
}

int days_in_month(std::int64_t year, int month) {
    if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Howard Hinnant, "chrono-compatible low-level date algorithms": eras of 400 years starting in March.
std::int64_t day_number(const Date& date) {
    const std::int64_t y = date.year - (date.month <= 2);
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t year_of_era = y - era * 400;
    const std::int64_t day_of_era_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_era_year;
    return era * 146097 + day_of_era - 719468;
}

Date date_of(std::int64_t number) {
    number += 719468;
    const std::int64_t era = (number >= 0 ? number : number - 146096) / 146097;
    const std::int64_t day = number - era * 146097;
    const std::int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    const std::int64_t day_of_year = day - (365 * year + year / 4 - year / 100);
    const std::int64_t shifted = (5 * day_of_year + 2) / 153;
    const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
    return {year + era * 400 + (month <= 2), month, static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1)};
}

int weekday(const Date& date) {
    const auto since_monday = (day_number(date) + 3) % 7;  // 1970-01-01 was a Thursday
    return static_cast<int>(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

int day_of_year(const Date& date) { return static_cast<int>(day_number(date) - day_number({date.year, 1, 1})) + 1; }

int week_of_year(const Date& date) {
    // The week belongs to the year of its Thursday.
    const auto thursday = date_of(day_number(date) + 4 - weekday(date));
    return (day_of_year(thursday) - 1) / 7 + 1;
}

Nanos instant(const DateTime& value) {
    const Nanos local = static_cast<Nanos>(day_number(value.date)) * nanos_per_day + value.time.nanos;
    return local - static_cast<Nanos>(value.time.offset_seconds.value_or(0)) * nanos_per_second;
}

std::optional<std::strong_ordering> compare(const DateTime& a, const DateTime& b) {
    if (a.time.offset_seconds.has_value() != b.time.offset_seconds.has_value()) return std::nullopt;
    const auto x = instant(a), y = instant(b);
    return x < y ? std::strong_ordering::less : x > y ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::optional<std::strong_ordering> compare(const TimeOfDay& a, const TimeOfDay& b) {
    return compare(DateTime{{}, a}, DateTime{{}, b});
}

std::optional<Date> add(const Date& date, YearsDuration by) {
    std::int64_t months = 0;
    if (__builtin_add_overflow(date.year * 12 + date.month - 1, by.months, &months)) return std::nullopt;
    const auto month = (months % 12 + 12) % 12;
    Date out{(months - month) / 12, static_cast<int>(month) + 1, date.day};
    if (out.year < -max_year || out.year > max_year) return std::nullopt;
    out.day = std::min(out.day, days_in_month(out.year, out.month));
    return out;
}

std::optional<DateTime> add(const DateTime& value, YearsDuration by) {
    const auto date = add(value.date, by);
    if (!date) return std::nullopt;
    return DateTime{*date, value.time};
}

std::optional<DateTime> add(const DateTime& value, DaysDuration by) {
    Nanos total = static_cast<Nanos>(day_number(value.date)) * nanos_per_day + value.time.nanos + by.nanos;
    Nanos days = total / nanos_per_day, rest = total % nanos_per_day;
    if (rest < 0) rest += nanos_per_day, --days;
    constexpr Nanos limit = static_cast<Nanos>(max_year) * 366;
    if (days > limit || days < -limit) return std::nullopt;
    const auto date = date_of(static_cast<std::int64_t>(days));
    if (!is_valid(date)) return std::nullopt;
    return DateTime{date, {static_cast<std::int64_t>(rest), value.time.offset_seconds}};
}

TimeOfDay add(const TimeOfDay& value, DaysDuration by) {
    const Nanos rest = (value.nanos + by.nanos % nanos_per_day + nanos_per_day) % nanos_per_day;
    return {static_cast<std::int64_t>(rest), value.offset_seconds};
}

YearsDuration months_between(const Date& a, const Date& b) {
    if (b < a) return {-months_between(b, a).months};
    const auto months = (b.year - a.year) * 12 + b.month - a.month;
    return {b.day < a.day ? months - 1 : months};
}

}  // namespace hz::rules
