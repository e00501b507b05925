// SPDX-License-Identifier: Apache-2.0
// Expressions written by somebody who wishes us ill.
#include <gtest/gtest.h>

#include <string>

#include "rules/rules.hpp"

namespace hz::rules {
namespace {

std::string repeat(const std::string& text, std::size_t times) {
    std::string out;
    while (times--) out += text;
    return out;
}

std::string run(const std::string& feel, Budget budget = {}) {
    const auto expression = compile(feel);
    if (!expression) return std::string(expression.error().code->id);
    const auto value = evaluate(**expression, Value(Context{}), budget);
    return value ? to_text(*value) : std::string(value.error().code->id);
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

TEST(Hostile, growing_without_end_is_stopped) {
    const auto doubled = "for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])";
    EXPECT_EQ(run(doubled), "rules.feel_budget");
    EXPECT_EQ(run("count(for a in 1..100, b in 1..100, c in 1..100 return 1)"), "rules.feel_budget");
    EXPECT_EQ(run("{f: function(n) f(n + 1), out: f(1)}.out"), "rules.feel_budget");
    EXPECT_EQ(run("string join(for i in 1..9000 return \"" + repeat("x", 200) + "\")"), "rules.feel_budget");
    EXPECT_EQ(run("replace(string join(for i in 1..9000 return \"xxxxxxxxxx\"), \"x\", \"" + repeat("y", 1000) + "\")"),
              "rules.feel_budget");
}
TEST(Hostile, values_that_share_their_parts_are_counted_in_full) {
    std::string feel = "{v0: [1, 1]";
    for (int i = 1; i < 60; ++i) {
        const auto before = "v" + std::to_string(i - 1);
        feel += ", v" + std::to_string(i) + ": [" + before + ", " + before + "]";
    }
    EXPECT_EQ(run(feel + "}.v59"), "rules.feel_budget");
    EXPECT_EQ(run(feel + "}.v5 = {x: 1}"), "rules.feel_budget");
    EXPECT_EQ(run("for i in 1..60 return if i = 1 then 1 else [partial[-1], partial[-1]]"), "rules.feel_budget");
    EXPECT_EQ(run("for i in 1..60 return if i = 1 then {a: 1} else {a: partial[-1], b: partial[-1]}"),
              "rules.feel_budget");
}
TEST(Hostile, recursion_has_room_for_honest_use) {
    EXPECT_EQ(run("{f: function(n) if n = 0 then 0 else 1 + f(n - 1), out: f(60)}.out"), "60");
}
TEST(Hostile, numbers_beyond_the_format_are_null) {
    EXPECT_EQ(run("10 ** 6144 != null"), "true");
    EXPECT_EQ(run("10 ** 6145"), "null");
    EXPECT_EQ(run("-(10 ** 6144) * 10"), "null");
    EXPECT_EQ(run("1e6145"), "rules.feel_syntax");
    EXPECT_EQ(run("0 ** -1"), "null");
    EXPECT_EQ(run("exp(100000)"), "null");
    EXPECT_EQ(run("9999999999999999999999999999999999 + 1"), "10000000000000000000000000000000000");
    EXPECT_EQ(run("0 * -5"), "0");
    EXPECT_EQ(run("modulo(1, 0)"), "null");
    EXPECT_EQ(run("decimal(1, 99999999999999999999)"), "null");
}
TEST(Hostile, dates_out_of_range_are_null) {
    EXPECT_EQ(run("@\"999999999-12-31T23:59:59\" + @\"PT1S\""), "null");
    EXPECT_EQ(run("@\"-999999999-01-01\" - @\"P1D\""), "null");
    EXPECT_EQ(run("@\"2026-01-01\" + @\"P999999999999M\""), "null");
    EXPECT_EQ(run("date(9999999999, 1, 1)"), "null");
    EXPECT_EQ(run("time(\"23:59:60\")"), "null");  // a leap second
    EXPECT_EQ(run("duration(\"P999999999999999D\") * 999999999999 "), "null");
    EXPECT_EQ(run("count(for d in @\"-999999999-01-01\"..@\"999999999-01-01\" return d)"), "rules.feel_budget");
}
TEST(Hostile, every_space_of_unicode_is_a_space) {
    for (const char* space : {"\u00a0", "\u1680", "\u2003", "\u2028", "\u202f", "\u205f", "\u3000", "\ufeff", "\v"})
        EXPECT_EQ(run(std::string("1") + space + "+" + space + "1"), "2");
}
TEST(Hostile, patterns_are_linear) {
    EXPECT_EQ(run("matches(\"" + repeat("a", 2000) + "\", \"(a+)+b\")"), "false");
    EXPECT_EQ(run("matches(\"a\", \"" + repeat("[a-[", 50) + "\")"), "null");
    EXPECT_EQ(run("matches(\"a\", \"(((a{1,1000}){1,1000}){1,1000})\")"), "null");
}

}  // namespace
}  // namespace hz::rules
