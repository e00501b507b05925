// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "rules/function/function.hpp"
#include "rules/machine.hpp"
#include "rules/zone.hpp"

namespace hz::rules {
namespace {

constexpr Why no_date{"没有这样的日期，应写作 2026-01-31", "there is no such date; write it as 2026-01-31"};
constexpr Why no_time{"没有这样的时间，应写作 08:30:00、08:30:00+08:00 或 08:30:00@Asia/Shanghai",
                      "there is no such time; write it as 08:30:00, 08:30:00+08:00 or 08:30:00@Asia/Shanghai"};
constexpr Why no_moment{"没有这样的日期和时间，应写作 2026-01-31T08:30:00",
                        "there is no such date and time; write it as 2026-01-31T08:30:00"};
constexpr Why no_duration{"不是期间，应写作 P3D、PT8H 或 P1Y6M", "it is no duration; write it as P3D, PT8H or P1Y6M"};

Value or_because(Call& call, Value value, Why why) { return value.is_null() ? call.because(why) : value; }

Value as_date(const Value& from) {
    if (const auto* text = from.if_string()) return parse_date(*text);
    if (const auto* at = from.if_date_time()) return at->date;
    return from.if_date() ? from : Value();
}

// Where all of the first `count` arguments are whole numbers.
std::optional<std::array<std::int64_t, 5>> wholes(Call& call, std::size_t count) {
    std::array<std::int64_t, 5> out{};
    for (std::size_t i = 0; i < count; ++i) {
        const auto one = call.whole(i);
        if (!one) return std::nullopt;
        out.at(i) = *one;
    }
    return out;
}

Value date(Call& call) { return or_because(call, as_date(call.at(0)), no_date); }
Value date_of_parts(Call& call) {
    const auto parts = wholes(call, 3);
    const auto out = parts ? Date::make((*parts)[0], (*parts)[1], (*parts)[2]) : std::nullopt;
    return out ? Value(*out) : call.because(no_date);
}

TimeOfDay time_of(const DateTime& at) {
    auto out = at.time;
    if (out.zone) out.offset = no_offset;  // without a date the zone has no offset
    return out;
}

Value time(Call& call) {
    const auto& from = call.at(0);
    if (const auto* text = from.if_string()) return or_because(call, parse_time(*text), no_time);
    if (const auto* at = from.if_date_time()) return time_of(*at);
    return from.if_date() ? Value(TimeOfDay{0, 0}) : from;
}

// Hour, minute, second from argument `first`, the last with a fraction.
std::optional<TimeOfDay> time_at(Call& call, std::size_t first) {
    const auto hour = call.whole(first), minute = call.whole(first + 1);
    const auto& second = call.number(first + 2);
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59 || second < Number{0} ||
        second >= Number{60})
        return std::nullopt;
    const auto nanos = second.multiply(Number{nanos_per_second});
    const auto cut = nanos ? nanos->round(0, Rounding::down) : std::nullopt;
    if (!cut || !cut->to_int()) return std::nullopt;
    return TimeOfDay{(*hour * 3600 + *minute * 60) * nanos_per_second + *cut->to_int()};
}

// The offset (a duration of at most 18 hours) or zone (a name); false where it is neither.
bool put_offset(TimeOfDay& out, const Value& where) {
    if (const auto* name = where.if_string()) return (out.zone = find_zone(*name)) != 0;
    const auto* by = where.if_days();
    if (!by) return where.is_null();
    constexpr Nanos most = Nanos{18 * 3600} * nanos_per_second;
    if (by->nanos % nanos_per_second != 0 || by->nanos > most || by->nanos < -most) return false;
    out.offset = static_cast<std::int32_t>(by->nanos / nanos_per_second);
    return true;
}

Value time_of_parts(Call& call) {
    auto out = time_at(call, 0);
    return out && put_offset(*out, call.at(3)) ? Value(*out) : call.because(no_time);
}

Value date_and_time(Call& call) {
    const auto& from = call.at(0);
    if (const auto* text = from.if_string()) return or_because(call, parse_date_time(*text), no_moment);
    return from.if_date() ? Value(DateTime{*from.if_date(), {0, 0}}) : from;
}
Value date_and_time_of_both(Call& call) { return moment(*as_date(call.at(0)).if_date(), *call.at(1).if_time()); }
Value date_and_time_of_parts(Call& call) {
    const auto parts = wholes(call, 3);
    const auto day = parts ? Date::make((*parts)[0], (*parts)[1], (*parts)[2]) : std::nullopt;
    auto clock = time_at(call, 3);
    return day && clock && put_offset(*clock, call.at(6)) ? Value(moment(*day, *clock)) : call.because(no_moment);
}

Value duration(Call& call) {
    const auto* text = call.at(0).if_string();
    if (!text) return call.at(0);
    if (const auto years = parse_years_duration(*text)) return *years;
    return or_because(call, parse_days_duration(*text), no_duration);
}

Value years_and_months_duration(Call& call) {
    return months_between(*as_date(call.at(0)).if_date(), *as_date(call.at(1)).if_date());
}

// The caller says what day it is, as a date or its text; without it there is none.
constexpr Why no_clock{"没有告知现在的时间", "the present time was not given"};
Value today(Call& call) { return or_because(call, as_date(call.at(0)), no_clock); }
Value now(Call& call) {
    if (const auto* text = call.at(0).if_string()) return or_because(call, parse_date_time(*text), no_clock);
    return call.at(0).if_date_time() ? call.at(0) : call.because(no_clock);
}

// The same in every part: two moments with different offsets are not, though they may be equal.
Value is_same(Call& call) {
    const auto &a = call.at(0), &b = call.at(1);
    if (a.kind() != b.kind()) return false;
    if (a.if_time()) return *a.if_time() == *b.if_time();
    if (a.if_date_time()) return *a.if_date_time() == *b.if_date_time();
    return equal(a, b) == true;
}

constexpr std::array table{
    BuiltIn{"date", "from: string|day", date},
    BuiltIn{"date", "year: number, month: number, day: number", date_of_parts},
    BuiltIn{"time", "from: string|time|day", time},
    BuiltIn{"time", "hour: number, minute: number, second: number, offset?: days", time_of_parts},
    BuiltIn{"date and time", "from: string|day", date_and_time},
    BuiltIn{"date and time", "date: day, time: time", date_and_time_of_both},
    BuiltIn{"date and time",
            "year: number, month: number, day: number, hour: number, minute: number, second: number, offset?: days",
            date_and_time_of_parts},
    BuiltIn{"date and time",
            "year: number, month: number, day: number, hour: number, minute: number, second: number, timezone: string",
            date_and_time_of_parts},
    BuiltIn{"duration", "from: string|days|years", duration},
    BuiltIn{"years and months duration", "from: day, to: day", years_and_months_duration},
    BuiltIn{"today", "today?: any", today},
    BuiltIn{"now", "now?: any", now},
    BuiltIn{"is", "value1: any, value2: any", is_same},
};

}  // namespace

Value read_temporal(std::string_view text) {
    if (const auto value = parse_date(text)) return *value;
    if (const auto value = parse_date_time(text)) return *value;
    if (const auto value = parse_time(text)) return *value;
    if (const auto value = parse_years_duration(text)) return *value;
    return parse_days_duration(text);
}

std::span<const BuiltIn> temporal_functions() { return table; }

}  // namespace hz::rules
