// SPDX-License-Identifier: Apache-2.0
#include "rules/temporal.hpp"

#include <algorithm>

#include "rules/zone.hpp"

namespace hz::rules {

namespace {

Date unchecked(std::int64_t year, std::int64_t month, std::int64_t day) {
    return {static_cast<std::int32_t>(year), static_cast<std::int16_t>(month), static_cast<std::int16_t>(day)};
}

// Whole seconds towards the past.
std::int64_t seconds_of(Nanos nanos) {
    Nanos out = nanos / nanos_per_second;
    if (nanos % nanos_per_second < 0) --out;
    return static_cast<std::int64_t>(out);
}

Nanos local_nanos(const DateTime& value) {
    return static_cast<Nanos>(day_number(value.date)) * nanos_per_day + value.time.nanos;
}

std::optional<DateTime> from_local(Nanos total, TimeOfDay like) {
    Nanos days = total / nanos_per_day, rest = total % nanos_per_day;
    if (rest < 0) rest += nanos_per_day, --days;
    constexpr Nanos limit = static_cast<Nanos>(max_year) * 366;
    if (days > limit || days < -limit) return std::nullopt;
    const auto date = date_of(static_cast<std::int64_t>(days));
    if (date.year > max_year || date.year < -max_year) return std::nullopt;
    like.nanos = static_cast<std::int64_t>(rest);
    return DateTime{date, like};
}

}  // namespace

std::optional<Date> Date::make(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (year < -max_year || year > max_year || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, static_cast<int>(month)))
        return std::nullopt;
    return unchecked(year, month, day);
}

DateTime moment(const Date& date, const TimeOfDay& time) {
    DateTime out{date, time};
    if (time.zone) out.time.offset = offset_at_local(time.zone, seconds_of(local_nanos(out)));
    return out;
}

int days_in_month(std::int64_t year, int month) {
    if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Howard Hinnant, "chrono-compatible low-level date algorithms": eras of 400 years starting in March.
std::int64_t day_number(const Date& date) {
    const std::int64_t y = std::int64_t{date.year} - (date.month <= 2);
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
    return unchecked(year + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) / 5 + 1);
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
    return local_nanos(value) - static_cast<Nanos>(value.time.has_offset() ? value.time.offset : 0) * nanos_per_second;
}

std::optional<std::strong_ordering> compare(const DateTime& a, const DateTime& b) {
    if (a.time.has_offset() != b.time.has_offset()) return std::nullopt;
    return seconds_of(instant(a)) <=> seconds_of(instant(b));
}

std::optional<std::strong_ordering> compare(const TimeOfDay& a, const TimeOfDay& b) {
    if (a.zone != b.zone) return std::nullopt;
    return compare(DateTime{{}, a}, DateTime{{}, b});
}

std::optional<Date> add(const Date& date, YearsDuration by) {
    std::int64_t months = 0;
    if (__builtin_add_overflow(std::int64_t{date.year} * 12 + date.month - 1, by.months, &months)) return std::nullopt;
    const auto month = (months % 12 + 12) % 12;
    const auto year = (months - month) / 12;
    if (year < -max_year || year > max_year) return std::nullopt;
    return unchecked(year, month + 1, std::min<int>(date.day, days_in_month(year, static_cast<int>(month) + 1)));
}

std::optional<DateTime> add(const DateTime& value, YearsDuration by) {
    const auto date = add(value.date, by);
    if (!date) return std::nullopt;
    return moment(*date, value.time);
}

std::optional<DateTime> add(const DateTime& value, DaysDuration by) {
    auto time = value.time;
    Nanos total = local_nanos(value) + by.nanos;
    if (time.zone) {
        constexpr Nanos limit = static_cast<Nanos>(max_year) * 366 * nanos_per_day;
        const Nanos at = instant(value) + by.nanos;
        if (at > limit || at < -limit) return std::nullopt;
        time.offset = offset_at(time.zone, seconds_of(at));
        total = at + static_cast<Nanos>(time.offset) * nanos_per_second;
    }
    return from_local(total, time);
}

TimeOfDay add(const TimeOfDay& value, DaysDuration by) {
    const Nanos rest = (value.nanos + by.nanos % nanos_per_day + nanos_per_day) % nanos_per_day;
    return {static_cast<std::int64_t>(rest), value.offset, value.zone};
}

YearsDuration months_between(const Date& a, const Date& b) {
    if (b < a) return {-months_between(b, a).months};
    const auto months = (std::int64_t{b.year} - a.year) * 12 + b.month - a.month;
    return {b.day < a.day ? months - 1 : months};
}

}  // namespace hz::rules
