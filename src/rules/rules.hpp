// SPDX-License-Identifier: Apache-2.0
// FEEL: parse once, evaluate pure. This module is deepened to all of FEEL 1.5 and DMN; the shape stays.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/result.hpp"

namespace hz::rules {

// A compiled expression; immutable, shared between threads.
class Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;

struct Budget { std::size_t steps = 100'000; std::size_t depth = 64; std::size_t items = 10'000; };

// Refuses errors::feel_syntax with position and what was expected.
[[nodiscard]] Result<ExpressionPtr> compile(std::string_view feel);
// Null (with no Error) where FEEL gives null. `context` is an object of names. Refusal: errors::feel_budget.
[[nodiscard]] Result<Json> evaluate(const Expression& expression, const Json& context, Budget budget = {});
// True only where the expression gives true; null and non-boolean are false.
[[nodiscard]] Result<bool> holds(const Expression& expression, const Json& context, Budget budget = {});

}  // namespace hz::rules
