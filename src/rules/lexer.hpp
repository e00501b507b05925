// SPDX-License-Identifier: Apache-2.0
// The words of FEEL. Private to rules.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace hz::rules {

enum class TokenKind { word, number, string, at_string, symbol, end };

struct Token {
    TokenKind kind = TokenKind::end;
    std::uint32_t at = 0;   // byte where it starts
    std::string_view text;  // as written; views the source
    std::string value;      // of a string: with escapes resolved
};

struct Limits {
    std::size_t bytes = 64 * 1024;
    std::size_t nesting = 100;
};

// What the parser wanted, in both languages.
struct Expected {
    std::string_view zh, en;
};

// feel_syntax for the place `at` (a byte offset); `found` as written, empty at the end.
[[nodiscard]] Error syntax_error(std::string_view source, std::size_t at, Expected expected, std::string_view found);
[[nodiscard]] std::pair<std::size_t, std::size_t> line_and_column(std::string_view source, std::size_t at);

// All tokens, the last of kind end. Refusals: feel_syntax, feel_too_large, text.not_utf8. Tokens view `source`.
[[nodiscard]] Result<std::vector<Token>> tokenize(std::string_view source, const Limits& limits = {});

}  // namespace hz::rules
