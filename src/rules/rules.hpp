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
#include "rules/callable.hpp"
#include "rules/evaluation.hpp"
#include "rules/type.hpp"
#include "rules/value.hpp"

namespace hz::rules {

// A compiled expression; immutable, shared between threads.
class Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;

struct CompileOptions {
    // Names of the context (and of members) that hold spaces or operators, or that may be called; others need not be
    // told.
    std::span<const std::string> known{};
    // Types by names of their own, for `instance of` and typed parameters.
    TypeLookup types{};
    // False: a function that does not exist, or a wrong number of arguments, gives null with a diagnostic.
    bool strict = true;
};

// Refuses errors::feel_syntax with position and what was expected; feel_too_large beyond 64 KiB or 100 levels;
// feel_unknown_function, feel_arguments; text.not_utf8.
// `known` are names of the context that hold spaces or operators, or that may be called; others need not be told.
[[nodiscard]] Result<ExpressionPtr> compile(std::string_view feel, std::span<const std::string> known = {});
[[nodiscard]] Result<ExpressionPtr> compile(std::string_view feel, const CompileOptions& options);
// A cell of a decision table, as a condition on "?" in the context: `-`, `> 5, [10..20]`, `not("a")`.
[[nodiscard]] Result<ExpressionPtr> compile_unary_tests(std::string_view feel, std::span<const std::string> known = {});
[[nodiscard]] Result<ExpressionPtr> compile_unary_tests(std::string_view feel, const CompileOptions& options);

// Null (with no Error) where FEEL gives null. `context` is an object of names. Refusal: errors::feel_budget.
[[nodiscard]] Result<Json> evaluate(const Expression& expression, const Json& context, Budget budget = {});
[[nodiscard]] Result<Value> evaluate(const Expression& expression, const Value& context, Budget budget = {});
// As part of a larger evaluation: its budget is used further. The context may hold functions.
[[nodiscard]] Result<Value> evaluate(const Expression& expression, const Value& context, Evaluation& evaluation);
// As above with the values of free_names(), in that order, null pointers where there is none: what one looks up once to
// evaluate many times.
[[nodiscard]] Result<Value> evaluate(const Expression& expression, std::span<const Value* const> inputs,
                                     Evaluation& evaluation);
// True only where the expression gives true; null and non-boolean are false.
[[nodiscard]] Result<bool> holds(const Expression& expression, const Json& context, Budget budget = {});
[[nodiscard]] const std::string& source(const Expression& expression);
// The names the expression looks up in its context, sorted.
[[nodiscard]] const std::vector<std::string>& free_names(const Expression& expression);

}  // namespace hz::rules
