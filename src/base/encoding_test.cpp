// SPDX-License-Identifier: Apache-2.0
#include "base/encoding.hpp"

#include <gtest/gtest.h>

namespace hz {
namespace {

// RFC 4648 section 10.
TEST(Base64, known_values) {
    const std::pair<const char*, const char*> known[] = {{"", ""},        {"f", "Zg=="},        {"fo", "Zm8="},
                                                         {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, coded] : known) {
        EXPECT_EQ(to_base64(as_bytes(plain)), coded);
        const auto back = from_base64(coded);
        ASSERT_TRUE(back) << coded;
        EXPECT_EQ(as_text(*back), plain);
    }
}
TEST(Base64, is_strict) {
    for (const auto* text : {"Zg", "Zg=", "Zh==", "Z===", "====", "Zm9v=", "Zm 9", "Zm9_", "=Zm9"})
        EXPECT_FALSE(from_base64(text)) << text;
}
TEST(Base64Url, is_not_padded) {
    const Bytes bytes{std::byte{0xFB}, std::byte{0xFF}};
    EXPECT_EQ(to_base64url(bytes), "-_8");
    EXPECT_EQ(from_base64url("-_8"), bytes);
    for (const auto* text : {"-_8=", "+/8", "a", "-_9"}) EXPECT_FALSE(from_base64url(text)) << text;
}
TEST(Hex, goes_there_and_back) {
    EXPECT_EQ(to_hex(as_bytes("\x01\xFF")), "01ff");
    EXPECT_EQ(as_text(*from_hex("4A4b")), "JK");
    for (const auto* text : {"1", "0g", "0x12"}) EXPECT_FALSE(from_hex(text)) << text;
}

}  // namespace
}  // namespace hz
