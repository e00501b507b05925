// SPDX-License-Identifier: Apache-2.0
// The reasons for null, as a clerk reads them.
#include <gtest/gtest.h>

#include "rules/rules.hpp"

namespace hz::rules {
namespace {

struct Case {
    const char* feel;
    const char* en;
    const char* zh;
};
class Reason : public testing::TestWithParam<Case> {};

TEST_P(Reason, is_said_in_both_languages) {
    const auto expression = compile(GetParam().feel, CompileOptions{.strict = false});
    ASSERT_TRUE(expression);
    Evaluation evaluation;
    std::vector<Diagnostic> reasons;
    evaluation.diagnostics = &reasons;
    const auto value = evaluate(**expression, Value(Context{}), evaluation);
    ASSERT_TRUE(value);
    ASSERT_FALSE(reasons.empty()) << GetParam().feel;
    EXPECT_EQ(reasons.front().sentence("en"), GetParam().en);
    EXPECT_EQ(reasons.front().sentence("zh-Hans"), GetParam().zh);
    EXPECT_EQ(reasons.front().expression, GetParam().feel);
}

const Case cases[] = {
    {"1 + 面积", "Line 1, character 5: there is no data named \"面积\"; it counts as empty.",
     "第 1 行第 5 个字符处：没有名为“面积”的数据，按空值计算。"},
    {"1 +\n  2 / 0", "Line 2, character 3: a division by zero has no result.",
     "第 2 行第 3 个字符处：除数是零，没有结果。"},
    {"1 + \"a\"", "Line 1, character 1: \"+\" cannot be used with a number and a text.",
     "第 1 行第 1 个字符处：“+”不能用于数字和文字。"},
    {"1 < @\"2026-01-01\"", "Line 1, character 3: \"<\" cannot be used with a number and a date.",
     "第 1 行第 3 个字符处：“<”不能用于数字和日期。"},
    {"{a: 1}.b", "Line 1, character 7: a context has no property named \"b\".",
     "第 1 行第 7 个字符处：一组数据没有名为“b”的属性。"},
    {"[1, 2][5]", "Line 1, character 7: the list has 2 items, so there is no item 5.",
     "第 1 行第 7 个字符处：列表有 2 项，没有第 5 项。"},
    {"upper case(5)",
     "Line 1, character 1: the argument \"string\" of the function \"upper case\" should be a text, but is a number.",
     "第 1 行第 1 个字符处：函数“upper case”的参数“string”应为文字，现在是数字。"},
    {"date(\"2026-02-30\")",
     "Line 1, character 1: the function \"date\" has no result: there is no such date; write it as 2026-01-31.",
     "第 1 行第 1 个字符处：函数“date”没有结果：没有这样的日期，应写作 2026-01-31。"},
    {"nope(1)", "Line 1, character 1: there is no data named \"nope\"; it counts as empty.",
     "第 1 行第 1 个字符处：没有名为“nope”的数据，按空值计算。"},
    {"count(1, 2)",
     "Line 1, character 1: the function \"count\" does not take this number of arguments, or arguments of these names.",
     "第 1 行第 1 个字符处：给函数“count”的参数的个数或名称不对。"},
    {"if 1 then 2 else 3", "Line 1, character 1: a condition should be true or false, but is a number.",
     "第 1 行第 1 个字符处：条件应为真或假，现在是数字。"},
    {"(function(x) external {java: {class: \"A\", method signature: \"b()\"}})(1)",
     "Line 1, character 2: external functions (Java, PMML) are not supported. Please use a FEEL expression instead.",
     "第 1 行第 2 个字符处：不支持外部函数（Java、PMML）。请改用 FEEL 表达式。"},
};
INSTANTIATE_TEST_SUITE_P(all, Reason, testing::ValuesIn(cases));

TEST(Reasons, are_as_many_as_wanted) {
    const auto expression = compile("for i in 1..1000 return 1 / 0").value();
    Evaluation evaluation;
    std::vector<Diagnostic> reasons;
    evaluation.diagnostics = &reasons;
    evaluation.most_diagnostics = 3;
    EXPECT_TRUE(evaluate(*expression, Value(Context{}), evaluation));
    EXPECT_EQ(reasons.size(), 3u);
}

}  // namespace
}  // namespace hz::rules
