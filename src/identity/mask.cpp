// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "identity/policy.hpp"

namespace hz::identity {
namespace {

constexpr std::int64_t most_kept = 64;

Json masked(const MaskRule& rule, const Json& value) {
    if (value.is_null()) return nullptr;
    // Numbers and nested values have no characters to keep.
    if (!value.is_string()) return "***";
    return Json(mask_text(rule, std::string_view(value.get_string())));
}

}  // namespace

MaskRule mask_rule_from(const Json& definition) {
    const auto count = [&](std::string_view key) {
        return static_cast<std::size_t>(std::clamp<std::int64_t>(get_int(definition, key), 0, most_kept));
    };
    return {count("keep_first"), count("keep_last")};
}

std::string mask_text(const MaskRule& rule, std::string_view text) {
    if (text.empty()) return {};
    const auto count = length(text);
    auto keep = rule;
    if (keep.keep_first + keep.keep_last >= count) keep = {count > 1 && rule.keep_first > 0 ? 1U : 0U, 0};
    if (keep.keep_first + keep.keep_last == 0) return "***";  // not even the length
    const auto head = prefix(text, keep.keep_first);
    const auto until_tail = prefix(text, count - keep.keep_last);
    return std::string(head) + std::string(count - keep.keep_first - keep.keep_last, '*') +
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
