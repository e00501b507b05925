// SPDX-License-Identifier: Apache-2.0
#include "http/cursor.hpp"

#include <algorithm>

namespace hz::http {
namespace {

constexpr std::size_t longest = 1024;

// In constant time for equal sizes.
bool same(BytesView a, BytesView b) {
    if (a.size() != b.size()) return false;
    std::byte difference{0};
    for (std::size_t i = 0; i < a.size(); ++i) difference |= a[i] ^ b[i];
    return difference == std::byte{0};
}

}  // namespace

std::string seal_cursor(std::string_view content, const CursorSign& sign) {
    auto out = to_base64url(as_bytes(content));
    if (sign) out += "." + to_base64url(sign(content));
    return out;
}

std::optional<std::string> open_cursor(std::string_view cursor, const CursorSign& sign) {
    if (cursor.size() > longest) return std::nullopt;
    const auto dot = cursor.find('.');
    if ((dot != std::string_view::npos) != static_cast<bool>(sign)) return std::nullopt;
    const auto content = from_base64url(cursor.substr(0, dot));
    if (!content) return std::nullopt;
    if (sign) {
        const auto tag = from_base64url(cursor.substr(dot + 1));
        if (!tag || !same(*tag, sign(as_text(*content)))) return std::nullopt;
    }
    return std::string(as_text(*content));
}

}  // namespace hz::http
