// SPDX-License-Identifier: Apache-2.0
#include "calendar/warning.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "calendar/errors.hpp"

namespace hz::calendar {

namespace {
constexpr std::size_t max_rules = 100;
constexpr std::int64_t max_remaining = 10'000;
}  // namespace

std::string_view to_text(Grade grade) {
    switch (grade) {
        case Grade::normal:
            return "normal";
        case Grade::reminder:
            return "reminder";
        case Grade::yellow:
            return "yellow";
        case Grade::red:
            return "red";
    }
    return "";
}

std::optional<Grade> grade_from_text(std::string_view text) {
    for (const Grade grade : {Grade::normal, Grade::reminder, Grade::yellow, Grade::red}) {
        if (to_text(grade) == text) return grade;
    }
    return std::nullopt;
}

WarningRules default_warning_rules() {
    return {{Grade::reminder, "", 1}, {Grade::yellow, "promised", -1}, {Grade::red, "statutory", -1}};
}

Result<WarningRules> warning_rules_from_json(const Json& value) {
    std::vector<FieldError> findings;
    WarningRules rules;
    if (!value.is_array()) {
        findings.push_back({"", &hz::errors::wrong_type, {{"expected", "array"}}});
    } else if (value.as_array().size() > max_rules) {
        findings.push_back({"", &errors::too_many, {{"limit", std::to_string(max_rules)}}});
    }
    if (!findings.empty()) return refuse_fields(errors::invalid_warnings, std::move(findings));
    for (const Json& entry : value.as_array()) {
        const std::string path = "/" + std::to_string(rules.size());
        const auto grade = grade_from_text(get_text(entry, "grade"));
        const Json* remaining = find(entry, "remaining");
        if (!grade) {
            findings.push_back({path + "/grade",
                                &errors::unknown_choice,
                                {{"value", std::string(prefix(get_text(entry, "grade"), 40))},
                                 {"choices", "normal, reminder, yellow, red"}}});
        }
        const auto left = get_int(entry, "remaining", 0);
        if (remaining == nullptr || !remaining->is_int64() || left < -max_remaining || left > max_remaining) {
            findings.push_back({path + "/remaining",
                                &errors::out_of_range,
                                {{"low", std::to_string(-max_remaining)}, {"high", std::to_string(max_remaining)}}});
        }
        rules.push_back({grade.value_or(Grade::normal), std::string(get_text(entry, "limit")), static_cast<int>(left)});
    }
    if (!findings.empty()) return refuse_fields(errors::invalid_warnings, std::move(findings));
    return rules;
}

Grade grade(std::string_view limit_code, const Deadline& deadline, const WarningRules& rules) {
    Grade worst = Grade::normal;
    for (const WarningRule& rule : rules) {
        const bool applies = rule.limit.empty() || rule.limit == limit_code;
        if (applies && deadline.remaining <= rule.remaining) worst = std::max(worst, rule.grade);
    }
    return worst;
}

}  // namespace hz::calendar
