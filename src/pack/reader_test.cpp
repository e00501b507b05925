// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "pack/csv.hpp"
#include "pack/errors.hpp"
#include "pack/yaml.hpp"

namespace hz::pack {
namespace {

std::string yaml(std::string_view text) {
    const auto value = parse_yaml(text);
    return value ? canonical(*value) : std::string(value.error().code->id);
}

TEST(Yaml, scalars_have_their_type_and_codes_stay_text) {
    EXPECT_EQ(
        yaml("a: 1\nb: -2.5\nc: true\nd:\ne: 'x'\nf: \"1\"\ng: 01\nh: 331179001001001001\ni: 2026-01-05\nj: 1.2.156"),
        R"({"a":1,"b":-2.5E0,"c":true,"d":null,"e":"x","f":"1","g":"01","h":"331179001001001001","i":"2026-01-05","j":"1.2.156"})");
    EXPECT_EQ(yaml("[yes, no, on, 0, 0.5, +3, 1e3, .5, ~]"), R"(["yes","no","on",0,5E-1,3,"1e3",".5",null])");
}

TEST(Yaml, structure_order_and_text_blocks) {
    const auto value = parse_yaml("b: [1, {c: x}]\na: |\n  第一行\n  𠮷\n");
    ASSERT_TRUE(value.has_value());
    EXPECT_EQ(to_string(*value), "{\"b\":[1,{\"c\":\"x\"}],\"a\":\"第一行\\n𠮷\\n\"}");
    EXPECT_EQ(yaml(""), "null");
    EXPECT_EQ(yaml("\xEF\xBB\xBF"
                   "a: 1"),
              R"({"a":1})");
}

TEST(Yaml, anchors_aliases_and_tags_are_refused) {
    EXPECT_EQ(yaml("a: &x 1\nb: *x"), "pack.yaml_alias");
    EXPECT_EQ(yaml("a: &x [1]"), "pack.yaml_alias");
    EXPECT_EQ(yaml("a: !!python/object x"), "pack.yaml_alias");
    EXPECT_EQ(yaml("a: &a [l,l]\nb: &b [*a,*a]\nc: &c [*b,*b]"), "pack.yaml_alias");
}

TEST(Yaml, bad_input_is_refused_with_its_place) {
    EXPECT_EQ(yaml("a: 1\na: 2"), "pack.yaml_duplicate");
    EXPECT_EQ(yaml("? [1]\n: 2"), "pack.malformed_yaml");
    EXPECT_EQ(yaml("a: 1\n---\nb: 2"), "pack.malformed_yaml");
    EXPECT_EQ(yaml("a: \xff"), "text.not_utf8");
    const auto broken = parse_yaml("a: 1\nb: [1,\nc: }");
    ASSERT_FALSE(broken.has_value());
    EXPECT_TRUE(broken.error().is(errors::malformed_yaml));
    EXPECT_EQ(broken.error().params.at("line"), "3");
}

TEST(Yaml, limits_hold) {
    EXPECT_EQ(yaml(std::string(33, '[') + std::string(33, ']')), "pack.too_large");
    EXPECT_EQ(yaml(std::string(32, '[') + std::string(32, ']')).front(), '[');
    std::string many = "[";
    for (int i = 0; i < 200'001; ++i) many += "1,";
    EXPECT_EQ(yaml(many + "]"), "pack.too_large");
    EXPECT_EQ(yaml(std::string((4 << 20) + 1, ' ')), "pack.too_large");
    EXPECT_NE(yaml(std::string(100'000, '[')).find("pack."), std::string::npos);
    EXPECT_NE(yaml(std::string(100'000, '{')).find("pack."), std::string::npos);
}

std::string csv(std::string_view text) {
    const auto rows = parse_csv(text);
    return rows ? to_string(*rows)
                : std::string(rows.error().code->id) + "@" +
                      (rows.error().params.contains("line") ? rows.error().params.at("line") : "");
}

TEST(Csv, rows_become_objects_of_text) {
    EXPECT_EQ(csv("a,b\n1,x\n"), R"([{"a":"1","b":"x"}])");
    EXPECT_EQ(csv("\xEF\xBB\xBF"
                  "a,b\r\n\"1,\"\"2\",\"x\ny\"\r\n,"),
              R"([{"a":"1,\"2","b":"x\ny"},{"a":"","b":""}])");
    EXPECT_EQ(csv(""), "[]");
    EXPECT_EQ(csv("a\n"), "[]");
}

TEST(Csv, bad_input_is_refused_with_its_line) {
    EXPECT_EQ(csv("a,b\n1\n"), "pack.malformed_csv@2");
    EXPECT_EQ(csv("a,b\n1,2,3\n"), "pack.malformed_csv@2");
    EXPECT_EQ(csv("a,a\n"), "pack.malformed_csv@2");
    EXPECT_EQ(csv("a,\n"), "pack.malformed_csv@2");
    EXPECT_EQ(csv("a\n\"x"), "pack.malformed_csv@2");
    EXPECT_EQ(csv("a\n\"x\"y\n"), "pack.malformed_csv@2");
    EXPECT_EQ(csv("a\nx\"y\n"), "pack.malformed_csv@2");
    EXPECT_EQ(csv("a\n\xff\n"), "text.not_utf8@");
    EXPECT_EQ(csv("a\n" + std::string(10'001, 'x') + "\n"), "pack.malformed_csv@2");
}

}  // namespace
}  // namespace hz::pack
