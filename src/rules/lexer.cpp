// SPDX-License-Identifier: Apache-2.0
#include "rules/lexer.hpp"

#include <array>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "rules/errors.hpp"
#include "rules/letter.hpp"

namespace hz::rules {
namespace {

bool within(std::uint32_t c, std::uint32_t low, std::uint32_t high) { return c >= low && c <= high; }
bool is_digit(std::uint32_t c) { return within(c, '0', '9'); }
bool is_space(std::uint32_t c) {
    return within(c, 0x09, 0x0D) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 || within(c, 0x2000, 0x200B) ||
           within(c, 0x2028, 0x2029) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}
// The "name start char" of the standard, without the punctuation of Chinese text, which is never meant as a name.
bool starts_name(std::uint32_t c) {
    if (within(c, 'a', 'z') || within(c, 'A', 'Z') || c == '_') return true;
    if (c < 0xC0 || c == 0xD7 || c == 0xF7) return false;
    return !is_space(c) && !within(c, 0x2000, 0x206F) && !within(c, 0x3000, 0x3004) && !within(c, 0x3008, 0x301F) &&
           !within(c, 0xFF00, 0xFF20) && !within(c, 0xFF3B, 0xFF40) && !within(c, 0xFF5B, 0xFF65) && c != 0xFFFD;
}
bool continues_name(std::uint32_t c) { return starts_name(c) || is_digit(c) || c == 0xB7; }

constexpr std::array<std::string_view, 6> long_symbols{"**", "..", "<=", ">=", "!=", "->"};
constexpr std::string_view symbols = "+-*/()[]{},:.<>=?";

class Lexer {
  public:
    explicit Lexer(std::string_view source) : source_(source) {}

    Result<std::vector<Token>> run() {
        for (;;) {
            if (!skip_space())
                return syntax_error(source_, at_, {"注释的结尾“*/”", "the end of the comment \"*/\""}, "");
            if (at_ >= source_.size()) break;
            if (auto failed = next()) return *std::move(failed);
        }
        tokens_.push_back({TokenKind::end, static_cast<std::uint32_t>(source_.size()), {}, {}});
        return std::move(tokens_);
    }

  private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
    }
    [[nodiscard]] std::uint32_t point() const {
        auto copy = at_;
        return next_code_point(source_, copy);
    }
    void skip_point() { static_cast<void>(next_code_point(source_, at_)); }
    void emit(TokenKind kind, std::size_t first, std::string value = {}) {
        tokens_.push_back(
            {kind, static_cast<std::uint32_t>(first), source_.substr(first, at_ - first), std::move(value)});
    }

    bool skip_space() {
        while (at_ < source_.size()) {
            if (source_.substr(at_).starts_with("//")) {
                while (at_ < source_.size() && source_[at_] != '\n') ++at_;
            } else if (source_.substr(at_).starts_with("/*")) {
                const auto end = source_.find("*/", at_ + 2);
                if (end == std::string_view::npos) return at_ = source_.size(), false;
                at_ = end + 2;
            } else if (is_space(point())) {
                skip_point();
            } else {
                break;
            }
        }
        return true;
    }

    std::optional<Error> next() {
        const auto first = at_;
        const char c = peek();
        if (is_digit(static_cast<unsigned char>(c)) || (c == '.' && is_digit(static_cast<unsigned char>(peek(1)))))
            return number(), std::nullopt;
        if (c == '"') return string(first, TokenKind::string);
        if (c == '@' && peek(1) == '"') return ++at_, string(first, TokenKind::at_string);
        if (starts_name(point())) {
            while (at_ < source_.size() && continues_name(point())) skip_point();
            return emit(TokenKind::word, first), std::nullopt;
        }
        for (const auto symbol : long_symbols)
            if (source_.substr(at_).starts_with(symbol)) return at_ += 2, emit(TokenKind::symbol, first), std::nullopt;
        if (c != '\0' && symbols.find(c) != std::string_view::npos)
            return ++at_, emit(TokenKind::symbol, first), std::nullopt;
        skip_point();
        return syntax_error(
            source_, first,
            {"名称、数字、文字或运算符（标点请用英文半角）", "a name, number, text or operator (in plain ASCII)"},
            source_.substr(first, at_ - first));
    }

