// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/json.hpp"

namespace hz {

// A text of at most `Max` code points; longer input is refused with field.too_long.
template <std::size_t Max>
struct Text {
    std::string value;
    auto operator<=>(const Text&) const = default;
    operator std::string_view() const { return value; }  // NOLINT: it is a text
};

}  // namespace hz

// What the codec knows about types. Private to base/codec*.hpp.
namespace hz::codec {

namespace mp = boost::mp11;
namespace desc = boost::describe;

template <class T>
concept Described = desc::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept DescribedEnum = desc::has_describe_enumerators<T>::value;
template <class T>
using Members = desc::describe_members<T, desc::mod_public | desc::mod_inherited>;
template <class T, class M>
using MemberType = std::remove_cvref_t<decltype(std::declval<T&>().*M::pointer)>;

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
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;
template <class T>
inline constexpr std::size_t text_limit = 0;
template <std::size_t Max>
inline constexpr std::size_t text_limit<Text<Max>> = Max;

// A text of ours that is always an RFC 3339 time: `static constexpr bool is_time = true;` and converts to string_view.
template <class T>
inline constexpr bool is_time_text = requires {
    requires T::is_time;
};

// Free-form members hold whatever JSON the caller sent.
template <class T>
inline constexpr bool is_free =
    std::is_same_v<T, Json> || std::is_same_v<T, JsonObject> || std::is_same_v<T, JsonArray>;

// A described struct may check itself after it was read: `void validate(std::vector<FieldError>& errors) const`,
// with paths relative to itself ("/limit").
template <class T>
concept Validated = requires(const T& value, std::vector<FieldError>& errors) {
    value.validate(errors);
};

// The public spelling of a C++ name: a last underscore keeps a keyword apart (`public_` is "public").
constexpr std::string_view public_name(std::string_view name) {
    return name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
}

// The words of an enum, in order of declaration.
template <DescribedEnum E>
[[nodiscard]] std::vector<std::string_view> words() {
    std::vector<std::string_view> out;
    mp::mp_for_each<desc::describe_enumerators<E>>([&](auto e) { out.push_back(public_name(e.name)); });
    return out;
}

template <DescribedEnum E>
[[nodiscard]] std::optional<E> from_word(std::string_view word) {
    std::optional<E> out;
    mp::mp_for_each<desc::describe_enumerators<E>>([&](auto e) {
        if (word == public_name(e.name)) out = e.value;
    });
    return out;
}

// A value outside the enum gives "?".
template <DescribedEnum E>
[[nodiscard]] std::string_view to_word(E value) {
    std::string_view out = "?";
    mp::mp_for_each<desc::describe_enumerators<E>>([&](auto e) {
        if (value == e.value) out = public_name(e.name);
    });
    return out;
}

// "YYYY-MM-DD"; empty where it is no day of the calendar.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_date(std::string_view text);
[[nodiscard]] std::string format_date(std::chrono::year_month_day date);

template <class T>
inline constexpr bool is_date =
    std::is_same_v<T, std::chrono::year_month_day> || std::is_same_v<T, std::chrono::sys_days>;

}  // namespace hz::codec
