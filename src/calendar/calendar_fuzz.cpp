// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "calendar/calendar.hpp"
#include "calendar/warning.hpp"

namespace {

using namespace hz;

void limits(const Json& json) {
    const auto one = calendar::limit_from_json(json);
    if (one) check(calendar::limit_from_json(calendar::to_json(*one)).has_value(), "a written limit can be read");
    const auto list = calendar::limits_from_json(json);
    if (list) check(calendar::check_nesting(*list).empty(), "limits that were read lie within one another");
}

calendar::WorkingCalendar calendar_of(const Json& json) {
    if (!json.is_array()) return {};
    auto shifts = calendar::shifts_from_json(json);
    const bool has_shifts = shifts.has_value();
    auto loaded = calendar::WorkingCalendar::from_json(has_shifts ? JsonArray{} : json.as_array(), "Asia/Shanghai",
                                                       has_shifts ? std::move(*shifts) : calendar::ShiftCalendars{});
    return loaded ? std::move(*loaded) : calendar::WorkingCalendar{};
}

}  // namespace

// Every reader of the module on any JSON: refuses or gives something that can be used and written back.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto json = parse_json({reinterpret_cast<const char*>(data), size});
    if (!json) return 0;
    const auto calendar = calendar_of(*json);
    limits(*json);
    (void)calendar::ShiftCalendar::from_json(*json);
    const auto rules = calendar::warning_rules_from_json(*json);
    const auto clock = calendar::clock_from_json(*json);
    if (!clock) return 0;
    check(calendar::clock_from_json(calendar::to_json(*clock)).has_value(), "a written clock can be read");
    const auto limit = calendar::limit_from_json(*json);
    const auto used = limit ? *limit : calendar::Limit{"x", 1, calendar::Unit::working_hour, ""};
    const auto due = calendar::deadline(calendar, used, *clock, clock->started.value_or(Time{}));
    if (due && rules) (void)calendar::grade(used, *due, *rules);
    return 0;
}
