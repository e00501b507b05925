// SPDX-License-Identifier: Apache-2.0
// The unary tests of one cell, understood where they are simple. Private to rules.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/evaluation.hpp"
#include "rules/rules.hpp"
#include "rules/value.hpp"

namespace hz::rules::dmn {

struct Tests {
    enum class Form {
        any,         // "-" or empty: passes whatever the value
        simple,      // constants and ranges with constant ends: `values`
        expression,  // anything else
        broken       // no FEEL: never passes
    };
    std::string text;
    Form form = Form::any;
    bool negated = false;       // not(...)
    std::vector<Value> values;  // simple: what the value is to equal, be in, or be among
    ExpressionPtr code;         // but for any and broken

    // Whether `value` passes, where that can be told without evaluating: else empty outside, three-valued inside.
    // Same result as evaluating `code`.
    [[nodiscard]] std::optional<std::optional<bool>> decide(const Value& value) const;
};

// What the names in a text may be.
struct Names {
    std::vector<std::string> known;  // of variables and functions in sight, and of members of several words
    TypeLookup types;
};

// Refusal: as rules::compile_unary_tests.
[[nodiscard]] Result<std::shared_ptr<const Tests>> compile_tests(std::string_view text, const Names& names);
[[nodiscard]] Result<ExpressionPtr> compile_literal(std::string_view text, const Names& names);
// The value of an expression that depends on nothing.
[[nodiscard]] std::optional<Value> constant_of(const Expression& expression);

// The name, where the expression is just one; else empty.
[[nodiscard]] std::string variable_of(const Expression& expression);
// The names it looks up around it, those of items in a filter left out.
[[nodiscard]] std::vector<std::string> certain_names(const Expression& expression);

}  // namespace hz::rules::dmn
