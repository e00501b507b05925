// SPDX-License-Identifier: Apache-2.0
#include "registry/json_schema.hpp"

#include <gtest/gtest.h>

#include "registry/errors.hpp"

namespace hz::registry {
namespace {

std::string first(const char* schema, const char* value) {
    const auto compiled = compile_schema(parse_json(schema).value());
    if (!compiled) return compiled.error().params.at("reason");
    const auto found = violations(**compiled, parse_json(value).value());
    return found.empty() ? "" : found[0].path + " " + std::string(found[0].code->id);
}

TEST(JsonSchema, finds_what_breaks_each_rule) {
    struct Line {
        const char *schema, *value, *expected;
    };
    const std::vector<Line> lines = {
        {R"({"type":"string"})", "1", " field.wrong_type"},
        {R"({"type":["string","null"]})", "null", ""},
        {R"({"type":"integer"})", "1.5", " field.wrong_type"},
        {R"({"type":"integer"})", "2.0", ""},
        {R"({"type":"number"})", "2", ""},
        {R"({"enum":["a",1]})", "1", ""},
        {R"({"enum":["a",1]})", "\"b\"", " registry.not_in_list"},
        {R"({"const":true})", "false", " registry.not_in_list"},
        {R"({"pattern":"^[0-9]{3}$"})", "\"12a\"", " registry.wrong_pattern"},
        {R"({"maxLength":2})", "\"𠮷𠮷\"", ""},
        {R"({"maxLength":2})", "\"𠮷𠮷𠮷\"", " field.too_long"},
        {R"({"minLength":2})", "\"a\"", " registry.too_short"},
        {R"({"format":"date"})", "\"2024-02-29\"", ""},
        {R"({"format":"date"})", "\"2023-02-29\"", " registry.not_a_date"},
        {R"({"format":"date"})", "\"2024-2-9\"", " registry.not_a_date"},
        {R"({"format":"date-time"})", "\"yesterday\"", " registry.not_a_time"},
        {R"({"format":"hostname"})", "\"anything\"", ""},
        {R"({"minimum":1,"maximum":3})", "4", " registry.out_of_range"},
        {R"({"items":{"type":"string"},"maxItems":2})", "[\"a\",1]", "/1 field.wrong_type"},
        {R"({"maxItems":1})", "[1,2]", " registry.wrong_count"},
        {R"({"required":["a/b"]})", "{}", "/a~1b field.missing"},
        {R"({"properties":{"a":{"properties":{"b":{"type":"string"}}}}})", R"({"a":{"b":1}})", "/a/b field.wrong_type"},
        {R"({"properties":{},"additionalProperties":false})", R"({"x":1})", "/x field.unknown"},
        {R"({"properties":{}})", R"({"x":1})", ""},
    };
    for (const auto& line : lines)
        EXPECT_EQ(first(line.schema, line.value), line.expected) << line.schema << line.value;
}

TEST(JsonSchema, refuses_schemas_it_would_not_enforce) {
    for (const char* bad : {"1", "[]", R"({"type":"text"})", R"({"type":[]})", R"({"oneOf":[]})", R"({"pattern":"("})",
                            R"({"required":"a"})", R"({"properties":[]})", R"({"enum":[]})", R"({"minLength":"2"})",
                            R"({"additionalProperties":{}})", R"({"properties":{"a":{"$ref":"#"}}})"})
        EXPECT_FALSE(compile_schema(parse_json(bad).value())) << bad;
    std::string deep = "true";
    for (int i = 0; i < 20; ++i) deep = R"({"items":)" + deep + "}";
    EXPECT_FALSE(compile_schema(parse_json(deep).value()));
}

TEST(JsonSchema, violations_are_bounded) {
    const auto schema = compile_schema(parse_json(R"({"items":{"type":"string"}})").value()).value();
    JsonArray many(10'000);
    EXPECT_EQ(violations(*schema, many).size(), 100U);
}

}  // namespace
}  // namespace hz::registry
