// SPDX-License-Identifier: Apache-2.0
#include "http/request.hpp"

#include <gtest/gtest.h>

#include "http/cursor.hpp"
#include "http/problem.hpp"
#include "http/request_reader.hpp"

namespace kite_shop {
struct Place {
    std::int64_t at = 0;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Place, (), (at, name))
}  // namespace kite_shop

namespace hz::http {
namespace {

TEST(Target, IsDecodedStrictly) {
    const auto target = parse_target("/a%20b/%E7%AD%9D?q=%E7%AD%9D+x&empty&a=1&a=2#no");
    ASSERT_TRUE(target.has_value());
    EXPECT_EQ(target->path, "/a b/筝");
    EXPECT_EQ(target->segments, (std::vector<std::string>{"a b", "筝"}));
    EXPECT_EQ(target->query.find("q"), "筝 x");
    EXPECT_EQ(target->query.find("empty"), "");
    EXPECT_EQ(target->query.all.size(), 4U);
}

TEST(Target, RefusesWhatIsUnclear) {
    for (const std::string_view bad :
         {"", "a", "*", "/%", "/%2", "/%zz", "/%ff", "/%00", "/a/../b", "/a/%2e%2e/b", "/./a", "/a?%c3", "/a?b=%00"})
        EXPECT_TRUE(parse_target(bad).has_error()) << bad;
    std::string deep, wide = "/?";
    for (int i = 0; i < 100; ++i) deep += "/a";
    for (int i = 0; i < 200; ++i) wide += "a=1&";
    EXPECT_TRUE(parse_target(deep).has_error());
    EXPECT_TRUE(parse_target(wide).has_error());
}

TEST(Locale, IsTheReadersChoice) {
    EXPECT_EQ(choose_locale(""), "zh-Hans");
    EXPECT_EQ(choose_locale("en"), "en");
    EXPECT_EQ(choose_locale("en-US,en;q=0.9,zh-CN;q=0.8"), "en");
    EXPECT_EQ(choose_locale("en;q=0.5, zh-TW"), "zh-Hans");
    EXPECT_EQ(choose_locale("fr, de;q=0.9"), "zh-Hans");
    EXPECT_EQ(choose_locale("fr", "en"), "en");
    EXPECT_EQ(choose_locale("en;q=0"), "zh-Hans");
    EXPECT_EQ(choose_locale("en;q=nan, zh;q=2"), "zh-Hans");
}

TEST(Cursor, ComesBackAsItWas) {
    using kite_shop::Place;
    const auto cursor = encode_cursor(Place{7, "筝"});
    const auto place = decode_cursor<Place>(cursor);
    ASSERT_TRUE(place.has_value());
    EXPECT_EQ(place->at, 7);
    EXPECT_EQ(place->name, "筝");
    for (const std::string bad : {"", "!!", "AAAA", "e30", "a.b"})
        EXPECT_TRUE(decode_cursor<Place>(bad).has_error()) << bad;
    EXPECT_TRUE(decode_cursor<Place>(std::string(5000, 'A')).has_error());
}

TEST(Cursor, CannotBeForgedWhenSigned) {
    const CursorSign sign = [](std::string_view text) {
        std::byte sum{7};
        for (const char c : text) sum ^= static_cast<std::byte>(c);
        return Bytes{sum};
    };
    const auto cursor = seal_cursor("7", sign);
    EXPECT_EQ(open_cursor(cursor, sign), "7");
    EXPECT_FALSE(open_cursor(seal_cursor("8").append(cursor.substr(cursor.find('.'))), sign));
    EXPECT_FALSE(open_cursor(seal_cursor("7"), sign));
    EXPECT_FALSE(open_cursor(cursor));
}

TEST(RequestReader, TakesAbsoluteFormAndPipelinedRest) {
    RequestReader reader(16384);
    const std::string bytes = "GET http://kites.example?x=1 HTTP/1.1\r\nHost: kites.example\r\n\r\nGET /next";
    const auto used = reader.put(bytes);
    EXPECT_TRUE(reader.complete());
    EXPECT_EQ(bytes.substr(used), "GET /next");
    EXPECT_EQ(reader.request()->target, "/?x=1");
}

TEST(Problem, NamesFieldsInBothLanguages) {
    const Error error =
        refuse_fields(hz::errors::invalid_input, {{"/phone", &hz::errors::too_long, {{"limit", "11"}}}});
    const auto zh = problem_json(error, "zh-Hans");
    EXPECT_NE(zh.find("最多 11 个字符。"), std::string::npos) << zh;
    const auto en = problem(error, "en");
    EXPECT_EQ(en.status, 422);
    EXPECT_NE(
        en.text().find(R"("fields":[{"path":"/phone","code":"field.too_long","message":"At most 11 characters."}])"),
        std::string::npos);
    Error secret = refuse(errors::no_answer);
    secret.detail = "for operators";
    EXPECT_EQ(problem_json(secret, "en").find("operators"), std::string::npos);
}

}  // namespace
}  // namespace hz::http
