// SPDX-License-Identifier: Apache-2.0
// Days as text, YYYY-MM-DD. Private to the module.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hz::calendar {

// Exactly YYYY-MM-DD of a day that exists.
[[nodiscard]] std::optional<std::chrono::year_month_day> date_from_text(std::string_view text);
[[nodiscard]] std::string date_text(std::chrono::year_month_day day);

}  // namespace hz::calendar
