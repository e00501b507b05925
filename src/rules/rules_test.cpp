// SPDX-License-Identifier: Apache-2.0
#include "rules/rules.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rules/errors.hpp"

namespace hz::rules {
namespace {

const char* const sample = R"({"a": 5, "b": null, "name": "李雷", "企业": {"名称": "惠政餐饮", "面积": 80.5},
  "xs": [1, 2, 3, 4], "people": [{"name": "A", "age": 20}, {"name": "B", "age": 40}], "today": "2026-03-01",
  "yes": true, "no": false, "form": {"kind": "x", "tags": ["hot", "cold"]}})";

// The canonical JSON of the result, or the code of the refusal.
std::string run(const std::string& feel, Budget budget = {}) {
    const auto expression = compile(feel);
    if (!expression) return std::string(expression.error().code->id);
    const auto value = evaluate(**expression, parse_json(sample).value(), budget);
    return value ? to_string(*value) : std::string(value.error().code->id);
}

struct Case {
    const char* feel;
    const char* expected;
};
class Feel : public testing::TestWithParam<Case> {};

TEST_P(Feel, gives) { EXPECT_EQ(run(GetParam().feel), GetParam().expected) << GetParam().feel; }

const Case literals[] = {
    {"null", "null"},
    {"true", "true"},
    {"1", "1"},
    {".5 * 2", "1"},
    {"\"中\\u6587\\n\"", "\"中文\\n\""},
    {"\"\\uD83D\\uDE00\"", "\"😀\""},
    {"[1, \"x\", null]", R"([1,"x",null])"},
    {"{a: 1, b: a + 1}.b", "2"},
    {"{\"甲 乙\": 1}.甲 乙", "1"},
    {"@\"2026-02-28\" + @\"P1D\"", "\"2026-03-01\""},
    {"1 // one\n + /* two */ 2", "3"},
    {"[1..3]", "null"},
    {"string([1..3])", "\"[1..3]\""},
};
const Case numbers[] = {
    {"1 + 2 * 3", "7"},
    {"(1 + 2) * 3", "9"},
    {"10 - 2 - 3", "5"},
    {"2 ** 10", "1024"},
    {"-2 ** 2", "4"},
    {"0.1 + 0.2 = 0.3", "true"},
    {"1 / 3 * 3 = 1", "false"},
    {"1 / 0", "null"},
    {"7 / 2", "3.5E0"},
    {"9223372036854775807 + 1 = 9223372036854775808", "true"},
    {"string(9223372036854775807 * 10)", "\"92233720368547758070\""},
    {"string(1234567890123456789012345678901234 + 1)", "\"1234567890123456789012345678901235\""},
    {"string(1/3)", "\"0.3333333333333333333333333333333333\""},
    {"string(1.50)", "\"1.5\""},
    {"1 + \"a\"", "null"},
    {"floor(-1.5)", "-2"},
    {"ceiling(1.2)", "2"},
    {"round(2.5)", "3"},
    {"round(-2.5)", "-3"},
    {"round(1.255, 2) = 1.26", "true"},
    {"round half down(2.5, 0)", "2"},
    {"decimal(2.5, 0)", "2"},
    {"abs(-3)", "3"},
    {"modulo(-12, 5)", "3"},
    {"modulo(12, -5)", "-3"},
    {"modulo(10.1, 4.5) = 1.1", "true"},
    {"number(\"1 000,5\", \" \", \",\") = 1000.5", "true"},
    {"number(\"abc\")", "null"},
    {"string(1e50)", "\"1E+50\""},
    {"sqrt(16)", "4"},
    {"odd(3)", "true"},
};
const Case logic[] = {
    {"true and true", "true"},
    {"true and null", "null"},
    {"false and null", "false"},
    {"null and false", "false"},
    {"true or null", "true"},
    {"null or false", "null"},
    {"null or null", "null"},
    {"1 and true", "null"},
    {"1 and false", "false"},
    {"not(true)", "false"},
    {"not(null)", "null"},
    {"not(\"x\")", "null"},
    {"if null then 1 else 2", "2"},
    {"if a = 5 then \"five\" else \"other\"", "\"five\""},
    {"null = null", "true"},
    {"1 = null", "false"},
    {"1 != null", "true"},
    {"1 = \"1\"", "null"},
    {"[1,2] = [1,2]", "true"},
    {"{a: 1} = {a: 1}", "true"},
    {"[1] = [1,2]", "false"},
    {"a > null", "null"},
    {"\"a\" < \"b\"", "true"},
    {"missing = null", "true"},
    {"missing.deeper.still", "null"},
    {"yes and not(no)", "true"},
};
const Case unary[] = {
    {"5 between 1 and 5", "true"},
    {"5 between 6 and 9", "false"},
    {"null between 1 and 2", "null"},
    {"5 in [1..5]", "true"},
    {"5 in [1..5)", "false"},
    {"5 in ]5..9]", "false"},
    {"5 in [1..6[", "true"},
    {"5 in (1, 5)", "true"},
    {"5 in (< 3, > 4)", "true"},
    {"5 in >= 5", "true"},
    {"5 in [1, 2]", "false"},
    {"5 in xs", "false"},
    {"3 in xs", "true"},
    {"5 in (1..9)", "true"},
    {"\"b\" in (\"a\", \"b\")", "true"},
    {"a in ([1..3], [5..7])", "true"},
    {"5 in != 4", "true"},
    {"(< 10).end", "10"},
    {"5 in (xs)[item > 3]", "false"},
    {"4 in (xs)[item > 3]", "true"},
};
const Case names[] = {
    {"企业.名称", "\"惠政餐饮\""},
    {"企业.面积 > 80", "true"},
    {"form.kind = \"x\"", "true"},
    {"name", "\"李雷\""},
    {"people.name", R"(["A","B"])"},
    {"people[1].name", "\"A\""},
    {"people[-1].age", "40"},
    {"people[age > 30].name", R"(["B"])"},
    {"people[item.age > 30][1].name", "\"B\""},
    {"xs[item > 2]", "[3,4]"},
    {"xs[9]", "null"},
    {"xs[0]", "null"},
    {"a[1]", "5"},
    {"[][1]", "null"},
    {"[][item > 1]", "[]"},
};
const Case loops[] = {
    {"for x in xs return x * 2", "[2,4,6,8]"},
    {"for i in 1..3 return i", "[1,2,3]"},
    {"for i in 3..1 return i", "[3,2,1]"},
    {"for x in [1,2], y in [10,20] return x + y", "[11,21,12,22]"},
    {"for x in null return x", "null"},
    {"for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1,1,2,6,24]"},
    {"some x in xs satisfies x > 3", "true"},
    {"every x in xs satisfies x > 3", "false"},
    {"every x in [] satisfies false", "true"},
    {"some x in [null] satisfies x > 1", "null"},
    {"some 人 in people satisfies 人.age > 30", "true"},
    {"(function(x, y) x + y)(1, 2)", "3"},
    {"sort([3,1,2], function(x, y) x < y)", "[1,2,3]"},
    {"{f: function(n) n * a, r: f(2)}.r", "10"},
    {"for i in [1..3] return i", "[1,2,3]"},
    {"5 instance of number", "true"},
    {"xs instance of list<number>", "true"},
    {"null instance of number", "false"},
    {"@\"P1Y\" instance of years and months duration", "true"},
};
const Case functions[] = {
    {"contains(\"惠政平台\", \"政平\")", "true"},
    {"starts with(\"abc\", \"ab\")", "true"},
    {"ends with(\"abc\", \"ab\")", "false"},
    {"matches(\"13800138000\", \"^1[3-9][0-9]{9}$\")", "true"},
    {"matches(\"a\", \"(?=a)\")", "null"},
    {"matches(\"ABC\", \"b\", \"i\")", "true"},
    {"string length(\"惠政😀\")", "3"},
    {"upper case(\"aé\")", "\"AÉ\""},
    {"lower case(\"AÉЖ\")", "\"aéж\""},
    {"substring(\"惠政平台\", 2)", "\"政平台\""},
    {"substring(\"惠政平台\", -2, 1)", "\"平\""},
    {"substring(string: \"abc\", start position: 2)", "\"bc\""},
    {"replace(\"a1b2\", \"[0-9]\", \"#\")", "\"a#b#\""},
    {"replace(\"abc\", \"(a)(b)\", \"$2$1\")", "\"bac\""},
    {"split(\"a;b;c\", \";\")", R"(["a","b","c"])"},
    {"string join([\"a\",\"b\"], \"-\")", "\"a-b\""},
    {"count(xs)", "4"},
    {"list contains(xs, 3)", "true"},
    {"sum(xs)", "10"},
    {"sum(1, 2)", "3"},
    {"sum([])", "null"},
    {"min(xs)", "1"},
    {"max(\"a\", \"c\", \"b\")", "\"c\""},
    {"mean(xs) = 2.5", "true"},
    {"median([3,1,2])", "2"},
    {"append(xs, 5)", "[1,2,3,4,5]"},
    {"concatenate([1],[2,3])", "[1,2,3]"},
    {"distinct values([1,2,1])", "[1,2]"},
    {"all([true, null])", "null"},
    {"any([false, true])", "true"},
    {"index of([1,2,1], 1)", "[1,3]"},
    {"flatten([1,[2,[3]]])", "[1,2,3]"},
    {"is defined(b)", "false"},
    {"is defined(a)", "true"},
    {"get value(form, \"kind\")", "\"x\""},
    {"get value(form, \"none\")", "null"},
    {"string(true)", "\"true\""},
    {"string(null)", "null"},
    {"substring before(\"a-b\", \"-\")", "\"a\""},
    {"sublist(xs, 2, 2)", "[2,3]"},
    {"list contains(form.tags, \"hot\")", "true"},
};
const Case calendar[] = {
    {"date(\"2026-02-30\")", "null"},
    {"date(\"2024-02-29\")", "\"2024-02-29\""},
    {"date(2026, 1, 5)", "\"2026-01-05\""},
    {"date(2026, 1, 5).weekday", "1"},
    {"date(\"2026-01-31\") + duration(\"P1M\")", "\"2026-02-28\""},
    {"date(\"2026-03-01\") - date(\"2026-02-01\")", "\"P28D\""},
    {"date(\"2026-01-01\") < date(\"2026-01-02\")", "true"},
    {"(date(\"2026-03-01\") - date(\"2026-02-01\")).days", "28"},
    {"time(\"08:30:00\") + duration(\"PT16H\")", "\"00:30:00\""},
    {"date and time(\"2026-01-01T08:00:00+08:00\") = date and time(\"2026-01-01T00:00:00Z\")", "true"},
    {"date and time(\"2026-01-01T23:30:00\") + duration(\"PT45M\")", "\"2026-01-02T00:15:00\""},
    {"duration(\"P1DT2H3M4.5S\")", "\"P1DT2H3M4.5S\""},
    {"duration(\"P14M\")", "\"P1Y2M\""},
    {"duration(\"P1D\") * 1.5", "\"P1DT12H\""},
    {"duration(\"P1D\") / duration(\"PT6H\")", "4"},
    {"years and months duration(date(\"1990-05-20\"), today()).years", "35"},
    {"today()", "\"2026-03-01\""},
    {"now()", "null"},
    {"today() - date(\"2026-02-01\") > duration(\"P27D\")", "true"},
    {"day of week(date(\"2026-11-22\"))", "\"Sunday\""},
    {"week of year(date(\"2026-01-01\"))", "1"},
    {"duration(\"P\")", "null"},
    {"duration(\"P1DT\")", "null"},
    {"date(\"999999999-12-31\") + duration(\"P1D\")", "null"},
};
const Case refusals[] = {
    {"", "rules.feel_syntax"},
    {"1 +", "rules.feel_syntax"},
    {"a b", "rules.feel_syntax"},
    {"(1", "rules.feel_syntax"},
    {"1 ，2", "rules.feel_syntax"},
    {"\"open", "rules.feel_syntax"},
    {"if true then 1", "rules.feel_syntax"},
    {"then", "rules.feel_syntax"},
    {"[1,", "rules.feel_syntax"},
    {"{a: 1, a: 2}", "rules.feel_syntax"},
    {"@\"x\"", "rules.feel_syntax"},
    {"/* open", "rules.feel_syntax"},
    {"nope(1)", "rules.feel_unknown_function"},
    {"count()", "rules.feel_arguments"},
    {"\xff", "text.not_utf8"},
    {"\"\\u12\"", "rules.feel_syntax"},
    {"for i in 1..1000000 return i", "rules.feel_budget"},
    {"for i in 1..9999, j in 1..9999 return 1", "rules.feel_budget"},
};

