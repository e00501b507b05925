// SPDX-License-Identifier: Apache-2.0
// Calendar values of FEEL (ISO 8601, proleptic Gregorian). Plain values; no clock. Zones by name: zone.hpp.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hz::rules {

__extension__ typedef __int128 Nanos;  // nanoseconds; 64 bits would end after 292 years

struct Date {
    std::int32_t year = 1970;  // -999999999..999999999
    std::int16_t month = 1;
    std::int16_t day = 1;
    // Empty where there is no such day.
    [[nodiscard]] static std::optional<Date> make(std::int64_t year, std::int64_t month, std::int64_t day);
    auto operator<=>(const Date&) const = default;
};

inline constexpr std::int32_t no_offset = INT32_MIN;

struct TimeOfDay {
    std::int64_t nanos = 0;           // since midnight
    std::int32_t offset = no_offset;  // seconds east of UTC; none: local time, or (without a date) a zone by name
    std::uint32_t zone = 0;           // by name, see zone.hpp; 0: none
    [[nodiscard]] bool has_offset() const { return offset != no_offset; }
    bool operator==(const TimeOfDay&) const = default;
};

// With a zone by name the offset is that of the zone then: build it with moment().
struct DateTime {
    Date date{};
    TimeOfDay time{};
    bool operator==(const DateTime&) const = default;
};

struct __attribute__((packed, aligned(8))) DaysDuration {  // packed: it lives in a Value, which is aligned to 8
    Nanos nanos = 0;
};
inline bool operator==(DaysDuration a, DaysDuration b) { return Nanos(a.nanos) == Nanos(b.nanos); }

struct YearsDuration {
    std::int64_t months = 0;
    auto operator<=>(const YearsDuration&) const = default;
};

inline constexpr std::int64_t nanos_per_second = 1'000'000'000;
inline constexpr std::int64_t nanos_per_day = 86'400 * nanos_per_second;
inline constexpr std::int64_t max_year = 999'999'999;

// Empty where the text is not exactly such a value, or no such day exists.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
[[nodiscard]] std::optional<TimeOfDay> parse_time(std::string_view text);
[[nodiscard]] std::optional<DateTime> parse_date_time(std::string_view text);  // a date alone means midnight
[[nodiscard]] std::optional<DaysDuration> parse_days_duration(std::string_view text);
[[nodiscard]] std::optional<YearsDuration> parse_years_duration(std::string_view text);

[[nodiscard]] std::string to_text(const Date& value);
[[nodiscard]] std::string to_text(const TimeOfDay& value);
[[nodiscard]] std::string to_text(const DateTime& value);
[[nodiscard]] std::string to_text(const DaysDuration& value);
[[nodiscard]] std::string to_text(const YearsDuration& value);

[[nodiscard]] std::int64_t day_number(const Date& date);  // 1970-01-01 is 0
[[nodiscard]] Date date_of(std::int64_t day_number);
[[nodiscard]] int weekday(const Date& date);       // Monday 1 .. Sunday 7
[[nodiscard]] int day_of_year(const Date& date);   // from 1
[[nodiscard]] int week_of_year(const Date& date);  // ISO 8601
[[nodiscard]] int days_in_month(std::int64_t year, int month);

// The offset is found where the time has a zone by name: in a gap that before it, in an overlap the earlier moment.
[[nodiscard]] DateTime moment(const Date& date, const TimeOfDay& time);

// Nanoseconds since 1970, by the offset where there is one, else as if at UTC.
[[nodiscard]] Nanos instant(const DateTime& value);
// Order of two values, by whole seconds as the standard's values have it; empty where one has an offset and the other
// not, or two times have different zones.
[[nodiscard]] std::optional<std::strong_ordering> compare(const DateTime& a, const DateTime& b);
[[nodiscard]] std::optional<std::strong_ordering> compare(const TimeOfDay& a, const TimeOfDay& b);

// Adding months keeps the day, or takes the last of the month. Empty outside the range of years.
[[nodiscard]] std::optional<Date> add(const Date& date, YearsDuration by);
[[nodiscard]] std::optional<DateTime> add(const DateTime& value, YearsDuration by);
[[nodiscard]] std::optional<DateTime> add(const DateTime& value, DaysDuration by);  // on the line of time
[[nodiscard]] TimeOfDay add(const TimeOfDay& value, DaysDuration by);               // around midnight
// Whole months from `a` to `b`.
[[nodiscard]] YearsDuration months_between(const Date& a, const Date& b);

}  // namespace hz::rules
