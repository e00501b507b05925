// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/stored_json.hpp"

namespace hz {
namespace {

TEST(ParseJson, reads_and_writes) {
    EXPECT_EQ(to_string(*parse_json(R"( {"a": [1, "惠", null, true]} )")), R"({"a":[1,"惠",null,true]})");
}
TEST(ParseJson, refuses_what_is_not_strict) {
    for (const auto* text : {"", "{", "[1,]", "{\"a\":1,}", "{'a':1}", "1 2", "nul", "[01]", "\"\\x\"", "\"\xFF\"",
                             "// c\n1", "NaN", "\"a\nb\""})
        EXPECT_FALSE(parse_json(text)) << text;
}
TEST(ParseJson, refuses_duplicate_keys_however_written) {
    EXPECT_FALSE(parse_json(R"({"a":1,"a":2})"));
    EXPECT_FALSE(parse_json(R"({"a":1,"\u0061":2})"));
    EXPECT_FALSE(parse_json(R"([{"b":{"a":1,"a":2}}])"));
    EXPECT_TRUE(parse_json(R"([{"a":1},{"a":2,"b":{"a":3}}])"));
}
TEST(ParseJson, has_limits) {
    EXPECT_FALSE(parse_json(std::string(100'000, '[')));
    EXPECT_TRUE(parse_json(std::string(32, '[') + std::string(32, ']')));
    EXPECT_FALSE(parse_json(std::string(33, '[') + std::string(33, ']')));
    EXPECT_FALSE(parse_json("\"1234\"", {.bytes = 5}));
}
TEST(Canonical, is_one_text_for_one_value) {
    EXPECT_EQ(canonical(*parse_json(R"({"b": [], "a": {"d": {}, "c": "x\n"}})")), R"({"a":{"c":"x\n","d":{}},"b":[]})");
    EXPECT_EQ(canonical(*parse_json(R"({"a":"{","b":["[",1]})")), R"({"a":"{","b":["[",1]})");
}
// Numbers that Boost.JSON's own parser reads as a neighbour; found by json_fuzz.
TEST(Canonical, is_read_again_as_itself) {
    for (const auto* number : {"9999999999499994214544", "-9992512099999999998000041251209499999",
                               "80801111111111111111111111111111111111111111111111111111111111111", "0.1", "1e300",
                               "123456789.12345678", "-2.5", "5e-324", "1e-400"}) {
        const auto value = parse_json(number);
        ASSERT_TRUE(value.has_value());
        const auto text = canonical(*value);
        EXPECT_EQ(value->get_double(), std::strtod(number, nullptr)) << number;
        EXPECT_EQ(canonical(*parse_json(text)), text) << number;
        EXPECT_EQ(canonical(*read_stored_json(text)), text) << number;
    }
}
TEST(Members, fall_back_without_exceptions) {
    const auto value = *parse_json(R"({"t":"x","n":3,"y":true,"o":{"a":1},"l":[1]})");
    EXPECT_EQ(get_text(value, "t"), "x");
    EXPECT_EQ(get_text(value, "n", "none"), "none");
    EXPECT_EQ(get_int(value, "n"), 3);
    EXPECT_EQ(get_int(value, "t", 7), 7);
    EXPECT_TRUE(get_bool(value, "y"));
    EXPECT_EQ(get_object(value, "o").size(), 1U);
    EXPECT_TRUE(get_array(value, "missing").empty());
    EXPECT_EQ(find(Json(1), "a"), nullptr);
}

// Found by json_fuzz: it was read as infinity, which is written as what cannot be read.
TEST(Json, NumbersBeyondADoubleAreRefused) {
    EXPECT_FALSE(parse_json("3E123112"));
    EXPECT_FALSE(parse_json("[-1e400]"));
    EXPECT_TRUE(parse_json("1e308"));
    EXPECT_TRUE(parse_json("1e-400"));
}

}  // namespace
}  // namespace hz
