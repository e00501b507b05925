// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Small text helpers of the HTTP grammar (ASCII only). Private to http/.
namespace hz::http {

[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);
[[nodiscard]] std::string lower_case(std::string_view text);
// Pieces between separators, untrimmed; at most `most` pieces are made, the rest is left out.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator, std::size_t most = 128);
// The weight in " q=0.5"; 1 where there is none, 0 where it cannot be read.
[[nodiscard]] double quality(std::string_view parameters);
// Percent-decoding; `plus` makes '+' a space. Empty where an escape is broken, or the result is not UTF-8 or has
// controls.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, bool plus);
// Everything but unreserved characters is escaped (RFC 3986 2.3).
[[nodiscard]] std::string percent_encode(std::string_view text);
// All digits, no sign, fits 63 bits.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);

}  // namespace hz::http
