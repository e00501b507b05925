// SPDX-License-Identifier: Apache-2.0
// FEEL: parse once, evaluate pure. This module is deepened to all of FEEL 1.5 and DMN; the shape stays.
// Nothing here knows the time: today() and now() give the members "today" and "now" of the context, else null.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "rules/value.hpp"

namespace hz::rules {

// A compiled expression; immutable, shared between threads.
class Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;

struct Budget {
    std::size_t steps = 100'000;  // evaluated nodes and touched items
    std::size_t depth = 200;      // nested evaluations, function calls included
    std::size_t items = 10'000;   // of one list
    std::size_t bytes = 1 << 20;  // of one text
};

// Refuses errors::feel_syntax with position and what was expected; feel_too_large beyond 64 KiB or 100 levels;
// feel_unknown_function, feel_arguments; text.not_utf8.
// `known` are names of the context that hold spaces or operators, or that may be called; others need not be told.
[[nodiscard]] Result<ExpressionPtr> compile(std::string_view feel, std::span<const std::string> known = {});
// A cell of a decision table, as a condition on "?" in the context: `-`, `> 5, [10..20]`, `not("a")`.
[[nodiscard]] Result<ExpressionPtr> compile_unary_tests(std::string_view feel, std::span<const std::string> known = {});

// Null (with no Error) where FEEL gives null. `context` is an object of names. Refusal: errors::feel_budget.
[[nodiscard]] Result<Json> evaluate(const Expression& expression, const Json& context, Budget budget = {});
[[nodiscard]] Result<Value> evaluate(const Expression& expression, const Value& context, Budget budget = {});
// True only where the expression gives true; null and non-boolean are false.
[[nodiscard]] Result<bool> holds(const Expression& expression, const Json& context, Budget budget = {});
// The names the expression looks up in its context, sorted.
[[nodiscard]] const std::vector<std::string>& free_names(const Expression& expression);

}  // namespace hz::rules
