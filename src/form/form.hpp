// SPDX-License-Identifier: Apache-2.0
// form-js schema on the server: the same visibility and validation as in the browser. Renders nothing.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace hz::form {

class Form;  // compiled, immutable, shared
using FormPtr = std::shared_ptr<const Form>;

// Refuses errors::invalid_form with located findings (path = component id).
[[nodiscard]] Result<FormPtr> compile(const Json& schema);
// Checks `data` and gives what is kept: hidden and unknown fields dropped, texts trimmed, numbers as numbers.
// Refuses errors::invalid_data with one FieldError a field, path = "/key". `context` is merged for FEEL conditions.
[[nodiscard]] Result<Json> validate(const Form& form, const Json& data, const Json& context = {});
struct Field { std::string key, label, type; };
[[nodiscard]] std::vector<Field> fields(const Form& form);

}  // namespace hz::form
