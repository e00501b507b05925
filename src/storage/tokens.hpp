// SPDX-License-Identifier: Apache-2.0
// The tokeniser both engines share. Private to this module but for tokens() in search.hpp.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hz::storage {

// A word as somebody types it: a run of letters and digits, or a run of CJK characters. Lower case, half width.
struct Word {
    std::string text;
    bool cjk = false;
    std::size_t characters = 0;
    std::size_t begin = 0;  // bytes of the original
    std::size_t end = 0;
};

// Reads any bytes; what is not valid UTF-8 separates words. Words of letters are cut at 64 characters.
void each_word(std::string_view utf8, const std::function<void(const Word&)>& f);

// Bigrams of a CJK word. In a document (`ends`) the last character follows alone, so that every position starts a token
// and a query of one character is a prefix of some token. A word of letters is its own token.
void each_token(const Word& word, bool ends, const std::function<void(std::string_view)>& f);

// The words of a query; at most 16 words of at most 64 characters, the rest is not looked at.
[[nodiscard]] std::vector<Word> query_words(std::string_view utf8);

// Lower case and half width throughout.
[[nodiscard]] std::string fold(std::string_view utf8);

}  // namespace hz::storage
