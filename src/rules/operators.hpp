// SPDX-License-Identifier: Apache-2.0
// Operators on values. Null where FEEL gives null. Private to rules.
#pragma once
#include "rules/value.hpp"

namespace hz::rules {

[[nodiscard]] Value add(const Value& a, const Value& b);
[[nodiscard]] Value subtract(const Value& a, const Value& b);
[[nodiscard]] Value multiply(const Value& a, const Value& b);
[[nodiscard]] Value divide(const Value& a, const Value& b);
[[nodiscard]] Value power(const Value& a, const Value& b);
[[nodiscard]] Value negate(const Value& a);
// A property of a calendar value or range (year, hours, start ...) or a member of a context; over a list, of each item.
[[nodiscard]] Value property(const Value& of, std::string_view name);
// A test of `in`: a range that contains it, a list that has or equals it, a boolean test that is true, or an equal
// value.
[[nodiscard]] std::optional<bool> passes(const Value& value, const Value& test);

}  // namespace hz::rules
