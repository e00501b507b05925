// SPDX-License-Identifier: Apache-2.0
// The words of FEEL. Private to rules.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace hz::rules {

// The texts of the marks. Those from "external" on are words that cannot be names.
inline constexpr std::array<std::string_view, 48> mark_texts{
    "",        "+",         "-",        "*",   "/",        "(",    ")",     "[",       "]",   "{",
    "}",       ",",         ":",        ".",   "<",        ">",    "=",     "?",       "'",   "**",
    "..",      "<=",        ">=",       "!=",  "->",       "list", "range", "context", "not", "external",
    "if",      "then",      "else",     "for", "return",   "in",   "some",  "every",   "and", "or",
    "between", "satisfies", "instance", "of",  "function", "true", "false", "null"};
inline constexpr std::uint8_t first_keyword = 29;
inline constexpr std::size_t mark_count = 48;
// Their numbers, ordered by the first character; where each character begins among them.
struct MarkIndex {
    std::array<std::uint8_t, 128> first;
    std::array<std::uint8_t, mark_count + 1> order;
};
inline constexpr MarkIndex mark_index = [] {
    MarkIndex out{};
    std::uint8_t at = 1;
    for (std::size_t c = 0; c < out.first.size(); ++c) {
        out.first[c] = at;
        for (std::uint8_t i = 1; i < mark_count; ++i)
            if (mark_texts[i].front() == static_cast<char>(c)) out.order[at++] = i;
    }
    return out;
}();

// A symbol or word of the grammar as a number, so that the parser compares no texts. The one of any other text is
// empty.
class Mark {
  public:
    constexpr Mark() = default;
    consteval Mark(const char* text) : code_(code_of(text)) {
        if (code_ == 0) throw "not among the marks";
    }
    [[nodiscard]] static constexpr Mark of(std::string_view text) {
        Mark out;
        out.code_ = code_of(text);
        return out;
    }
    [[nodiscard]] constexpr bool empty() const { return code_ == 0; }
    [[nodiscard]] constexpr std::string_view text() const { return mark_texts[code_]; }
    // A word that cannot be a name.
    [[nodiscard]] constexpr bool is_keyword() const { return code_ >= first_keyword; }
    constexpr bool operator==(const Mark&) const = default;

  private:
    static constexpr std::uint8_t code_of(std::string_view text) {
        const auto c = text.empty() ? 0x80U : static_cast<unsigned char>(text.front());
        if (c >= 127) return 0;
        for (auto i = mark_index.first[c]; i < mark_index.first[c + 1]; ++i)
            if (mark_texts[mark_index.order[i]] == text) return mark_index.order[i];
        return 0;
    }
    std::uint8_t code_ = 0;
};

enum class TokenKind : std::uint8_t { word, number, string, at_string, symbol, end };

struct Token {
    TokenKind kind = TokenKind::end;
    Mark mark{};            // of a word or symbol
    std::uint32_t at = 0;   // byte where it starts
    std::string_view text;  // as written; views the source
};

// The value of a string as written: without the quotation marks, with escapes resolved.
[[nodiscard]] std::string unquoted(std::string_view written);

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
