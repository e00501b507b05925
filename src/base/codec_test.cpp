// SPDX-License-Identifier: Apache-2.0
#include "base/codec.hpp"

#include <gtest/gtest.h>

namespace kite_shop {

enum class Colour { red, blue, public_ };
BOOST_DESCRIBE_ENUM(Colour, red, blue, public_)

struct Tail {
    std::uint8_t ribbons = 0;
    std::optional<double> metres;
    void validate(std::vector<hz::FieldError>& errors) const {
        if (ribbons == 13) errors.push_back({"/ribbons", &hz::errors::not_a_choice, {{"choices", "not 13"}}});
    }
};
BOOST_DESCRIBE_STRUCT(Tail, (), (ribbons, metres))

struct Kite {
    hz::Id<struct KiteTag> id;
    hz::Text<5> name;
    Colour colour = Colour::red;
    std::optional<hz::Time> flown_at;
    std::vector<Tail> tails;
    std::map<std::string, int> scores;
    std::optional<hz::Json> extra;
    std::optional<std::chrono::year_month_day> built_on;
    bool operator==(const Kite&) const = delete;
};
BOOST_DESCRIBE_STRUCT(Kite, (), (id, name, colour, flown_at, tails, scores, extra, built_on))

struct Whole {
    std::optional<std::int64_t> i64;
    std::optional<std::uint64_t> u64;
    std::optional<std::int8_t> i8;
    std::optional<std::string> s;
};
BOOST_DESCRIBE_STRUCT(Whole, (), (i64, u64, i8, s))

}  // namespace kite_shop

