// SPDX-License-Identifier: Apache-2.0
// Described structs (BOOST_DESCRIBE_STRUCT) to and from a Json document, for what we store ourselves: event payloads
// and state. Reading is lenient, so that old events stay readable: a missing member keeps its default, an unknown one
// is skipped. Messages from outside go through the strict codec instead.
#pragma once
#include <algorithm>
#include <array>
#include <boost/describe.hpp>
#include <boost/json/string.hpp>
#include <boost/mp11/algorithm.hpp>
#include <optional>
#include <string>
#include <string_view>
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

// Members with nothing in them are left out.
template <class Field>
[[nodiscard]] bool is_left_out(const Field& v) {
    if constexpr (is_optional<Field>)
        return !v;
    else if constexpr (is_vector<Field> || std::is_same_v<Field, std::string>)
        return v.empty();
    else if constexpr (std::is_same_v<Field, Json>)
        return v.is_null();
    else
        return false;
}

template <class T>
void append_fields(const T& v, std::string& out);

// The members of T in the order of their names, each with what appends it.
template <class T>
struct Named {
    std::string_view name;
    void (*append)(const T&, std::string_view name, std::string& out);
};
template <class T, class Member>
void append_member(const T& v, std::string_view name, std::string& out) {
    const auto& field = v.*Member::pointer;
    if (is_left_out(field)) return;
    out += out.back() == '{' ? "\"" : ",\"";
    out += name;
    out += "\":";
    append_fields(field, out);
}
template <class T, template <class...> class List, class... Member>
[[nodiscard]] constexpr auto by_name(List<Member...>) {
    std::array<Named<T>, sizeof...(Member)> out{Named<T>{Member::name, &append_member<T, Member>}...};
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return out;
}

template <class T>
void append_fields(const T& v, std::string& out) {
    if constexpr (std::is_same_v<T, Json> || std::is_same_v<T, std::string>)
        append_canonical(v, out);
    else if constexpr (std::is_same_v<T, bool>)
        out += v ? "true" : "false";
    else if constexpr (std::is_same_v<T, double>)
        append_canonical(Json(v), out);
    else if constexpr (std::is_integral_v<T>)
        append_canonical(static_cast<std::int64_t>(v), out);
    else if constexpr (std::is_same_v<T, Time>)
        append_canonical(to_millis(v), out);
    else if constexpr (is_id<T>)
        append_canonical(v.value, out);
    else if constexpr (is_optional<T>) {
        if (v)
            append_fields(*v, out);
        else
            out += "null";
    } else if constexpr (is_vector<T>) {
        out += '[';
        for (const auto& item : v) {
            if (out.back() != '[') out += ',';
            append_fields(item, out);
        }
        out += ']';
    } else {
        static constexpr auto members = by_name<T>(Members<T>{});
        out += '{';
        for (const auto& member : members) member.append(v, member.name, out);
        out += '}';
    }
}
}  // namespace json_fields_detail

// The bytes of canonical(to_fields(v)), without the document between them.
template <class T>
[[nodiscard]] std::string canonical_fields(const T& v) {
    std::string out;
    out.reserve(1024);
    json_fields_detail::append_fields(v, out);
    return out;
}

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
            if (detail::is_left_out(v.*member.pointer)) return;
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
