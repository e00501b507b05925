// SPDX-License-Identifier: Apache-2.0
#include "calendar/warning.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "calendar/errors.hpp"

namespace hz::calendar {

namespace {
constexpr std::size_t max_rules = 100;
constexpr std::int64_t max_remaining = 10'000;
std::optional<int> read_remaining(const Json& entry, const std::string& path, std::vector<FieldError>& findings) {
    const Json* remaining = find(entry, "remaining");
    if (remaining == nullptr) return std::nullopt;
    const auto left = get_int(entry, "remaining", 0);
    if (!remaining->is_int64() || left < -max_remaining || left > max_remaining) {
        findings.push_back({path + "/remaining",
                            &errors::out_of_range,
                            {{"low", std::to_string(-max_remaining)}, {"high", std::to_string(max_remaining)}}});
        return 0;
    }
    return static_cast<int>(left);
}

std::optional<double> read_left(const Json& entry, const std::string& path, std::vector<FieldError>& findings) {
    const Json* left = find(entry, "left");
    if (left == nullptr) return std::nullopt;
    const double part = left->is_number() ? left->to_number<double>() : -1;
    if (part < 0 || part > 1) {
        findings.push_back({path + "/left", &errors::out_of_range, {{"low", "0"}, {"high", "1"}}});
        return 0;
    }
    return part;
}

WarningRule read_rule(const Json& entry, const std::string& path, std::vector<FieldError>& findings) {
    const auto grade = grade_from_text(get_text(entry, "grade"));
    if (!grade) {
        findings.push_back({path + "/grade",
                            &errors::unknown_choice,
                            {{"value", std::string(prefix(get_text(entry, "grade"), 40))},
                             {"choices", "normal, reminder, yellow, red"}}});
    }
    WarningRule rule{grade.value_or(Grade::normal), std::string(get_text(entry, "limit"))};
    rule.remaining = read_remaining(entry, path, findings);
    rule.left = read_left(entry, path, findings);
    if (!rule.remaining && !rule.left) findings.push_back({path + "/remaining", &errors::no_threshold, {}});
    if (const auto text = get_text(entry, "unit"); !text.empty()) {
        rule.unit = unit_from_text(text);
        if (!rule.unit) {
            findings.push_back({path + "/unit",
                                &errors::unknown_choice,
                                {{"value", std::string(prefix(text, 40))},
                                 {"choices", "working_day, natural_day, hour, working_hour"}}});
        }
    }
    return rule;
}

bool reached(const WarningRule& rule, const Deadline& deadline) {
    if (rule.remaining && deadline.remaining > *rule.remaining) return false;
    // What is overdue has nothing left, whatever was not said of it.
    return !rule.left || deadline.remaining < 0 || deadline.left <= *rule.left;
}

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
    for (const Json& entry : value.as_array())
        rules.push_back(read_rule(entry, "/" + std::to_string(rules.size()), findings));
    if (!findings.empty()) return refuse_fields(errors::invalid_warnings, std::move(findings));
    return rules;
}

Grade grade(std::string_view limit_code, const Deadline& deadline, const WarningRules& rules) {
    Grade worst = Grade::normal;
    for (const WarningRule& rule : rules) {
        const bool applies = !rule.unit && (rule.limit.empty() || rule.limit == limit_code);
        if (applies && reached(rule, deadline)) worst = std::max(worst, rule.grade);
    }
    return worst;
}

Grade grade(const Limit& limit, const Deadline& deadline, const WarningRules& rules) {
    Grade worst = grade(limit.code, deadline, rules);
    for (const WarningRule& rule : rules) {
        const bool applies = rule.unit == limit.unit && (rule.limit.empty() || rule.limit == limit.code);
        if (applies && reached(rule, deadline)) worst = std::max(worst, rule.grade);
    }
    return worst;
}

}  // namespace hz::calendar
