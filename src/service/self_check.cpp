// SPDX-License-Identifier: Apache-2.0
#include "service/self_check.hpp"

#include <algorithm>

#include "rules/dmn/dmn.hpp"
#include "service/errors.hpp"

namespace hz::service {
namespace {

namespace dmn = rules::dmn;

std::string text_of(const Json& value) {
    return value.is_string() ? std::string(value.get_string()) : to_string(value);
}

// What the item says for a word of the model; the word itself where it says nothing.
identity::Title words_of(const Json& check, const Json& value) {
    const auto word = text_of(value);
    for (const auto& one : get_array(check, "words"))
        if (get_text(one, "value") == word) return identity::title_from(&one);
    return {word, word};
}

bool lists(const Json& check, std::string_view member, std::string_view word) {
    const auto& all = get_array(check, member);
    return std::ranges::any_of(all, [&](const Json& one) { return one.is_string() && one.get_string() == word; });
}

SelfCheckAnswer answer_of(const Json& check, const Json& result) {
    SelfCheckAnswer out;
    const auto* members = result.if_object();
    if (members == nullptr) return out;
    const auto outcome = get_text(result, get_text(check, "outcome"));
    if (outcome.empty()) return out;
    if (lists(check, "good", outcome)) out.tone = SelfCheckTone::good;
    if (lists(check, "bad", outcome)) out.tone = SelfCheckTone::bad;
    for (const auto& [name, value] : *members)
        if (!value.is_null()) out.lines.push_back({words_of(check, Json(name)), words_of(check, value)});
    return out;
}

}  // namespace

bool has_self_check(const pack::CompiledDefinition& item) {
    return item.rules != nullptr && find(item.body, "self_check") != nullptr;
}

Result<std::vector<SelfCheckQuestion>> self_check_questions(const pack::CompiledDefinition& item) {
    if (!has_self_check(item)) return refuse(errors::no_self_check);
    const auto& check = *find(item.body, "self_check");
    const auto wanted = dmn::inputs_of(*item.rules, get_text(check, "decision"));
    std::vector<SelfCheckQuestion> out;
    for (auto& field : dmn::input_fields(*item.rules)) {
        if (std::ranges::find(wanted, field.name) == wanted.end()) continue;
        SelfCheckQuestion question{{}, words_of(check, Json(field.name)), {}};
        for (const auto& choice : field.choices) question.choices.push_back({choice, words_of(check, choice)});
        question.field = std::move(field);
        out.push_back(std::move(question));
    }
    return out;
}

Result<SelfCheckAnswer> self_check(const pack::CompiledDefinition& item, JsonObject answers, std::string_view today) {
    if (!has_self_check(item)) return refuse(errors::no_self_check);
    const auto& check = *find(item.body, "self_check");
    answers["today"] = today;
    const auto result = dmn::evaluate(*item.rules, get_text(check, "decision"), Json(std::move(answers)));
    if (!result) return result.error();
    return answer_of(check, *result);
}

}  // namespace hz::service
