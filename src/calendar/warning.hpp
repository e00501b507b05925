// SPDX-License-Identifier: Apache-2.0
// How urgent a deadline is. The thresholds differ by place and are data.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/calendar.hpp"

namespace hz::calendar {

enum class Grade { normal, reminder, yellow, red };  // in order of urgency
[[nodiscard]] std::string_view to_text(Grade grade);
[[nodiscard]] std::optional<Grade> grade_from_text(std::string_view text);

// A deadline has `grade` when at most `remaining` of its unit is left (-1 means that it has passed), and at most the
// part `left` of the whole limit, 0..1. At least one of the two is given.
struct WarningRule {
    Grade grade = Grade::normal;
    std::string limit;  // a Limit::code; empty for every limit
    std::optional<int> remaining{};
    std::optional<double> left{};
    std::optional<Unit> unit{};  // only limits in this unit
};
using WarningRules = std::vector<WarningRule>;

// reminder: at most 1 left of any; yellow: "promised" has passed; red: "statutory" has passed.
[[nodiscard]] WarningRules default_warning_rules();
// [{grade, limit?, unit?, remaining?, left?}]. Refuses errors::invalid_warnings with the fields.
[[nodiscard]] Result<WarningRules> warning_rules_from_json(const Json& value);

// The most urgent grade of any rule that applies to this limit. By its code alone, rules that name a unit do not apply.
[[nodiscard]] Grade grade(const Limit& limit, const Deadline& deadline, const WarningRules& rules);
[[nodiscard]] Grade grade(std::string_view limit_code, const Deadline& deadline, const WarningRules& rules);

}  // namespace hz::calendar
