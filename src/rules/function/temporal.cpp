// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "rules/function/function.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

std::optional<std::int64_t> whole(const Value& value) {
    return value.if_number() ? value.if_number()->to_int() : std::nullopt;
}

Value as_date(const Value& from) {
    if (const auto* text = from.if_string()) return parse_date(*text);
    if (const auto* moment = from.if_date_time()) return moment->date;
    return from.if_date() ? from : Value();
}

Value date(Call& call) {
    if (call.args.size() == 1) return as_date(call.at(0));
    const auto year = whole(call.at(0)), month = whole(call.at(1)), day = whole(call.at(2));
    if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return {};
    const Date out{*year, static_cast<int>(*month), static_cast<int>(*day)};
    return is_valid(out) ? Value(out) : Value();
}

Value time(Call& call) {
    const auto& from = call.at(0);
    if (call.args.size() == 1) {
        if (const auto* text = from.if_string()) return parse_time(*text);
        if (const auto* moment = from.if_date_time()) return moment->time;
        if (from.if_date()) return TimeOfDay{0, 0};
        return from.if_time() ? from : Value();
    }
    const auto hour = whole(from), minute = whole(call.at(1));
    const auto* second = call.at(2).if_number();
    if (!hour || !minute || !second || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59 || *second < Number{0} ||
        *second >= Number{60})
        return {};
    const auto nanos = second->multiply(Number{nanos_per_second});
    const auto cut = nanos ? nanos->round(0, Rounding::down) : std::nullopt;
    if (!cut || !cut->to_int()) return {};
    TimeOfDay out{(*hour * 3600 + *minute * 60) * nanos_per_second + *cut->to_int(), {}};
    if (!call.at(3).is_null()) {
        const auto* offset = call.at(3).if_days();
        if (!offset || offset->nanos % nanos_per_second || offset->nanos > Nanos{18 * 3600} * nanos_per_second ||
            offset->nanos < Nanos{-18 * 3600} * nanos_per_second)
            return {};
        out.offset_seconds = static_cast<int>(offset->nanos / nanos_per_second);
    }
    return out;
}

Value date_and_time(Call& call) {
    const auto& from = call.at(0);
    if (call.args.size() == 1) {
        if (const auto* text = from.if_string()) return parse_date_time(*text);
        if (const auto* day = from.if_date()) return DateTime{*day, {}};
        return from.if_date_time() ? from : Value();
    }
    const auto day = from.if_string() ? Value() : as_date(from);
    const auto* clock = call.at(1).if_time();
    return day.if_date() && clock ? Value(DateTime{*day.if_date(), *clock}) : Value();
}

Value duration(Call& call) {
    const auto* text = call.at(0).if_string();
    if (!text) return call.at(0).if_days() || call.at(0).if_years() ? call.at(0) : Value();
    if (const auto years = parse_years_duration(*text)) return *years;
    return parse_days_duration(*text);
}

Value years_and_months_duration(Call& call) {
    const auto from = as_date(call.at(0)), to = as_date(call.at(1));
    if (!from.if_date() || !to.if_date() || call.at(0).if_string() || call.at(1).if_string()) return {};
    return months_between(*from.if_date(), *to.if_date());
}

// The caller says what day it is, as a date or its text; without it there is none.
Value today(Call& call) {
    const auto* given = call.machine.outer("today");
    return given ? as_date(*given) : Value();
}
Value now(Call& call) {
    const auto* given = call.machine.outer("now");
    if (!given) return {};
    if (const auto* text = given->if_string()) return parse_date_time(*text);
    return given->if_date_time() ? *given : Value();
}

Value day_of_week(Call& call) {
    static constexpr std::array<const char*, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                      "Friday", "Saturday", "Sunday"};
    const auto day = as_date(call.at(0));
    return day.if_date() ? Value(names[static_cast<std::size_t>(weekday(*day.if_date()) - 1)]) : Value();
}
Value month_of_year(Call& call) {
    static constexpr std::array<const char*, 12> names{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
    const auto day = as_date(call.at(0));
    return day.if_date() ? Value(names[static_cast<std::size_t>(day.if_date()->month - 1)]) : Value();
}
Value day_of_year_function(Call& call) {
    const auto day = as_date(call.at(0));
    return day.if_date() ? Value(Number{day_of_year(*day.if_date())}) : Value();
}
Value week_of_year_function(Call& call) {
    const auto day = as_date(call.at(0));
    return day.if_date() ? Value(Number{week_of_year(*day.if_date())}) : Value();
}
Value last_day_of_month(Call& call) {
    const auto day = as_date(call.at(0));
    if (!day.if_date()) return {};
    return Date{day.if_date()->year, day.if_date()->month, days_in_month(day.if_date()->year, day.if_date()->month)};
}

constexpr std::array table{
    BuiltIn{"date", "from", 1, 3, date},
    BuiltIn{"time", "from", 1, 4, time},
    BuiltIn{"date and time", "date, time", 1, 2, date_and_time},
    BuiltIn{"duration", "from", 1, 1, duration},
    BuiltIn{"years and months duration", "from, to", 2, 2, years_and_months_duration},
    BuiltIn{"today", "", 0, 0, today},
    BuiltIn{"now", "", 0, 0, now},
    BuiltIn{"day of week", "date", 1, 1, day_of_week},
    BuiltIn{"month of year", "date", 1, 1, month_of_year},
    BuiltIn{"day of year", "date", 1, 1, day_of_year_function},
    BuiltIn{"week of year", "date", 1, 1, week_of_year_function},
    BuiltIn{"last day of month", "date", 1, 1, last_day_of_month},
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
