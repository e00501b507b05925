// SPDX-License-Identifier: Apache-2.0
// The tokeniser on any bytes: valid UTF-8 comes out, whatever a document holds its own query finds, and folding is
// stable.
#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"
#include "storage/script.hpp"
#include "storage/search.hpp"
#include "storage/tokens.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto all = hz::storage::tokens(text);
    for (const auto& token : all) {
        hz::check(!token.empty() && hz::is_utf8(token), "a token is valid UTF-8");
        hz::check(token.find_first_of("\"\\{},* ") == std::string::npos, "a token needs no escape");
    }
    for (const auto& word : hz::storage::query_words(text)) {
        hz::check(word.characters == hz::length(word.text), "a word knows its length");
        if (word.cjk)
            hz::storage::each_token(word, false, [&](std::string_view token) {
                const auto starts = [&](const std::string& t) { return t.starts_with(token); };
                hz::check(std::ranges::any_of(all, starts), "a document holds the words of its own query");
            });
    }
    const auto folded = hz::storage::fold(text);
    hz::check(hz::storage::fold(folded) == folded, "folding twice changes nothing");
    hz::check(hz::storage::tokens(folded) == all, "folding does not change the tokens");
    (void)hz::storage::statements(text);
    return 0;
}
