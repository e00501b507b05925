// SPDX-License-Identifier: Apache-2.0
#include "rules/lexer.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "rules/errors.hpp"
#include "rules/letter.hpp"

namespace hz::rules {
namespace {

constexpr bool within(std::uint32_t c, std::uint32_t low, std::uint32_t high) { return c >= low && c <= high; }
constexpr bool is_digit(std::uint32_t c) { return within(c, '0', '9'); }
constexpr bool is_space(std::uint32_t c) {
    return within(c, 0x09, 0x0D) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 || within(c, 0x2000, 0x200B) ||
           within(c, 0x2028, 0x2029) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}
// The "name start char" of the standard, without the punctuation of Chinese text, which is never meant as a name.
constexpr bool starts_name(std::uint32_t c) {
    if (within(c, 'a', 'z') || within(c, 'A', 'Z') || c == '_') return true;
    if (c < 0xC0 || c == 0xD7 || c == 0xF7) return false;
    return !is_space(c) && !within(c, 0x2000, 0x206F) && !within(c, 0x3000, 0x3004) && !within(c, 0x3008, 0x301F) &&
           !within(c, 0xFF00, 0xFF20) && !within(c, 0xFF3B, 0xFF40) && !within(c, 0xFF5B, 0xFF65) && c != 0xFFFD;
}
constexpr bool continues_name(std::uint32_t c) { return starts_name(c) || is_digit(c) || c == 0xB7; }

// The same for ASCII, looked up.
constexpr std::uint8_t space = 1, name_start = 2, name_part = 4;
constexpr auto ascii = [] {
    std::array<std::uint8_t, 128> out{};
    for (std::uint32_t c = 0; c < 128; ++c)
        out[c] = static_cast<std::uint8_t>((is_space(c) ? space : 0) | (starts_name(c) ? name_start : 0) |
                                           (continues_name(c) ? name_part : 0));
    return out;
}();

bool is_ascii(std::string_view text) {
    std::uint64_t seen = 0;
    for (; text.size() >= sizeof seen; text.remove_prefix(sizeof seen)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data(), sizeof eight);
        seen |= eight;
    }
    for (const char c : text) seen |= static_cast<unsigned char>(c);
    return (seen & 0x8080808080808080ULL) == 0;
}

class Lexer {
  public:
    explicit Lexer(std::string_view source) : source_(source) {}

    Result<std::vector<Token>> run() {
        tokens_.reserve(source_.size() / 4 + 4);
        for (;;) {
            if (!skip_space())
                return syntax_error(source_, at_, {"注释的结尾“*/”", "the end of the comment \"*/\""}, "");
            if (at_ >= source_.size()) break;
            if (auto failed = next()) return *std::move(failed);
        }
        tokens_.push_back({TokenKind::end, {}, static_cast<std::uint32_t>(source_.size()), {}});
        return std::move(tokens_);
    }

    // Of what a string holds between its quotation marks, its escapes being known as valid.
    std::string resolve() {
        std::string out;
        while (at_ < source_.size()) {
            if (source_[at_] != '\\')
                out += source_[at_++];
            else if (!escape(out))
                break;
        }
        return out;
    }

  private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
    }
    [[nodiscard]] std::uint32_t point() const {
        if (const auto c = static_cast<unsigned char>(source_[at_]); c < 0x80) return c;
        auto copy = at_;
        return next_code_point(source_, copy);
    }
    void skip_point() {
        if (static_cast<unsigned char>(source_[at_]) < 0x80)
            ++at_;
        else
            static_cast<void>(next_code_point(source_, at_));
    }
    [[nodiscard]] bool is_at(std::uint8_t what, bool (*wide)(std::uint32_t)) const {
        const auto c = static_cast<unsigned char>(source_[at_]);
        return c < 0x80 ? (ascii[c] & what) != 0 : wide(point());
    }
    // Over all that are so.
    void skip(std::uint8_t what, bool (*wide)(std::uint32_t)) {
        const auto size = source_.size();
        for (;;) {
            while (at_ < size && static_cast<unsigned char>(source_[at_]) < 0x80 &&
                   (ascii[static_cast<unsigned char>(source_[at_])] & what) != 0)
                ++at_;
            if (at_ >= size || static_cast<unsigned char>(source_[at_]) < 0x80 || !wide(point())) return;
            skip_point();
        }
    }
    void emit(TokenKind kind, std::size_t first, Mark mark = {}) {
        tokens_.push_back({kind, mark, static_cast<std::uint32_t>(first), source_.substr(first, at_ - first)});
    }

    bool skip_space() {
        while (at_ < source_.size()) {
            if (peek() != '/') {
                const auto before = at_;
                skip(space, is_space);
                if (at_ == before) break;
            } else if (peek(1) == '/') {
                while (at_ < source_.size() && source_[at_] != '\n') ++at_;
            } else if (peek(1) == '*') {
                const auto end = source_.find("*/", at_ + 2);
                if (end == std::string_view::npos) return at_ = source_.size(), false;
                at_ = end + 2;
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
        if (is_at(name_start, starts_name)) {
            skip(name_part, continues_name);
            return emit(TokenKind::word, first, Mark::of(source_.substr(first, at_ - first))), std::nullopt;
        }
        for (const std::size_t size : {2U, 1U}) {
            const auto text = source_.substr(at_, size);
            if (const auto mark = Mark::of(text); !mark.empty())
                return at_ += text.size(), emit(TokenKind::symbol, first, mark), std::nullopt;
        }
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
        std::string resolved;  // only to see that it can be
        ++at_;
        while (at_ < source_.size() && source_[at_] != '"') {
            if (source_[at_] != '\\')
                ++at_;
            else if (!escape(resolved))
                return syntax_error(source_, at_,
                                    {"有效的转义，如 \\n 或 \\u4E2D", "a valid escape such as \\n or \\u4E2D"},
                                    source_.substr(at_, 2));
        }
        if (at_ >= source_.size())
            return syntax_error(source_, at_, {"文字结尾的引号", "the closing quotation mark"}, "");
        ++at_;
        emit(kind, first);
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

std::string unquoted(std::string_view written) {
    written.remove_prefix(written.find('"') + 1);
    written.remove_suffix(1);
    return written.find('\\') == std::string_view::npos ? std::string(written) : Lexer(written).resolve();
}

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
    if (!is_ascii(source) && !is_utf8(source)) return refuse(hz::errors::not_utf8);
    return Lexer(source).run();
}

}  // namespace hz::rules
