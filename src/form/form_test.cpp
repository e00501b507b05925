// SPDX-License-Identifier: Apache-2.0
#include "form/form.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "form/errors.hpp"

namespace hz::form {
namespace {

Json json(const std::string& text) { return parse_json(text, {.bytes = 1 << 22}).value(); }

FormPtr made(const std::string& components) {
    const auto form = compile(json(R"({"components":)" + components + "}"));
    EXPECT_TRUE(form.has_value());
    return form ? *form : nullptr;
}

// "id code" of every finding, sorted.
std::vector<std::string> findings(const std::string& components) {
    const auto form = compile(json(R"({"components":)" + components + "}"));
    std::vector<std::string> out;
    if (form) return out;
    for (const auto& one : form.error().fields) out.push_back(one.path + " " + std::string(one.code->id));
    std::sort(out.begin(), out.end());
    return out;
}
using Found = std::vector<std::string>;

// The same file is run against form-js by the tests of the web pages.
TEST(Vectors, give_what_they_say) {
    std::ifstream file(HZ_SOURCE_DIR "/src/form/vectors.json");
    std::stringstream text;
    text << file.rdbuf();
    const auto vectors = json(text.str());
    ASSERT_GE(vectors.as_array().size(), 40U);
    for (const auto& vector : vectors.as_array()) {
        SCOPED_TRACE(std::string(get_text(vector, "name")));
        const auto form = compile(*find(vector, "schema"));
        ASSERT_TRUE(form.has_value()) << std::string(form.error().fields.empty() ? ""
                                                                                 : form.error().fields[0].code->id);
        const auto result = validate(**form, *find(vector, "data"), get_object(vector, "context"));
        if (const auto* expected = find(vector, "expected")) {
            ASSERT_TRUE(result.has_value())
                << result.error().fields[0].path << " " << result.error().fields[0].code->id;
            EXPECT_EQ(canonical(*result), canonical(*expected));
            continue;
        }
        ASSERT_FALSE(result.has_value());
        JsonObject got;
        for (const auto& one : result.error().fields) got[one.path] = std::string(one.code->id);
        EXPECT_EQ(canonical(got), canonical(get_object(vector, "errors")));
    }
}

TEST(Compile, finds_mistakes_and_says_where) {
    EXPECT_EQ(findings(R"([{"type":"textfield","id":"f1","key":"a"},{"type":"number","id":"f2","key":"a"}])"),
              Found{"f2 form.duplicate_key"});
    EXPECT_EQ(findings(R"([{"type":"textfield","id":"f","key":"a"},{"type":"textfield","id":"f","key":"b"}])"),
              Found{"f form.duplicate_id"});
    EXPECT_EQ(findings(R"([{"type":"hologram","id":"f"}])"), Found{"f form.unknown_type"});
    EXPECT_EQ(findings(R"([{"type":"textfield","id":"f"}])"), Found{"f form.missing_key"});
    EXPECT_EQ(findings(R"([{"type":"textfield","id":"f","key":"a","conditional":{"hide":"=a ="}}])"),
              Found{"f form.invalid_feel"});
    EXPECT_EQ(findings(R"([{"type":"textfield","id":"f","key":"a","validate":{"pattern":"["}}])"),
              Found{"f form.invalid_pattern"});
    EXPECT_EQ(findings(R"([{"type":"number","id":"f","key":"a","validate":{"min":3,"max":1}}])"),
              Found{"f form.invalid_limit"});
    EXPECT_EQ(
        findings(R"([{"type":"radio","id":"f","key":"a","values":[{"label":"x","value":"x"}],"defaultValue":"y"}])"),
        Found{"f form.unreachable_default"});
    EXPECT_EQ(findings(R"([{"type":"select","id":"f","key":"a"}])"), Found{"f form.no_options"});
    EXPECT_EQ(findings(R"([{"type":"textfield","id":"f","key":"__proto__.a"}])"), Found{"f form.missing_key"});
    EXPECT_TRUE(compile(json("[]")).error().is(errors::not_a_form));
}

TEST(Compile, the_same_key_in_two_lists_is_fine) {
    EXPECT_EQ(
        findings(
            R"([{"type":"dynamiclist","id":"l1","path":"x","isRepeating":true,"components":[{"type":"textfield","id":"f1","key":"a"}]},
                           {"type":"dynamiclist","id":"l2","path":"y","isRepeating":true,"components":[{"type":"textfield","id":"f2","key":"a"}]}])"),
        Found{});
}

TEST(Compile, has_limits) {
    std::string deep = R"({"type":"textfield","id":"f","key":"a"})", many;
    for (int i = 0; i < 13; ++i)
        deep = R"({"type":"group","id":"g)" + std::to_string(i) + R"(","components":[)" + deep + "]}";
    const auto deep_form = compile(parse_json(R"({"components":[)" + deep + "]}", {.depth = 100}).value());
    ASSERT_FALSE(deep_form.has_value());
    EXPECT_EQ(deep_form.error().fields[0].code->id, errors::too_deep.id);
    for (int i = 0; i < 501; ++i)
        many += (i ? "," : "") + std::string(R"({"type":"spacer","id":"s)") + std::to_string(i) + "\"}";
    EXPECT_EQ(findings("[" + many + "]").size(), 1U);
}

TEST(Validate, messages_name_the_field_in_both_languages) {
    const auto form =
        made(R"([{"type":"textfield","id":"f","key":"name","label":"姓名","validate":{"required":true}}])");
    const auto result = validate(*form, json("{}"));
    ASSERT_FALSE(result.has_value());
    const auto error = result.error();
    const auto& field = error.fields.at(0);
    EXPECT_EQ(message(*field.code, field.params, "zh-Hans"), "请填写“姓名”。");
    EXPECT_EQ(message(*field.code, field.params, "en"), "Please fill in \"姓名\".");
}

struct Checker final : IdentifierChecker {
    bool is_valid(std::string_view scheme, std::string_view text) const override {
        return scheme != "kite_number" || text == "K1";
    }
};

TEST(Validate, identifiers_are_asked_of_the_checker) {
    const auto form = made(
        R"([{"type":"textfield","id":"f","key":"k","label":"风筝编号","properties":{"hz:identifier":"kite_number"}}])");
    const Checker checker;
    EXPECT_TRUE(validate(*form, json(R"({"k":"K1"})"), {}, {.identifiers = &checker}).has_value());
    EXPECT_TRUE(validate(*form, json(R"({"k":""})"), {}, {.identifiers = &checker}).has_value());
    const auto refused = validate(*form, json(R"({"k":"K2"})"), {}, {.identifiers = &checker});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().fields[0].code->id, errors::identifier.id);
}

TEST(Validate, fields_of_the_applicant_are_dropped_for_others) {
    const auto form = made(
        R"([{"type":"textfield","id":"f","key":"k","validate":{"required":true},"properties":{"hz:applicantOnly":"true"}}])");
    EXPECT_EQ(to_string(*validate(*form, json(R"({"k":"1"})"), {}, {.by_applicant = false})), "{}");
    EXPECT_EQ(to_string(*validate(*form, json(R"({"k":"1"})"))), R"({"k":"1"})");
}

TEST(Validate, hostile_data_is_refused) {
    const auto form = made(
        R"([{"type":"textfield","id":"f","key":"a"},{"type":"checklist","id":"c","key":"c","values":[{"label":"x","value":"x"}]},
                              {"type":"dynamiclist","id":"l","path":"l","label":"行","isRepeating":true,"components":[{"type":"textfield","id":"b","key":"b"}]}])");
    const auto first = [&](const Json& data) {
        return std::string(validate(*form, data).error().fields.at(0).code->id);
    };
    EXPECT_EQ(first(json(R"({"a":{"x":1}})")), "form.wrong_type");
    EXPECT_EQ(first(json(R"({"c":"x"})")), "form.wrong_type");
    EXPECT_EQ(first({{"a", std::string(10'001, 'x')}}), "form.too_long");
    EXPECT_EQ(first({{"l", JsonArray(201, JsonObject{})}}), "form.too_many_rows");
    EXPECT_TRUE(validate(*form, json("[]")).error().is(errors::invalid_data));
    EXPECT_TRUE(validate(*form, json(R"({"l":"text"})")).has_value());
}

TEST(Fields, say_what_they_are) {
    const auto form = made(R"([{"type":"text","id":"t"},{"type":"group","id":"g","path":"g","components":[
        {"type":"textfield","id":"f","key":"a","label":"甲","validate":{"required":true},"properties":{"hz:identifier":"s","hz:source":"r.name"}}]}])");
    const auto all = fields(*form);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].key, "g.a");
    EXPECT_EQ(all[0].label, "甲");
    EXPECT_EQ(all[0].type, "textfield");
    EXPECT_EQ(all[0].source, "r.name");
    EXPECT_TRUE(all[0].required);
}

}  // namespace
}  // namespace hz::form
