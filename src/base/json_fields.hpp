// SPDX-License-Identifier: Apache-2.0
// Described structs (BOOST_DESCRIBE_STRUCT) to and from a Json document, for what we store ourselves: event payloads
// and state. Reading is lenient, so that old events stay readable: a missing member keeps its default, an unknown one
// is skipped. Messages from outside go through the strict codec instead.
#pragma once
#include <boost/describe.hpp>
#include <boost/json/string.hpp>
#include <boost/mp11/algorithm.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/json.hpp"

namespace hz {

namespace json_fields_detail {
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_id = false;
template <class T>
inline constexpr bool is_id<Id<T>> = true;
template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
}  // namespace json_fields_detail

template <class T>
[[nodiscard]] Json to_fields(const T& v) {
    namespace detail = json_fields_detail;
    if constexpr (std::is_same_v<T, Json>)
        return v;
    else if constexpr (std::is_same_v<T, std::string>)
        return Json(boost::json::string(v.data(), v.size()));
    else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, double>)
        return v;
    else if constexpr (std::is_integral_v<T>)
        return static_cast<std::int64_t>(v);
    else if constexpr (std::is_same_v<T, Time>)
        return to_millis(v);
    else if constexpr (detail::is_id<T>)
        return v.value;
    else if constexpr (detail::is_optional<T>)
        return v ? to_fields(*v) : Json(nullptr);
    else if constexpr (detail::is_vector<T>) {
        JsonArray out;
        out.reserve(v.size());
        for (const auto& item : v) out.push_back(to_fields(item));
        return out;
    } else {
        JsonObject out;
        boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
            using Field = std::remove_cvref_t<decltype(v.*member.pointer)>;
            if constexpr (detail::is_optional<Field>) {
                if (!(v.*member.pointer)) return;
            } else if constexpr (detail::is_vector<Field> || std::is_same_v<Field, std::string>) {
                if ((v.*member.pointer).empty()) return;
            } else if constexpr (std::is_same_v<Field, Json>) {
                if ((v.*member.pointer).is_null()) return;
            }
            out.emplace(member.name, to_fields(v.*member.pointer));
        });
        return out;
    }
}

template <class T>
void from_fields(const Json& json, T& out) {
    namespace detail = json_fields_detail;
    if constexpr (std::is_same_v<T, Json>)
        out = json;
    else if constexpr (std::is_same_v<T, std::string>) {
        if (const auto* s = json.if_string()) out.assign(s->data(), s->size());
    } else if constexpr (std::is_same_v<T, bool>) {
        if (const auto* b = json.if_bool()) out = *b;
    } else if constexpr (std::is_same_v<T, double>) {
        if (json.is_number()) out = json.to_number<double>();
    } else if constexpr (std::is_integral_v<T>) {
        if (const auto* i = json.if_int64()) out = static_cast<T>(*i);
    } else if constexpr (std::is_same_v<T, Time>) {
        if (const auto* i = json.if_int64()) out = from_millis(*i);
    } else if constexpr (detail::is_id<T>) {
        if (const auto* i = json.if_int64()) out.value = *i;
    } else if constexpr (detail::is_optional<T>) {
        if (json.is_null())
            out.reset();
        else
            from_fields(json, out.emplace());
    } else if constexpr (detail::is_vector<T>) {
        out.clear();
        if (const auto* array = json.if_array())
            for (const auto& item : *array) from_fields(item, out.emplace_back());
    } else {
        const auto* object = json.if_object();
        if (!object) return;
        boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
            if (const auto* found = object->if_contains(member.name)) from_fields(*found, out.*member.pointer);
        });
    }
}

template <class T>
[[nodiscard]] T from_fields(const Json& json) {
    T out{};
    from_fields(json, out);
    return out;
}

}  // namespace hz
