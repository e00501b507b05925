// SPDX-License-Identifier: Apache-2.0
#include "storage/tokens.hpp"

#include "base/text.hpp"
#include "storage/search.hpp"

namespace hz::storage {
namespace {

constexpr std::size_t longest_word = 64;
constexpr std::size_t most_query_words = 16;

bool between(std::uint32_t c, std::uint32_t low, std::uint32_t high) { return c >= low && c <= high; }

std::uint32_t fold(std::uint32_t c) {
    if (between(c, 0xFF01, 0xFF5E)) c -= 0xFEE0;  // full width
    if (between(c, 'A', 'Z') || (between(c, 0xC0, 0xDE) && c != 0xD7)) return c + 32;
    if (between(c, 0x391, 0x3A9) || between(c, 0x410, 0x42F)) return c + 32;  // Greek, Cyrillic
    return between(c, 0x400, 0x40F) ? c + 80 : c;
}

bool is_cjk(std::uint32_t c) {
    return between(c, 0x4E00, 0x9FFF) || between(c, 0x3400, 0x4DBF) || c == 0x3005 || c == 0x3007 ||
           between(c, 0x3040, 0x30FF) || between(c, 0xAC00, 0xD7AF) || between(c, 0xF900, 0xFAFF) ||
           between(c, 0x20000, 0x3FFFF);
}

bool is_letter(std::uint32_t c) {
    return between(c, '0', '9') || between(c, 'a', 'z') || (between(c, 0xDF, 0x1FFF) && c != 0xF7);
}

void append(std::string& out, std::uint32_t c) {
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        tail(0);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | c >> 12);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0 | c >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

}  // namespace

std::string fold(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) append(out, fold(next_code_point(utf8, at)));
    return out;
}

void each_word(std::string_view utf8, const std::function<void(const Word&)>& f) {
    Word word;
    const auto finish = [&] {
        if (word.characters > 0) f(word);
        word = Word{};
    };
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t begin = at;
        const std::uint32_t c = fold(next_code_point(utf8, at));
        const bool cjk = is_cjk(c);
        if (!cjk && !is_letter(c)) {
            finish();
            continue;
        }
        if (word.characters > 0 && word.cjk != cjk) finish();
        if (word.characters == 0) word.begin = begin;
        word.cjk = cjk;
        word.end = at;
        if (++word.characters <= longest_word || cjk) append(word.text, c);
    }
    finish();
}

void each_token(const Word& word, bool ends, const std::function<void(std::string_view)>& f) {
    if (!word.cjk || word.characters == 1) return f(word.text);
    const std::string_view text = word.text;
    const auto step = [&](std::size_t at) { return prefix(text.substr(at), 1).size(); };
    std::size_t first = 0;
    for (std::size_t second = step(0); second < text.size();) {
        const std::size_t end = second + step(second);
        f(text.substr(first, end - first));
        first = second;
        second = end;
    }
    if (ends) f(text.substr(first));
}

std::vector<Word> query_words(std::string_view utf8) {
    std::vector<Word> words;
    each_word(prefix(utf8, most_query_words * (longest_word + 1)), [&](const Word& word) {
        if (words.size() == most_query_words) return;
        words.push_back(word);
        if (word.characters <= longest_word) return;
        words.back().text = prefix(word.text, longest_word);
        words.back().characters = longest_word;
    });
    return words;
}

std::vector<std::string> tokens(std::string_view utf8) {
    std::vector<std::string> out;
    each_word(utf8, [&](const Word& word) {
        each_token(word, true, [&](std::string_view token) { out.emplace_back(token); });
    });
    return out;
}

}  // namespace hz::storage
