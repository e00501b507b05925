// SPDX-License-Identifier: Apache-2.0
// One value of one field: reading it, and checking it against the field's rules. Private to form.
#pragma once
#include <optional>
#include <string>

#include "form/component.hpp"

namespace hz::form {

struct Problem {
    const ErrorCode* code;
    std::map<std::string, std::string> params{};
};

// What the rules of a field may look at.
struct Surroundings {
    const rules::Value& names;  // for FEEL
    const Json& context;        // as given to validate()
    const Options& options;
};

// A JSON number or its text.
[[nodiscard]] std::optional<rules::Number> number_of(const Json& value);
[[nodiscard]] Json number_json(const rules::Number& number);
// What form-js puts where nothing was entered.
[[nodiscard]] Json empty_value(Type type);
[[nodiscard]] bool is_empty(const Json& value);
// The value as it is kept (trimmed, numbers as numbers); `problem` is set where it cannot be read as this type.
[[nodiscard]] Json read_value(const Component& field, const Json& value, std::optional<Problem>& problem);
// The first rule that the value, as read, breaks.
[[nodiscard]] std::optional<Problem> check_value(const Component& field, const Json& value, const Surroundings& around);
// Whether the author's default could ever be accepted, as far as it can be known without data.
[[nodiscard]] bool default_possible(const Component& field, const Json& value);

}  // namespace hz::form