INSTANTIATE_TEST_SUITE_P(literals, Feel, testing::ValuesIn(literals));
INSTANTIATE_TEST_SUITE_P(numbers, Feel, testing::ValuesIn(numbers));
INSTANTIATE_TEST_SUITE_P(logic, Feel, testing::ValuesIn(logic));
INSTANTIATE_TEST_SUITE_P(tests, Feel, testing::ValuesIn(unary));
INSTANTIATE_TEST_SUITE_P(names, Feel, testing::ValuesIn(names));
INSTANTIATE_TEST_SUITE_P(loops, Feel, testing::ValuesIn(loops));
INSTANTIATE_TEST_SUITE_P(functions, Feel, testing::ValuesIn(functions));
INSTANTIATE_TEST_SUITE_P(calendar, Feel, testing::ValuesIn(calendar));
INSTANTIATE_TEST_SUITE_P(refusals, Feel, testing::ValuesIn(refusals));

std::string repeat(const std::string& text, std::size_t times) {
    std::string out;
    while (times--) out += text;
    return out;
}

TEST(Hostile, deep_nesting_is_refused) {
    EXPECT_EQ(run(repeat("(", 10'000) + "1" + repeat(")", 10'000)), "rules.feel_too_large");
    EXPECT_EQ(run(repeat("[", 10'000)), "rules.feel_too_large");
    EXPECT_EQ(run(repeat("-", 10'000) + "1"), "rules.feel_too_large");
    EXPECT_EQ(run("a" + repeat(".b", 10'000)), "rules.feel_too_large");
    EXPECT_EQ(run(repeat("if a then 1 else ", 200) + "1"), "rules.feel_too_large");
    EXPECT_EQ(run(repeat("x in (", 5'000)), "rules.feel_too_large");
    EXPECT_EQ(run(repeat("{a:", 5'000)), "rules.feel_too_large");
}
TEST(Hostile, a_megabyte_is_refused) { EXPECT_EQ(run(std::string(1 << 20, '1')), "rules.feel_too_large"); }
TEST(Hostile, a_long_flat_sum_is_fine) { EXPECT_EQ(run("0" + repeat("+1", 5'000)), "5000"); }
TEST(Hostile, backtracking_does_not_explode) {
    EXPECT_EQ(run(repeat("a in (", 40) + "1" + repeat(")[1]", 40)), "false");
}
TEST(Hostile, doubling_text_is_stopped) {
    EXPECT_EQ(run("for i in 1..40 return if i = 1 then \"abcdefgh\" else partial[-1] + partial[-1]"),
              "rules.feel_budget");
}
TEST(Hostile, endless_recursion_is_stopped) {
    EXPECT_EQ(run("(function(f) f(f))(function(f) f(f))"), "rules.feel_budget");
    EXPECT_EQ(run("1 + 1", Budget{.steps = 1}), "rules.feel_budget");
}

TEST(Errors, say_where_and_what_was_expected_in_both_languages) {
    const auto refused = compile("1 +\n企业 = )");
    ASSERT_FALSE(refused);
    EXPECT_EQ(message(*refused.error().code, refused.error().params, "zh-Hans"),
              "表达式有误：第 2 行第 6 个字符处应为一个值或表达式，现在是“)”。");
    EXPECT_EQ(message(*refused.error().code, refused.error().params, "en"),
              "The expression has a mistake at line 2, character 6: expected a value or an expression, found \")\".");
}

TEST(Names, with_spaces_are_read_where_they_are_known) {
    const std::vector<std::string> known{"Monthly Salary", "a-b"};
    const auto expression = compile("Monthly Salary * 12 - a-b", known);
    ASSERT_TRUE(expression);
    EXPECT_EQ(to_string(*evaluate(**expression, parse_json(R"({"Monthly Salary": 10, "a-b": 1})").value())), "119");
    EXPECT_EQ(free_names(**expression), (std::vector<std::string>{"Monthly Salary", "a-b"}));
}

TEST(UnaryTests, hold_for_the_input) {
    const auto holds_for = [](const char* cell, const char* input) {
        const auto tests = compile_unary_tests(cell);
        return tests && holds(**tests, parse_json(input).value()).value();
    };
    EXPECT_TRUE(holds_for("-", R"({"?": 1})"));
    EXPECT_TRUE(holds_for("> 5, [1..2]", R"({"?": 2})"));
    EXPECT_FALSE(holds_for("> 5, [1..2]", R"({"?": 4})"));
    EXPECT_TRUE(holds_for("not(\"a\", \"b\")", R"({"?": "c"})"));
    EXPECT_TRUE(holds_for("\"餐饮\"", R"({"?": "餐饮"})"));
    EXPECT_TRUE(holds_for("contains(?, \"餐\")", R"({"?": "餐饮"})"));
}

TEST(Holds, only_for_true) {
    EXPECT_TRUE(holds(**compile("a = 5"), parse_json(sample).value()).value());
    EXPECT_FALSE(holds(**compile("b"), parse_json(sample).value()).value());
    EXPECT_FALSE(holds(**compile("a"), parse_json(sample).value()).value());
}

TEST(Conversion, json_numbers_keep_their_shortest_decimal) {
    EXPECT_EQ(to_text(from_json(parse_json("0.1").value())), "0.1");
    EXPECT_EQ(to_text(from_json(parse_json("18446744073709551615").value())), "18446744073709551615");
}

}  // namespace
}  // namespace hz::rules
