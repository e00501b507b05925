// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "calendar/calendar.hpp"
#include "calendar/warning.hpp"

// Every reader of the module on any JSON: refuses or gives something that can be used and written back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hz;
    const auto json = parse_json({reinterpret_cast<const char*>(data), size});
    if (!json) return 0;
    calendar::WorkingCalendar calendar;
    if (json->is_array()) {
        if (const auto loaded = calendar::WorkingCalendar::from_json(json->as_array(), "UTC")) calendar = *loaded;
    }
    const auto limit = calendar::limit_from_json(*json);
    const auto clock = calendar::clock_from_json(*json);
    (void)calendar::warning_rules_from_json(*json);
    if (clock) {
        check(calendar::clock_from_json(calendar::to_json(*clock)).has_value(), "a written clock can be read");
        (void)calendar::deadline(calendar, limit ? *limit : calendar::Limit{}, *clock, clock->started.value_or(Time{}));
    }
    return 0;
}
