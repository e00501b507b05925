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

class Form;  // compiled, immutable, shared between threads
using FormPtr = std::shared_ptr<const Form>;

inline constexpr std::size_t max_depth = 12;
inline constexpr std::size_t max_components = 500;
inline constexpr std::size_t max_rows = 200;            // of one list, also choices of one checklist
inline constexpr std::size_t max_text_length = 10'000;  // code points, where the field says nothing

// Knows the identifier schemes (identity number, credit code ...) that `hz:identifier` names. Implemented above.
class IdentifierChecker {
  public:
    virtual ~IdentifierChecker() = default;
    // Whether `text` is a well-formed identifier of the scheme; true for a scheme it does not know.
    [[nodiscard]] virtual bool is_valid(std::string_view scheme, std::string_view text) const = 0;
};

struct Options {
    const IdentifierChecker* identifiers = nullptr;  // not owned; none: identifiers are not checked
    bool by_applicant = true;                        // false: fields marked hz:applicantOnly are dropped
};

// Refuses errors::invalid_form with located findings (path = component id).
[[nodiscard]] Result<FormPtr> compile(const Json& schema);
// Checks `data` and gives what is kept: hidden, disabled and unknown fields dropped, texts trimmed, numbers as numbers,
// what is missing filled with its default or the empty value of form-js, expression fields computed here.
// Refuses errors::invalid_data with one FieldError a field, path = JSON pointer ("/key", "/rows/0/key"), params with
// the label. `context` is merged below the data for FEEL; `today` in it ("2026-01-31") serves today() and
// disallowPassedDates; options by valuesKey come from it.
[[nodiscard]] Result<Json> validate(const Form& form, const Json& data, const Json& context = {},
                                    const Options& options = {});

struct Field {
    std::string key, label, type;        // key: path from the root with points; inside a list "rows.name"
    std::string id{};                    // of the component
    std::string identifier{}, source{};  // hz:identifier, hz:source
    bool required = false;
    bool applicant_only = false;  // hz:applicantOnly
};
// The fields that hold data, in the order of the form.
[[nodiscard]] std::vector<Field> fields(const Form& form);

}  // namespace hz::form
