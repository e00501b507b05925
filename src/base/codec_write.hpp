// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <charconv>
#include <cmath>

#include "base/codec_traits.hpp"

// Struct -> JSON. Private to base/codec.hpp.
namespace hz::codec {

// Appends `text` in quotes, escaped. The text must be UTF-8.
void write_text(std::string& out, std::string_view text);

template <class T>
void write(std::string& out, const T& value);

template <class T>
void write_number(std::string& out, T value) {
    if constexpr (std::is_floating_point_v<T>) {
        if (!std::isfinite(value)) {
            out += "null";
            return;
        }
    }
    char buffer[32];
    out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

template <class T>
void write_struct(std::string& out, const T& value) {
    out += '{';
    bool more = false;
    mp::mp_for_each<Members<T>>([&](auto m) {
        const auto& member = value.*m.pointer;
        if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>) {
            if (!member) return;  // left out, not null
        }
        out += more ? ",\"" : "\"";
        more = true;
        out.append(public_name(m.name)).append("\":");
        write(out, member);
    });
    out += '}';
}

// `each(add)` calls add(writer) once an item; writers append the item.
template <class Items, class WriteItem>
void write_items(std::string& out, char open, char close, const Items& items, WriteItem&& write_item) {
    out += open;
    bool more = false;
    for (const auto& item : items) {
        if (more) out += ',';
        more = true;
        write_item(item);
    }
    out += close;
}

template <class T>
void write(std::string& out, const T& value) {
    if constexpr (is_optional<T>) {
        if (value)
            write(out, *value);
        else
            out += "null";
    } else if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_arithmetic_v<T>) {
        write_number(out, value);
    } else if constexpr (is_free<T>) {
        out += to_string(Json(value));
    } else if constexpr (is_vector<T>) {
        write_items(out, '[', ']', value, [&](const auto& item) { write(out, item); });
    } else if constexpr (is_map<T>) {
        write_items(out, '{', '}', value, [&](const auto& item) {
            write_text(out, item.first);
            out += ':';
            write(out, item.second);
        });
    } else if constexpr (is_id<T>) {
        write_text(out, to_text(value));
    } else if constexpr (std::is_same_v<T, Time>) {
        write_text(out, format_rfc3339(value));
    } else if constexpr (is_date<T>) {
        write_text(out, format_date(std::chrono::year_month_day{value}));
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        write_text(out, value);
    } else if constexpr (DescribedEnum<T>) {
        write_text(out, to_word(value));
    } else {
        static_assert(Described<T>, "describe the type with BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM");
        write_struct(out, value);
    }
}

}  // namespace hz::codec