namespace hz::codec {
namespace {

using kite_shop::Kite;
using kite_shop::Whole;

constexpr std::string_view full =
    R"({"id":"000000000000a","name":"风筝","colour":"public","flown_at":"2026-01-05T01:00:00.000Z",)"
    R"("tails":[{"ribbons":3,"metres":1.5},{"ribbons":0}],"scores":{"a":1},"extra":{"x":[1,null,"y"]},"built_on":"2024-02-29"})";

std::vector<std::string> faults(const Error& error) {
    std::vector<std::string> out;
    for (const auto& field : error.fields) out.push_back(field.path + " " + std::string(field.code->id));
    return out;
}

TEST(Codec, RoundTrips) {
    const auto kite = decode<Kite>(full);
    ASSERT_TRUE(kite.has_value()) << faults(kite.error())[0];
    EXPECT_EQ(kite->id.value, 10);
    EXPECT_EQ(kite->name.value, "风筝");
    EXPECT_EQ(kite->colour, kite_shop::Colour::public_);
    EXPECT_EQ(kite->tails.size(), 2U);
    EXPECT_EQ(encode(*kite), full);
}

TEST(Codec, ReportsEveryFaultWithItsPlace) {
    const auto kite = decode<Kite>(
        R"({"id":"x","name":"abcdef","colour":"green","flown_at":7,"tails":[{"ribbons":256},{"ribbons":13},5],)"
        R"("scores":{"a/b":1.5},"kite":1,"built_on":"2023-02-29"})");
    ASSERT_TRUE(kite.has_error());
    EXPECT_TRUE(kite.error().is(errors::invalid_input));
    EXPECT_EQ(
        faults(kite.error()),
        (std::vector<std::string>{"/id field.not_id", "/name field.too_long", "/colour field.not_a_choice",
                                  "/flown_at field.not_text", "/tails/0/ribbons field.out_of_range",
                                  "/tails/1/ribbons field.not_a_choice", "/tails/2 field.not_object",
                                  "/scores/a~1b field.not_whole", "/kite field.unknown", "/built_on field.not_date"}));
}

TEST(Codec, ReportsMissingAndTwice) {
    const auto kite =
        decode<Kite>(R"({"id":"000000000000a","id":"000000000000b","colour":"red","tails":[],"scores":{"a":1,"a":2}})");
    ASSERT_TRUE(kite.has_error());
    EXPECT_EQ(faults(kite.error()), (std::vector<std::string>{"/id field.given_twice", "/scores/a field.given_twice",
                                                              "/name field.missing"}));
}

TEST(Codec, FindsDuplicatesInFreeForm) {
    const auto free = decode<Json>(R"({"a":{"b":1,"b":2}})");
    ASSERT_TRUE(free.has_error());
    EXPECT_EQ(faults(free.error()), std::vector<std::string>{"/b field.given_twice"});
}

TEST(Codec, RefusesWhatIsNotStrictJson) {
    const std::string deep(100, '['), shut(100, ']');
    for (const std::string& text :
         {std::string(""), std::string("{} x"), std::string("{\"s\":\"\xff\"}"), std::string("{'s':1}"),
          std::string("{\"i64\":99999999999999999999}"), std::string("{\"s\":\"\\ud800\"}"), deep + shut,
          std::string("{\"i64\":01}"), std::string("\"a\nb\"")}) {
        const auto whole = decode<Whole>(text);
        ASSERT_TRUE(whole.has_error()) << text;
        EXPECT_TRUE(whole.error().is(errors::malformed_json)) << text;
    }
}

TEST(Codec, KeepsIntegersExact) {
    const auto whole = decode<Whole>(R"({"i64":-9223372036854775808,"u64":18446744073709551615,"i8":-128})");
    ASSERT_TRUE(whole.has_value());
    EXPECT_EQ(whole->i64, std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(whole->u64, std::numeric_limits<std::uint64_t>::max());
    EXPECT_TRUE(decode<Whole>(R"({"u64":-1})").has_error());
    EXPECT_TRUE(decode<Whole>(R"({"i8":128})").has_error());
    EXPECT_TRUE(decode<Whole>(R"({"i64":18446744073709551615})").has_error());
    EXPECT_TRUE(decode<Whole>(R"({"i64":1.0})").has_error());
    EXPECT_TRUE(decode<Whole>(R"({"i64":"1"})").has_error());
}

TEST(Codec, UnknownCanBeAllowed) {
    EXPECT_TRUE(decode<Whole>(R"({"new":[1]})", {.allow_unknown = true}).has_value());
    EXPECT_TRUE(decode<Whole>(R"({"new":[1]})").has_error());
}

TEST(Codec, LimitsSizeAndFaults) {
    EXPECT_TRUE(decode<Json>("\"" + std::string(2000, 'a') + "\"", {.limits = {.bytes = 1000}}).has_error());
    std::string many = "[";
    for (int i = 0; i < 1000; ++i) many += many.size() > 1 ? ",{}" : "{}";
    const auto list = decode<std::vector<int>>(many + "]");
    ASSERT_TRUE(list.has_error());
    EXPECT_EQ(list.error().fields.size(), 100U);
}

TEST(Codec, EscapesText) {
    EXPECT_EQ(encode(std::string("a\"\\\n\x01筝")), "\"a\\\"\\\\\\n\\u0001筝\"");
    EXPECT_EQ(decode<std::string>("\"\\u7b5d\"").value(), "筝");
}

TEST(Codec, WritesNoFractionsThatJsonLacks) {
    EXPECT_EQ(encode(std::numeric_limits<double>::infinity()), "null");
    EXPECT_EQ(encode(std::vector<double>{0.1, 2}), "[0.1,2]");
}

TEST(Schema, DescribesTheStruct) {
    SchemaBook book;
    EXPECT_EQ(to_string(book.of<Kite>()), R"({"$ref":"#/components/schemas/KiteShopKite"})");
    const auto& kite = book.components().at("KiteShopKite");
    const Json expected = *parse_json(R"({"type":"object","properties":{
        "id":{"type":"string","pattern":"^[0-9a-hjkmnp-tv-z]{13}$"}, "name":{"type":"string","maxLength":5},
        "colour":{"$ref":"#/components/schemas/KiteShopColour"}, "flown_at":{"type":"string","format":"date-time"},
        "tails":{"type":"array","items":{"$ref":"#/components/schemas/KiteShopTail"}},
        "scores":{"type":"object","additionalProperties":{"type":"integer"}}, "extra":{"description":"Free-form: any JSON value."},
        "built_on":{"type":"string","format":"date"}},"required":["id","name","colour","tails","scores"]})");
    EXPECT_EQ(canonical(kite), canonical(expected));
    EXPECT_EQ(to_string(book.components().at("KiteShopColour")), R"({"type":"string","enum":["red","blue","public"]})");
}

TEST(Schema, NamesAreReadable) {
    EXPECT_EQ(schema_name("hz::api::items::Get::Body"), "ItemsGetBody");
    EXPECT_EQ(schema_name("hz::api::Page<hz::api::CaseRow>"), "PageOfCaseRow");
    EXPECT_EQ(schema_name("hz::api::{anonymous}::Session"), "Session");
    EXPECT_EQ(schema_name("hz::api::(anonymous namespace)::Session"), "Session");
}

}  // namespace
}  // namespace hz::codec
