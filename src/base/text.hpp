// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hz {

// Strict UTF-8 (no surrogates, no overlong forms, at most U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view text);
// Code points in valid UTF-8.
[[nodiscard]] std::size_t length(std::string_view utf8);
// The first `count` code points.
[[nodiscard]] std::string_view prefix(std::string_view utf8, std::size_t count);
// The code point at `at` (moved past it). Malformed bytes give U+FFFD and move by one.
[[nodiscard]] std::uint32_t next_code_point(std::string_view utf8, std::size_t& at);
// Without ASCII and ideographic spaces at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace hz
