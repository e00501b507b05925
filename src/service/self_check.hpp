// SPDX-License-Identifier: Apache-2.0
// "Am I eligible?": a service's decision model asked by anybody, before an application. Member `self_check` of the
// item: {decision, note, outcome, good, bad, words: [{value, zh, en}]}. `words` say in both languages what the model
// calls its inputs, values and results; `outcome` is the member of the result by which `good` and `bad` are told.
#pragma once
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "identity/title.hpp"
#include "pack/definition.hpp"
#include "rules/dmn/input_field.hpp"

namespace hz::service {

[[nodiscard]] bool has_self_check(const pack::CompiledDefinition& item);

struct SelfCheckChoice {
    Json value;
    identity::Title title;
};
struct SelfCheckQuestion {
    rules::dmn::InputField field;
    identity::Title title;
    std::vector<SelfCheckChoice> choices;
};
// In the order of the model. Refusal: no_self_check.
[[nodiscard]] Result<std::vector<SelfCheckQuestion>> self_check_questions(const pack::CompiledDefinition& item);

enum class SelfCheckTone { good, bad, open };
struct SelfCheckLine {
    identity::Title label, value;
};
struct SelfCheckAnswer {
    SelfCheckTone tone = SelfCheckTone::open;
    std::vector<SelfCheckLine> lines;  // empty: the rules give no answer for what was entered
};
// `answers` by name of the input. Keeps nothing. Refusals: no_self_check, rules::errors::feel_budget.
[[nodiscard]] Result<SelfCheckAnswer> self_check(const pack::CompiledDefinition& item, JsonObject answers,
                                                 std::string_view today);

}  // namespace hz::service
