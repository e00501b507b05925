// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

namespace hz {
namespace {

// Bytes of the sequence at `at`, 0 where it is malformed. RFC 3629 section 4.
std::size_t sequence(std::string_view s, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    const unsigned first = byte(at);
    if (first < 0x80) return 1;
    const std::size_t count = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (count == 0 || at + count > s.size()) return 0;
    for (std::size_t i = 1; i < count; ++i)
        if ((byte(at + i) & 0xC0) != 0x80) return 0;
    const unsigned second = byte(at + 1);
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) ||
        (first == 0xF4 && second > 0x8F))
        return 0;
    return count;
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto step = sequence(text, i);
        if (step == 0) return false;
        i += step;
    }
    return true;
}

std::size_t length(std::string_view utf8) {
    std::size_t count = 0;
    for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string_view prefix(std::string_view utf8, std::size_t count) {
    std::size_t i = 0;
    for (; i < utf8.size(); ++i)
        if ((static_cast<unsigned char>(utf8[i]) & 0xC0) != 0x80 && count-- == 0) break;
    return utf8.substr(0, i);
}

std::uint32_t next_code_point(std::string_view utf8, std::size_t& at) {
    const auto count = sequence(utf8, at);
    if (count == 0) {
        ++at;
        return 0xFFFD;
    }
    const auto first = static_cast<unsigned char>(utf8[at]);
    std::uint32_t point = count == 1 ? first : first & (0xFFU >> (count + 1));
    for (std::size_t i = 1; i < count; ++i) point = point << 6 | (static_cast<unsigned char>(utf8[at + i]) & 0x3FU);
    at += count;
    return point;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view wide = "\u3000";
    for (;;) {
        if (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ')
            text.remove_prefix(1);
        else if (text.starts_with(wide))
            text.remove_prefix(wide.size());
        else if (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
            text.remove_suffix(1);
        else if (text.ends_with(wide))
            text.remove_suffix(wide.size());
        else
            return text;
    }
}

}  // namespace hz
