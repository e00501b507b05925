// SPDX-License-Identifier: Apache-2.0
#include <boost/json/serialize.hpp>

#include "rules/value.hpp"

namespace hz::rules {
namespace {

// Inside a list or context a string is written as its literal.
std::string nested(const Value& value) {
    const auto* text = value.if_string();
    return text ? boost::json::serialize(boost::json::string_view(text->data(), text->size())) : to_text(value);
}

std::string text_of(const List& list) {
    std::string out = "[";
    for (const auto& item : list) out += (out.size() > 1 ? ", " : "") + nested(item);
    return out + "]";
}

std::string text_of(const Context& context) {
    std::string out = "{";
    for (const auto& [name, item] : context.entries()) out += (out.size() > 1 ? ", " : "") + name + ": " + nested(item);
    return out + "}";
}

std::string text_of(const Range& range) {
    return (range.low_included ? "[" : "(") + nested(range.low) + ".." + nested(range.high) +
           (range.high_included ? "]" : ")");
}

}  // namespace

std::string to_text(const Value& value) {
    switch (value.kind()) {
        case Kind::null:
            return "null";
        case Kind::boolean:
            return value.is_true() ? "true" : "false";
        case Kind::number:
            return value.if_number()->to_text();
        case Kind::string:
            return *value.if_string();
        case Kind::date:
            return to_text(*value.if_date());
        case Kind::time:
            return to_text(*value.if_time());
        case Kind::date_time:
            return to_text(*value.if_date_time());
        case Kind::days_duration:
            return to_text(*value.if_days());
        case Kind::years_duration:
            return to_text(*value.if_years());
        case Kind::list:
            return text_of(*value.if_list());
        case Kind::context:
            return text_of(*value.if_context());
        case Kind::range:
            return text_of(*value.if_range());
        case Kind::function:
            return "function";
    }
    return {};
}

Value from_json(const Json& json) {
    switch (json.kind()) {
        case boost::json::kind::null:
            return {};
        case boost::json::kind::bool_:
            return Value(json.get_bool());
        case boost::json::kind::int64:
            return Value(json.get_int64());
        case boost::json::kind::uint64:
            return Value(Number::parse(std::to_string(json.get_uint64())));
        case boost::json::kind::double_:
            return Value(Number::from_double(json.get_double()));
        case boost::json::kind::string:
            return Value(std::string(json.get_string().data(), json.get_string().size()));
        case boost::json::kind::array: {
            List list;
            list.reserve(json.get_array().size());
            for (const auto& item : json.get_array()) list.push_back(from_json(item));
            return Value(std::move(list));
        }
        case boost::json::kind::object:
            break;
    }
    Context context;
    for (const auto& member : json.get_object())
        context.put(std::string(member.key().data(), member.key().size()), from_json(member.value()));
    return Value(std::move(context));
}

Json to_json(const Value& value) {
    switch (value.kind()) {
        case Kind::boolean:
            return *value.if_boolean();
        case Kind::number: {
            const auto whole = value.if_number()->to_int();
            return whole ? Json(*whole) : Json(value.if_number()->to_double());
        }
        case Kind::list: {
            JsonArray out;
            for (const auto& item : *value.if_list()) out.push_back(to_json(item));
            return out;
        }
        case Kind::context: {
            JsonObject out;
            for (const auto& [name, item] : value.if_context()->entries()) out[name] = to_json(item);
            return out;
        }
        case Kind::null:
        case Kind::range:
        case Kind::function:
            return nullptr;
        default:
            return Json(to_text(value));
    }
}

}  // namespace hz::rules
