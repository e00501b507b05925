// SPDX-License-Identifier: Apache-2.0
#include "rules/callable.hpp"

#include <gtest/gtest.h>

#include "rules/errors.hpp"
#include "rules/rules.hpp"

namespace hz::rules {
namespace {

Value doubling() {
    return make_function({.name = "double",
                          .parameters = {{"n", Shape::number}},
                          .result = Shape::number,
                          .run = [](std::span<const Value> args, Evaluation&) {
                              return Value(args[0].if_number()->add(*args[0].if_number()));
                          }});
}

std::string run(const char* feel, const Context& context, Evaluation& evaluation) {
    const auto expression = compile(feel, CompileOptions{.strict = false});
    if (!expression) return std::string(expression.error().code->id);
    const auto value = evaluate(**expression, Value(context), evaluation);
    return value ? to_text(*value) : std::string(value.error().code->id);
}
std::string run(const char* feel, const Context& context) {
    Evaluation evaluation;
    return run(feel, context, evaluation);
}

TEST(HostFunction, is_called_by_place_and_by_name) {
    Context context;
    context.put("double", doubling());
    EXPECT_EQ(run("double(21)", context), "42");
    EXPECT_EQ(run("double(n: 21)", context), "42");
    EXPECT_EQ(run("double(m: 21)", context), "null");
    EXPECT_EQ(run("double([21])", context), "42");
    EXPECT_EQ(run("double(\"x\")", context), "null");
    EXPECT_EQ(run("double(1, 2)", context), "null");
    EXPECT_EQ(run("sort([1,3,2], function(a: number, b: number) double(a) > double(b))", context), "[3, 2, 1]");
    EXPECT_EQ(run("double instance of function<number> -> number", context), "true");
    EXPECT_EQ(run("double instance of function<string> -> number", context), "false");
}

TEST(HostFunction, shares_the_budget_of_the_evaluation_around_it) {
    Context context;
    context.put("loop", make_function({.name = "loop",
                                       .parameters = {{"f", {}}},
                                       .run = [](std::span<const Value> args, Evaluation& evaluation) {
                                           const std::vector<Value> again{args[0]};
                                           const auto out = call(args[0], again, evaluation);
                                           return out ? *out : Value();
                                       }}));
    Evaluation evaluation;
    EXPECT_EQ(run("loop(loop)", context, evaluation), "rules.feel_budget");
    EXPECT_TRUE(evaluation.spent());
    EXPECT_EQ(run("1", context, evaluation), "rules.feel_budget");
}

TEST(Evaluation, is_stopped_from_outside) {
    Evaluation evaluation(Budget{.steps = 10'000'000, .items = 1'000'000});
    int asked = 0;
    evaluation.stop = [&] { return ++asked == 3; };
    EXPECT_EQ(run("for i in 1..1000000 return i", {}, evaluation), "rules.feel_stopped");
}

TEST(Types, are_read_and_written) {
    for (const char* text : {"Any", "list<number>", "context<a: number, b c: list<string>>", "range<date>",
                             "function<number, string> -> Any", "days and time duration", "function<> -> boolean"}) {
        const auto type = parse_type(text);
        ASSERT_TRUE(type) << text;
        EXPECT_EQ(to_text(*type), text);
    }
    EXPECT_FALSE(parse_type("list<"));
    EXPECT_FALSE(parse_type("tLoan"));
    EXPECT_TRUE(parse_type("list<tLoan>", [](std::string_view name) {
        return name == "tLoan" ? std::optional(FeelType(Shape::number)) : std::nullopt;
    }));
}

TEST(Types, values_are_converted_to_them) {
    const auto date = Value(Date{2026, 1, 2});
    EXPECT_EQ(to_text(*convert(date, Shape::date_time)), "2026-01-02T00:00:00Z");
    EXPECT_EQ(to_text(*convert(date, FeelType::list_of(Shape::date))), "[2026-01-02]");
    EXPECT_EQ(to_text(*convert(Value(List{Value("a")}), Shape::string)), "a");
    EXPECT_FALSE(convert(Value("a"), Shape::number));
    EXPECT_TRUE(conforms(Value(), Shape::number));
    EXPECT_FALSE(is_instance(Value(), Shape::number));
}

}  // namespace
}  // namespace hz::rules
