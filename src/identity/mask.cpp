// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "identity/policy.hpp"

namespace hz::identity {
namespace {

struct Rule {
    std::size_t first = 0;
    std::size_t last = 0;
};

// "keep N", "last N", "keep N last M"; anything else keeps nothing.
Rule parse_rule(std::string_view text) {
    Rule rule;
    std::size_t* wanted = nullptr;
    while (!(text = trim(text)).empty()) {
        const auto word = text.substr(0, text.find(' '));
        text.remove_prefix(word.size());
        if (word == "keep")
            wanted = &rule.first;
        else if (word == "last")
            wanted = &rule.last;
        else {
            if (wanted == nullptr) return {};
            const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), *wanted);
            if (failed != std::errc{} || end != word.data() + word.size()) return {};
            wanted = nullptr;
        }
    }
    return rule;
}

Json masked(std::string_view rule, const Json& value) {
    if (value.is_null()) return nullptr;
    // Numbers, dates kept as numbers and nested values have no characters to keep.
    if (!value.is_string()) return "***";
    return Json(mask_text(rule, std::string_view(value.get_string())));
}

}  // namespace

std::string mask_text(std::string_view rule, std::string_view text) {
    if (text.empty()) return {};
    auto keep = parse_rule(rule);
    const auto count = length(text);
    if (keep.first >= count || keep.last >= count || keep.first + keep.last >= count) {
        keep = {count > 1 && keep.first > 0 ? 1U : 0U, 0};
    }
    if (keep.first == 0 && keep.last == 0) return "***";
    const auto head = prefix(text, keep.first);
    const auto until_tail = prefix(text, count - keep.last);
    return std::string(head) + std::string(count - keep.first - keep.last, '*') +
           std::string(text.substr(until_tail.size()));
}

Visibility visibility(const Decision& decision, int grade, bool has_mask) {
    if (!decision) return Visibility::left_out;
    if (decision.own || grade <= decision.clearance) return Visibility::clear;
    return has_mask ? Visibility::masked : Visibility::left_out;
}

FieldView mask(const Decision& decision, const JsonObject& body, const FieldRules& rules) {
    FieldView view;
    for (const auto& member : body) {
        const std::string_view name = member.key();
        const auto grade = rules.grades.find(name);
        const auto rule = rules.masks.find(name);
        const bool has_mask = rule != rules.masks.end();
        switch (visibility(decision, grade == rules.grades.end() ? rules.default_grade : grade->second, has_mask)) {
            case Visibility::left_out:
                view.left_out.emplace_back(name);
                continue;
            case Visibility::masked:
                view.body[name] = masked(rule->second, member.value());
                view.masked.emplace_back(name);
                break;
            case Visibility::clear:
                view.body[name] = member.value();
                break;
        }
        view.shown.emplace_back(name);
    }
    return view;
}

}  // namespace hz::identity
