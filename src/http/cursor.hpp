// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/codec.hpp"
#include "base/encoding.hpp"
#include "http/errors.hpp"

// Cursors for keyset paging: where the last page ended, opaque to the caller.
namespace hz::http {

// Signs a cursor where its content must not be chosen by the caller: (text) -> tag. Empty: not signed, so whatever a
// cursor says must be checked like any input.
using CursorSign = std::function<Bytes(std::string_view)>;

// The text of a cursor; at most 1 KiB may be read back.
[[nodiscard]] std::string seal_cursor(std::string_view content, const CursorSign& sign = {});
[[nodiscard]] std::optional<std::string> open_cursor(std::string_view cursor, const CursorSign& sign = {});

// From and to a described struct.
template <class T>
[[nodiscard]] std::string encode_cursor(const T& place, const CursorSign& sign = {}) {
    return seal_cursor(codec::encode(place), sign);
}
// Refusal: http.bad_cursor.
template <class T>
[[nodiscard]] Result<T> decode_cursor(std::string_view cursor, const CursorSign& sign = {}) {
    if (const auto content = open_cursor(cursor, sign))
        if (auto place = codec::decode<T>(*content); place.has_value()) return std::move(*place);
    return refuse(errors::bad_cursor);
}

// What every list answers. `next_cursor` is absent on the last page.
template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> next_cursor;
    BOOST_DESCRIBE_CLASS(Page, (), (items, next_cursor), (), ())
};

}  // namespace hz::http
