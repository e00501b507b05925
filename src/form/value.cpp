// SPDX-License-Identifier: Apache-2.0
#include "form/value.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "form/errors.hpp"

namespace hz::form {
namespace {

std::string_view text_of(const Json& value) {
    const auto* text = value.if_string();
    return text ? std::string_view{text->data(), text->size()} : std::string_view{};
}

bool member(const std::vector<Json>& options, const Json& value) {
    return std::any_of(options.begin(), options.end(),
                       [&](const Json& option) { return canonical(option) == canonical(value); });
}

Json read_text(const Component& field, const Json& value, std::optional<Problem>& problem) {
    std::string text;
    if (value.is_string())
        text = text_of(value);
    else if (value.is_bool() || value.is_number())
        text = to_string(value);
    else if (!value.is_null())
        problem = Problem{&errors::wrong_type};
    if (!is_utf8(text)) {
        problem = Problem{&errors::wrong_type};
        text.clear();
    }
    if (field.type == Type::textfield)
        for (auto& c : text)
            if (c == '\r' || c == '\n' || c == '\t') c = ' ';
    return Json(std::string(trim(text)));
}

Json read_number(const Component& field, const Json& value, std::optional<Problem>& problem) {
    if (value.is_null() || (value.is_string() && trim(text_of(value)).empty())) return nullptr;
    const auto number = number_of(value);
    if (!number) {
        problem = Problem{&errors::not_a_number};
        return nullptr;
    }
    return field.as_text ? Json(number->to_text()) : number_json(*number);
}

Json read_multiple(const Json& value, std::optional<Problem>& problem) {
    if (value.is_null()) return JsonArray{};
    if (!value.is_array() || value.get_array().size() > max_rows) {
        problem = Problem{&errors::wrong_type};
        return JsonArray{};
    }
    return value;
}

bool valid_moment(Subtype subtype, std::string_view text) {
    if (subtype == Subtype::date) return rules::parse_date(text).has_value() && text.size() == 10;
    // Seconds are left out by form-js: 09:30, 09:30Z, 09:30+08:00.
    const auto clock = [](std::string_view t) {
        if (t.size() < 5) return false;
        const bool seconds = t.size() >= 8 && t[5] == ':';
        const std::string full =
            seconds ? std::string(t) : std::string(t.substr(0, 5)) + ":00" + std::string(t.substr(5));
        return rules::parse_time(full).has_value() && t.front() != 'T';
    };
    if (subtype == Subtype::time) return clock(text);
    return text.size() > 11 && text[10] == 'T' && rules::parse_date(text.substr(0, 10)) && clock(text.substr(11));
}

Json read_moment(const Component& field, const Json& value, std::optional<Problem>& problem) {
    if (value.is_null() || (value.is_string() && trim(text_of(value)).empty())) return nullptr;
    const auto text = trim(text_of(value));
    if (valid_moment(field.subtype, text)) return Json(std::string(text));
    problem = Problem{field.subtype == Subtype::date   ? &errors::date
                      : field.subtype == Subtype::time ? &errors::time
                                                       : &errors::date_time};
    return nullptr;
}

std::optional<rules::Number> number_at(const Limit& limit, const rules::Value& names) {
    if (!limit.feel) return limit.number;
    const auto value = rules::evaluate(*limit.feel, names);
    if (!value) return std::nullopt;
    if (const auto* number = value->if_number()) return *number;
    return value->if_string() ? rules::Number::parse(*value->if_string()) : std::nullopt;
}

std::optional<Problem> check_text(const Component& field, std::string_view text, const Surroundings& around) {
    if (field.pattern && !RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *field.pattern)) {
        if (field.pattern_message.empty()) return Problem{&errors::pattern};
        return Problem{&errors::custom, {{"message", field.pattern_message}}};
    }
    const auto size = rules::Number{static_cast<std::int64_t>(length(text))};
    const auto least = number_at(field.min_length, around.names), most = number_at(field.max_length, around.names);
    if (least && size < *least) return Problem{&errors::too_short, {{"limit", least->to_text()}}};
    if (most && size > *most) return Problem{&errors::too_long, {{"limit", most->to_text()}}};
    if (size > rules::Number{static_cast<std::int64_t>(max_text_length)})
        return Problem{&errors::too_long, {{"limit", std::to_string(max_text_length)}}};
    const re2::StringPiece piece(text.data(), text.size());
    if (field.validation_type == "phone" && !RE2::PartialMatch(piece, phone_pattern())) return Problem{&errors::phone};
    if (field.validation_type == "email" && !RE2::PartialMatch(piece, email_pattern())) return Problem{&errors::email};
    if (!field.identifier.empty() && around.options.identifiers &&
        !around.options.identifiers->is_valid(field.identifier, text))
        return Problem{&errors::identifier};
    return std::nullopt;
}

std::optional<Problem> check_number(const Component& field, const rules::Number& number, const Surroundings& around) {
    const auto least = number_at(field.min, around.names), most = number_at(field.max, around.names);
    if (least && number < *least) return Problem{&errors::too_small, {{"limit", least->to_text()}}};
    if (most && number > *most) return Problem{&errors::too_big, {{"limit", most->to_text()}}};
    if (field.decimal_digits && number.round(*field.decimal_digits, rules::Rounding::down) != number)
        return *field.decimal_digits == 0
                   ? Problem{&errors::not_whole}
                   : Problem{&errors::too_precise, {{"limit", std::to_string(*field.decimal_digits)}}};
    if (field.increment && number.modulo(*field.increment) != rules::Number{0})
        return Problem{&errors::off_step, {{"limit", field.increment->to_text()}}};
    return std::nullopt;
}

std::vector<Json> options_of(const Component& field, const Surroundings& around) {
    if (field.values_feel) {
        const auto list = rules::evaluate(*field.values_feel, around.names);
        return list ? option_values(rules::to_json(*list)) : std::vector<Json>{};
    }
    if (!field.values_key.empty()) {
        const auto* list = hz::find(around.context, field.values_key);
        return list ? option_values(*list) : std::vector<Json>{};
    }
    return field.options;
}

std::optional<Problem> check_choice(const Component& field, const Json& value, const Surroundings& around) {
    const auto options = options_of(field, around);
    const auto* all = value.if_array();
    const bool fits =
        is_multiple(field.type)
            ? all && std::all_of(all->begin(), all->end(), [&](const Json& one) { return member(options, one); })
            : member(options, value);
    return fits ? std::nullopt : std::optional(Problem{&errors::not_an_option});
}

std::optional<Problem> check_moment(const Component& field, std::string_view text, const Surroundings& around) {
    const auto today = get_text(around.context, "today");
    if (field.disallow_past && field.subtype != Subtype::time && today.size() >= 10 &&
        text.substr(0, 10) < today.substr(0, 10))
        return Problem{&errors::date_passed};
    return std::nullopt;
}

}  // namespace

