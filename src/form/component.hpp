// SPDX-License-Identifier: Apache-2.0
// A compiled form. Private to form.
#pragma once
#include <re2/re2.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "form/form.hpp"
#include "rules/rules.hpp"

namespace hz::form {

enum class Type {
    textfield,
    textarea,
    number,
    checkbox,
    checklist,
    radio,
    select,
    taglist,
    datetime,
    expression,
    group,
    dynamiclist,
    display
};
enum class Subtype { date, time, datetime };

// A number written in the schema, or worked out by FEEL; neither: no limit.
struct Limit {
    std::optional<rules::Number> number{};
    rules::ExpressionPtr feel{};
};

struct Component {
    std::string id{}, label{}, type_name{};
    Type type = Type::display;
    std::vector<std::string> path{};  // key or path, split at points; empty for a group without one
    std::vector<Component> children{};

    rules::ExpressionPtr hide{};
    bool disabled = false, required = false, repeating = false;
    std::int64_t default_rows = 1;
    std::optional<Json> default_value{};

    Limit min_length{}, max_length{}, min{}, max{};
    std::shared_ptr<const RE2> pattern{};
    std::string pattern_message{}, validation_type{};
    std::optional<std::int64_t> decimal_digits{};
    std::optional<rules::Number> increment{};
    bool as_text = false;  // serializeToString

    std::vector<Json> options{};
    std::string values_key{};
    rules::ExpressionPtr values_feel{};
    Subtype subtype = Subtype::date;
    bool disallow_past = false;
    rules::ExpressionPtr computed{};

    std::string identifier{}, source{};
    bool applicant_only = false;
};

[[nodiscard]] inline bool is_text(Type t) { return t == Type::textfield || t == Type::textarea; }
[[nodiscard]] inline bool is_choice(Type t) { return t == Type::radio || t == Type::select; }
[[nodiscard]] inline bool is_multiple(Type t) { return t == Type::checklist || t == Type::taglist; }
[[nodiscard]] inline bool is_container(Type t) { return t == Type::group || t == Type::dynamiclist; }
[[nodiscard]] inline bool is_field(Type t) { return t != Type::display && !is_container(t); }

class Form {
  public:
    Component root;
};

// The values of `values`, `[{label, value}]` or plain ones, as form-js reads them.
[[nodiscard]] std::vector<Json> option_values(const Json& list);
[[nodiscard]] const RE2& email_pattern();
[[nodiscard]] const RE2& phone_pattern();

}  // namespace hz::form