    void number() {
        const auto first = at_;
        const auto digits = [&] {
            while (is_digit(static_cast<unsigned char>(peek()))) ++at_;
        };
        digits();
        if (peek() == '.' && is_digit(static_cast<unsigned char>(peek(1)))) ++at_, digits();
        if (peek() == 'e' || peek() == 'E') {
            const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
            if (is_digit(static_cast<unsigned char>(peek(1 + sign)))) at_ += 1 + sign, digits();
        }
        emit(TokenKind::number, first);
    }

    std::optional<Error> string(std::size_t first, TokenKind kind) {
        std::string value;
        ++at_;
        while (at_ < source_.size() && source_[at_] != '"') {
            if (source_[at_] == '\\') {
                if (!escape(value))
                    return syntax_error(source_, at_,
                                        {"有效的转义，如 \\n 或 \\u4E2D", "a valid escape such as \\n or \\u4E2D"},
                                        source_.substr(at_, 2));
            } else {
                value += source_[at_++];
            }
        }
        if (at_ >= source_.size())
            return syntax_error(source_, at_, {"文字结尾的引号", "the closing quotation mark"}, "");
        ++at_;
        emit(kind, first, std::move(value));
        return std::nullopt;
    }

    // At a backslash; false where what follows is no escape.
    bool escape(std::string& out) {
        constexpr std::string_view names = "nrt\"'\\/", values = "\n\r\t\"'\\/";
        const char c = peek(1);
        if (const auto found = c ? names.find(c) : std::string_view::npos; found != std::string_view::npos) {
            out += values[found];
            at_ += 2;
            return true;
        }
        if (c != 'u' && c != 'U') return out += '\\', ++at_, true;  // as patterns have them: "\s"
        auto code = hex(at_ + 2, c == 'u' ? 4 : 6);
        if (!code) return false;
        auto after = at_ + (c == 'u' ? 6 : 8);
        if (within(*code, 0xD800, 0xDBFF) && source_.substr(after).starts_with("\\u")) {
            const auto low = hex(after + 2, 4);
            if (!low || !within(*low, 0xDC00, 0xDFFF)) return false;
            code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
            after += 6;
        }
        if (within(*code, 0xD800, 0xDFFF) || *code > 0x10FFFF) return false;
        append_utf8(out, *code);
        at_ = after;
        return true;
    }

    [[nodiscard]] std::optional<std::uint32_t> hex(std::size_t from, std::size_t count) const {
        if (from + count > source_.size()) return std::nullopt;
        std::uint32_t value = 0;
        for (const char c : source_.substr(from, count)) {
            const int digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) return std::nullopt;
            value = value << 4 | static_cast<std::uint32_t>(digit);
        }
        return value;
    }

    std::string_view source_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

std::pair<std::size_t, std::size_t> line_and_column(std::string_view source, std::size_t at) {
    const auto before = source.substr(0, at);
    std::size_t line = 1, start = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (before[i] == '\n') ++line, start = i + 1;
    return {line, length(before.substr(start)) + 1};
}

Error syntax_error(std::string_view source, std::size_t at, Expected expected, std::string_view found) {
    const auto [line, column] = line_and_column(source, at);
    const std::string shown(prefix(found, 30));
    return refuse(errors::feel_syntax,
                  {{"line", std::to_string(line)},
                   {"column", std::to_string(column)},
                   {"expected_zh", std::string(expected.zh)},
                   {"expected_en", std::string(expected.en)},
                   {"found_zh", found.empty() ? "表达式的结尾" : "“" + shown + "”"},
                   {"found_en", found.empty() ? "the end of the expression" : "\"" + shown + "\""}});
}

Result<std::vector<Token>> tokenize(std::string_view source, const Limits& limits) {
    if (source.size() > limits.bytes)
        return refuse(
            errors::feel_too_large,
            {{"what_zh", "长度（字节）"}, {"what_en", "its length in bytes"}, {"limit", std::to_string(limits.bytes)}});
    if (!is_utf8(source)) return refuse(hz::errors::not_utf8);
    return Lexer(source).run();
}

}  // namespace hz::rules
