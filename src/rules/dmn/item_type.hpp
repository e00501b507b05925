// SPDX-License-Identifier: Apache-2.0
// Item definitions: types with members, allowed values and constraints. Private to rules.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/evaluation.hpp"
#include "rules/type.hpp"
#include "rules/value.hpp"

namespace hz::rules::dmn {

struct Tests;
struct ItemType;

// A type as it is used: one of the model's own, or one of FEEL. Any by default.
struct TypeUse {
    std::string name;  // as written
    const ItemType* item = nullptr;
    FeelType feel{};

    [[nodiscard]] bool is_any() const { return !item && feel.is_any(); }
};

struct ItemType {
    std::string id, name;
    TypeUse base;  // of each item where it is a collection
    bool collection = false;
    bool is_context = false;
    bool is_function = false;
    std::vector<std::pair<std::string, ItemType*>> members;   // context
    std::vector<std::pair<std::string, TypeUse>> parameters;  // function
    TypeUse result;                                           // function
    std::string allowed_text, constraint_text;
    std::shared_ptr<const Tests> allowed;     // of each item
    std::shared_ptr<const Tests> constraint;  // of the whole
    bool in_cycle = false;
};

// Where a value does not fit.
struct Misfit {
    std::string path;     // of members, empty: the value itself
    std::string type;     // what was wanted
    std::string allowed;  // the allowed values that do not hold; empty: the type does not fit
    Value value;
};

// The value as one of the type, by the implicit conversions; empty where it fits by none. Null fits everything.
[[nodiscard]] std::optional<Value> fit(const Value& value, const TypeUse& type, Evaluation& evaluation,
                                       Misfit* why = nullptr);
// The type for FEEL; a type that holds itself is cut off with Any.
[[nodiscard]] FeelType feel_type(const TypeUse& type, int depth = 0);

}  // namespace hz::rules::dmn