std::optional<rules::Number> number_of(const Json& value) {
    if (const auto* text = value.if_string()) {
        const auto trimmed = trim(std::string_view{text->data(), text->size()});
        return trimmed.size() > 100 ? std::nullopt : rules::Number::parse(trimmed);
    }
    const auto number = rules::from_json(value);
    return number.if_number() ? std::optional(*number.if_number()) : std::nullopt;
}

Json number_json(const rules::Number& number) {
    const auto whole = number.to_int();
    return whole ? Json(*whole) : Json(number.to_double());
}

Json empty_value(Type type) {
    if (is_text(type)) return "";
    if (is_multiple(type)) return JsonArray{};
    if (type == Type::checkbox) return false;
    return nullptr;
}

bool is_empty(const Json& value) {
    if (value.is_null()) return true;
    if (const auto* text = value.if_string()) return text->empty();
    const auto* list = value.if_array();
    return list && list->empty();
}

Json read_value(const Component& field, const Json& value, std::optional<Problem>& problem) {
    switch (field.type) {
        case Type::textfield:
        case Type::textarea:
            return read_text(field, value, problem);
        case Type::number:
            return read_number(field, value, problem);
        case Type::checkbox:
            return value.is_bool() && value.get_bool();
        case Type::checklist:
        case Type::taglist:
            return read_multiple(value, problem);
        case Type::datetime:
            return read_moment(field, value, problem);
        case Type::radio:
        case Type::select:
            return is_empty(value) ? Json(nullptr) : value;
        default:
            return nullptr;
    }
}

std::optional<Problem> check_value(const Component& field, const Json& value, const Surroundings& around) {
    if (field.type == Type::checkbox)
        return field.required && !value.get_bool() ? std::optional(Problem{&errors::required_tick}) : std::nullopt;
    if (is_empty(value)) {
        if (!field.required) return std::nullopt;
        const bool choice = is_choice(field.type) || is_multiple(field.type) || field.type == Type::datetime;
        return Problem{choice ? &errors::required_choice : &errors::required};
    }
    if (is_text(field.type)) return check_text(field, text_of(value), around);
    if (field.type == Type::number) {
        const auto number = number_of(value);
        return number ? check_number(field, *number, around) : std::optional(Problem{&errors::not_a_number});
    }
    if (is_choice(field.type) || is_multiple(field.type)) return check_choice(field, value, around);
    if (field.type == Type::datetime) return check_moment(field, text_of(value), around);
    return std::nullopt;
}

bool default_possible(const Component& field, const Json& value) {
    if (field.type == Type::expression) return true;
    std::optional<Problem> problem;
    const auto read = read_value(field, value, problem);
    if (problem) return false;
    if (is_empty(read) || field.type == Type::checkbox) return true;
    if (!field.values_key.empty() || field.values_feel) return true;
    Component plain = field;
    for (auto* limit : {&plain.min, &plain.max, &plain.min_length, &plain.max_length}) limit->feel = nullptr;
    const rules::Value names;
    const Json context;
    const Options options;
    return !check_value(plain, read, {names, context, options});
}

}  // namespace hz::form
