// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "rules/function/function.hpp"

namespace hz::rules {
namespace {

Date day(Call& call) { return call.at(0).if_date() ? *call.at(0).if_date() : call.at(0).if_date_time()->date; }

Value whole(std::int64_t value) { return Value(Number{value}); }

Value day_of_week(Call& call) {
    static constexpr std::array<const char*, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                      "Friday", "Saturday", "Sunday"};
    return Value(names.at(static_cast<std::size_t>(weekday(day(call)) - 1)));
}
Value month_of_year(Call& call) {
    static constexpr std::array<const char*, 12> names{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
    return Value(names.at(static_cast<std::size_t>(day(call).month - 1)));
}
Value day_of_year_function(Call& call) { return whole(day_of_year(day(call))); }
Value week_of_year_function(Call& call) { return whole(week_of_year(day(call))); }
Value last_day_of_month(Call& call) {
    const auto date = day(call);
    return Date::make(date.year, date.month, days_in_month(date.year, date.month));
}

constexpr std::array table{
    BuiltIn{"day of week", "date: day", day_of_week},
    BuiltIn{"month of year", "date: day", month_of_year},
    BuiltIn{"day of year", "date: day", day_of_year_function},
    BuiltIn{"week of year", "date: day", week_of_year_function},
    BuiltIn{"last day of month", "date: day", last_day_of_month},
};

}  // namespace

std::span<const BuiltIn> calendar_functions() { return table; }

}  // namespace hz::rules
