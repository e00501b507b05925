// SPDX-License-Identifier: Apache-2.0
#include "insight/rule.hpp"

#include "base/text.hpp"
#include "calendar/warning.hpp"
#include "insight/errors.hpp"

namespace hz::insight {

namespace {

constexpr std::int64_t most_days = 100;
constexpr std::size_t max_code = 64;

void check_code(const std::string& code, const char* path, std::vector<FieldError>& out) {
    if (code.empty()) out.push_back({path, &hz::errors::missing, {}});
    if (length(code) > max_code) out.push_back({path, &hz::errors::too_long, {{"limit", std::to_string(max_code)}}});
}

void check_choices(const Rule& rule, std::int64_t days, std::vector<FieldError>& out) {
    const auto grade = calendar::grade_from_text(rule.grade);
    if (!grade || *grade == calendar::Grade::normal) {
        out.push_back({"/grade",
                       &errors::unknown_choice,
                       {{"value", std::string(prefix(rule.grade, 40))}, {"choices", "reminder, yellow, red"}}});
    }
    if (days < 1 || days > most_days) {
        out.push_back({"/answer_days",
                       &errors::unknown_choice,
                       {{"value", std::to_string(days)}, {"choices", "1 - " + std::to_string(most_days)}}});
    }
}

}  // namespace

Result<Rule> rule_from_json(const Json& value) {
    std::vector<FieldError> findings;
    Rule rule;
    rule.code = get_text(value, "code");
    rule.title = identity::title_from(find(value, "title"));
    rule.grade = get_text(value, "grade");
    rule.post = get_text(value, "post");
    rule.legal_basis = identity::title_from(find(value, "legal_basis"));
    check_code(rule.code, "/code", findings);
    check_code(rule.post, "/post", findings);
    for (const auto& event : get_array(value, "on")) {
        if (event.is_string())
            rule.on.emplace_back(event.as_string());
        else
            findings.push_back({"/on", &hz::errors::wrong_type, {{"expected", "text"}}});
    }
    const auto days = get_int(value, "answer_days", 0);
    check_choices(rule, days, findings);
    rule.answer_days = static_cast<int>(days);
    auto compiled = rules::compile(get_text(value, "condition"));
    if (compiled)
        rule.condition = std::move(*compiled);
    else
        findings.push_back({"/condition", compiled.error().code, compiled.error().params});
    if (findings.empty()) return rule;
    auto error = refuse_fields(errors::invalid_rule, std::move(findings));
    error.params["code"] = std::string(prefix(rule.code, 40));
    return error;
}

}  // namespace hz::insight
