// SPDX-License-Identifier: Apache-2.0
// What a person can be asked for: the input data of a model with what their types say, for forms made from a model.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "rules/dmn/dmn.hpp"

namespace hz::rules::dmn {

enum class FieldKind { text, number, boolean, date, time, date_time, other };
[[nodiscard]] std::string_view to_text(FieldKind kind);

struct InputField {
    std::string id, name, type;  // type: as the model names it
    FieldKind kind = FieldKind::other;
    bool many = false;    // a list of them
    JsonArray choices;    // the allowed values, where all of them are texts, numbers or yes and no
    std::string allowed;  // as the model writes them; empty: anything
};
// In the order of the document; of imported models none.
[[nodiscard]] std::vector<InputField> input_fields(const Model& model);

}  // namespace hz::rules::dmn
