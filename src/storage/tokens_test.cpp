// SPDX-License-Identifier: Apache-2.0
#include "storage/tokens.hpp"

#include <gmock/gmock.h>

#include "storage/search.hpp"

namespace hz::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Tokens, a_run_of_characters_gives_bigrams_and_its_last_character) {
    EXPECT_THAT(tokens("营业执照"), ElementsAre("营业", "业执", "执照", "照"));
    EXPECT_THAT(tokens("证"), ElementsAre("证"));
}

TEST(Tokens, words_are_lower_case_and_half_width) {
    EXPECT_THAT(tokens("ABC ｘｙＺ９ Ärger"), ElementsAre("abc", "xyz9", "ärger"));
}

TEST(Tokens, a_change_of_script_ends_a_word) {
    EXPECT_THAT(tokens("A座12层"), ElementsAre("a", "座", "12", "层"));
    EXPECT_THAT(tokens("社会，保障"), ElementsAre("社会", "会", "保障", "障"));
}

TEST(Tokens, characters_outside_the_basic_plane_are_whole) {
    EXPECT_THAT(tokens("𠮷野家"), ElementsAre("𠮷野", "野家", "家"));
    EXPECT_THAT(tokens("好😀的"), ElementsAre("好", "的"));
    EXPECT_THAT(tokens("二〇二六"), ElementsAre("二〇", "〇二", "二六", "六"));
}

TEST(Tokens, nothing_is_read_from_nothing_or_from_noise) {
    EXPECT_THAT(tokens(""), IsEmpty());
    EXPECT_THAT(tokens(" \"'*()^-+:{}，。\n"), IsEmpty());
    EXPECT_THAT(tokens("ab\xFF\xC3"), ElementsAre("ab"));
}

TEST(Tokens, a_query_is_bounded) {
    std::string many;
    for (int i = 0; i < 100; ++i) many += "w" + std::to_string(i) + " ";
    EXPECT_EQ(query_words(many).size(), 16U);
    std::string longest;
    for (int i = 0; i < 500; ++i) longest += "长";
    ASSERT_EQ(query_words(longest).size(), 1U);
    EXPECT_EQ(query_words(longest).front().characters, 64U);
}

}  // namespace
}  // namespace hz::storage
