// SPDX-License-Identifier: Apache-2.0
// Letters by code point. Private to rules.
#pragma once
#include <cstdint>
#include <string>

namespace hz::rules {

// The simple case mappings of Latin, Greek, Cyrillic, Armenian, Georgian and full-width letters; others stay.
[[nodiscard]] std::uint32_t upper_of(std::uint32_t code_point);
[[nodiscard]] std::uint32_t lower_of(std::uint32_t code_point);
void append_utf8(std::string& out, std::uint32_t code_point);

}  // namespace hz::rules
