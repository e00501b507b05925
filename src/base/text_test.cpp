// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

#include <gtest/gtest.h>

namespace hz {
namespace {

TEST(Utf8, accepts_all_lengths) { EXPECT_TRUE(is_utf8("aé惠😀")); }
TEST(Utf8, refuses_what_is_malformed) {
    for (const auto* text : {"\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                             "\xE6\x83", "a\xFF"})
        EXPECT_FALSE(is_utf8(text)) << text;
}
TEST(Length, counts_code_points) { EXPECT_EQ(length("aé惠😀"), 4U); }
TEST(Prefix, cuts_between_code_points) {
    EXPECT_EQ(prefix("惠政平台", 2), "惠政");
    EXPECT_EQ(prefix("惠政", 9), "惠政");
    EXPECT_EQ(prefix("惠政", 0), "");
}
TEST(NextCodePoint, moves_on_even_in_malformed_text) {
    std::size_t at = 0;
    EXPECT_EQ(next_code_point("惠\xFF", at), 0x60E0U);
    EXPECT_EQ(next_code_point("惠\xFF", at), 0xFFFDU);
    EXPECT_EQ(at, 4U);
}
TEST(Trim, takes_ideographic_spaces_too) {
    EXPECT_EQ(trim(" \t\u3000惠 政\u3000\n"), "惠 政");
    EXPECT_EQ(trim(" \u3000 "), "");
}

}  // namespace
}  // namespace hz
