// SPDX-License-Identifier: Apache-2.0
#include "service/self_check.hpp"

#include <gmock/gmock.h>

#include "rules/dmn/dmn.hpp"
#include "rules/errors.hpp"
#include "service/errors.hpp"

namespace hz::service {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const char* const model_xml =
    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="风筝" namespace="urn:kite">
  <itemDefinition name="tColour"><typeRef>string</typeRef><allowedValues><text>"red","blue"</text></allowedValues></itemDefinition>
  <inputData id="i1" name="length"><variable name="length" typeRef="number"/></inputData>
  <inputData id="i2" name="colour"><variable name="colour" typeRef="tColour"/></inputData>
  <inputData id="i3" name="elsewhere"><variable name="elsewhere" typeRef="string"/></inputData>
  <decision id="d" name="eligible"><variable name="eligible"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <informationRequirement><requiredInput href="#i2"/></informationRequirement>
    <literalExpression><text>if length = null then null else if length &gt; 1000 then string(length)
      else {verdict: if colour = "red" then "no" else if length &gt; 30 then "ask" else "yes", limit: 30, nothing: null,
            since: string(today())}</text></literalExpression></decision>
  <decision id="e" name="endless"><variable name="endless"/>
    <literalExpression><text>{f: function(n) f(n + 1), verdict: f(1)}</text></literalExpression></decision>
  <decision id="o" name="other"><variable name="other"/>
    <informationRequirement><requiredInput href="#i3"/></informationRequirement>
    <literalExpression><text>elsewhere</text></literalExpression></decision>
</definitions>)";

const char* const check_json = R"({"decision":"eligible","outcome":"verdict","good":["yes"],"bad":["no"],"words":[
  {"value":"length","zh":"长度","en":"Length"},{"value":"red","zh":"红","en":"Red"},
  {"value":"verdict","zh":"结论","en":"Verdict"},{"value":"yes","zh":"可以","en":"You may"},
  {"value":"30","zh":"三十","en":"thirty"}]})";

pack::CompiledDefinition item_of(const std::string& check = check_json) {
    pack::CompiledDefinition out;
    out.kind = "service";
    out.code = "kite";
    out.body = JsonObject{{"code", "kite"}};
    if (!check.empty()) out.body.as_object()["self_check"] = parse_json(check).value();
    out.rules = rules::dmn::load(model_xml).value();
    return out;
}

Result<SelfCheckAnswer> ask(const char* answers, const pack::CompiledDefinition& item = item_of()) {
    return self_check(item, parse_json(answers).value().as_object(), "2026-03-01");
}

std::vector<std::string> lines(const SelfCheckAnswer& answer) {
    std::vector<std::string> out;
    for (const auto& line : answer.lines) out.push_back(line.label.en + "=" + line.value.en);
    return out;
}

TEST(SelfCheck, an_item_without_rules_or_without_the_member_has_none) {
    EXPECT_TRUE(has_self_check(item_of()));
    const auto unsaid = item_of("");
    auto without_rules = item_of();
    without_rules.rules = nullptr;
    for (const pack::CompiledDefinition* item : {&unsaid, &std::as_const(without_rules)}) {
        EXPECT_FALSE(has_self_check(*item));
        EXPECT_TRUE(self_check_questions(*item).error().is(errors::no_self_check));
        EXPECT_TRUE(ask("{}", *item).error().is(errors::no_self_check));
    }
}

TEST(SelfCheck, asks_for_what_the_decision_needs_in_the_words_of_the_item) {
    const auto questions = self_check_questions(item_of());
    ASSERT_TRUE(questions);
    ASSERT_EQ(questions->size(), 2U);  // not for what only another decision needs
    EXPECT_EQ(questions->at(0).field.name, "length");
    EXPECT_EQ(questions->at(0).title.zh, "长度");
    EXPECT_THAT(questions->at(0).choices, IsEmpty());
    const auto& colour = questions->at(1);
    EXPECT_EQ(colour.title.en, "colour");  // the item has no word for it
    ASSERT_EQ(colour.choices.size(), 2U);
    EXPECT_EQ(colour.choices[0].title.zh, "红");
    EXPECT_EQ(colour.choices[1].title.zh, "blue");
}

TEST(SelfCheck, tells_the_result_line_by_line_and_whether_it_is_good) {
    const auto good = ask(R"({"length": 20, "colour": "blue"})");
    ASSERT_TRUE(good);
    EXPECT_EQ(good->tone, SelfCheckTone::good);
    EXPECT_THAT(lines(*good), ElementsAre("Verdict=You may", "limit=thirty", "since=2026-03-01"));
    EXPECT_EQ(ask(R"({"length": 20, "colour": "red"})")->tone, SelfCheckTone::bad);
    EXPECT_EQ(ask(R"({"length": 40, "colour": "blue"})")->tone, SelfCheckTone::open);
}

TEST(SelfCheck, wrong_input_gives_no_answer_rather_than_a_wrong_one) {
    for (const auto* answers : {"{}", R"({"length": "long"})", R"({"length": {"a": 1}, "colour": 7})",
                                R"({"length": 2000})", R"({"nobody": 1})"}) {
        const auto answer = ask(answers);
        ASSERT_TRUE(answer) << answers;
        EXPECT_THAT(answer->lines, IsEmpty()) << answers;
        EXPECT_EQ(answer->tone, SelfCheckTone::open) << answers;
    }
    // What is told to be today is not the asker's to say.
    EXPECT_THAT(lines(*ask(R"({"length": 20, "colour": "blue", "today": "1999-01-01"})")),
                ::testing::Contains("since=2026-03-01"));
}

TEST(SelfCheck, a_decision_that_does_not_exist_or_does_not_end_is_refused) {
    EXPECT_FALSE(ask("{}", item_of(R"({"decision":"moon","outcome":"verdict"})")));
    const auto endless = ask("{}", item_of(R"({"decision":"endless","outcome":"verdict"})"));
    ASSERT_FALSE(endless);
    EXPECT_TRUE(endless.error().is(rules::errors::feel_budget));
}

}  // namespace
}  // namespace hz::service
