// SPDX-License-Identifier: Apache-2.0
// For tests: the published holidays 2015-2026, where they are present beside the project.
#pragma once
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "base/json.hpp"
#include "calendar/calendar.hpp"

namespace hz::calendar::fixture {

constexpr const char* no_data = "no holiday data at ../shared/data/holidays: nothing was tested";

inline std::optional<JsonArray> holiday_years() {
    const std::filesystem::path folder = std::filesystem::path(HZ_SOURCE_DIR) / "../shared/data/holidays";
    JsonArray years;
    for (int year = 2015; year <= 2026; ++year) {
        std::ifstream file(folder / (std::to_string(year) + ".json"));
        if (!file) return std::nullopt;
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        auto json = parse_json(text);
        if (!json) return std::nullopt;
        years.push_back(*json);
    }
    return years;
}

inline std::optional<WorkingCalendar> china() {
    const auto years = holiday_years();
    if (!years) return std::nullopt;
    auto calendar = WorkingCalendar::from_json(*years, "Asia/Shanghai");
    if (!calendar) return std::nullopt;
    return *calendar;
}

inline Date day(const std::string& text) {
    return Date{std::chrono::year{std::stoi(text.substr(0, 4))},
                std::chrono::month{static_cast<unsigned>(std::stoi(text.substr(5, 2)))},
                std::chrono::day{static_cast<unsigned>(std::stoi(text.substr(8, 2)))}};
}

inline std::string text(Date date) {
    char out[16];
    std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()));
    return out;
}

// "2026-01-05T09:00" in China.
inline Time at(const std::string& local) { return *parse_rfc3339(local + ":00+08:00"); }

}  // namespace hz::calendar::fixture
