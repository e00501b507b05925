// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/input_field.hpp"

#include <algorithm>

#include "rules/dmn/model.hpp"

namespace hz::rules::dmn {
namespace {

constexpr int most_bases = 50;  // a type built on a type built on a type

FieldKind kind_of(const FeelType& type) {
    switch (type.shape()) {
        case Shape::string:
            return FieldKind::text;
        case Shape::number:
            return FieldKind::number;
        case Shape::boolean:
            return FieldKind::boolean;
        case Shape::date:
            return FieldKind::date;
        case Shape::time:
            return FieldKind::time;
        case Shape::date_time:
            return FieldKind::date_time;
        default:
            return FieldKind::other;
    }
}

// The nearest allowed values on the way down to the FEEL type.
std::string allowed_of(const TypeUse& use) {
    const auto* item = use.item;
    for (int i = 0; item != nullptr && i < most_bases; ++i) {
        if (!item->allowed_text.empty()) return item->allowed_text;
        item = item->base.item;
    }
    return {};
}

JsonArray constants(const std::string& allowed) {
    if (allowed.empty()) return {};
    const auto list = compile("[" + allowed + "]");
    if (!list) return {};
    const auto values = evaluate(**list, Value(Context{}));
    const auto* items = values ? values->if_list() : nullptr;
    if (items == nullptr) return {};
    const auto plain = [](const Value& v) { return v.if_string() || v.if_number() || v.if_boolean(); };
    if (!std::ranges::all_of(*items, plain)) return {};
    JsonArray out;
    for (const auto& value : *items) out.push_back(rules::to_json(value));
    return out;
}

}  // namespace

std::string_view to_text(FieldKind kind) {
    constexpr std::string_view names[] = {"text", "number", "boolean", "date", "time", "date_time", "other"};
    return names[static_cast<std::size_t>(kind)];
}

std::vector<InputField> input_fields(const Model& model) {
    std::vector<InputField> out;
    for (const auto& element : model.elements) {
        if (element.part != Part::input) continue;
        InputField field{element.id, element.name, element.type.name, FieldKind::other, false, {}, {}};
        auto type = feel_type(element.type);
        field.many = type.shape() == Shape::list;
        if (field.many) type = type.inner();
        field.kind = kind_of(type);
        field.allowed = allowed_of(element.type);
        field.choices = constants(field.allowed);
        out.push_back(std::move(field));
    }
    return out;
}

}  // namespace hz::rules::dmn
