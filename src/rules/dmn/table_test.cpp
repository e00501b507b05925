// SPDX-License-Identifier: Apache-2.0
// The index against the plain look at every rule, batches against single rows, and what the analysis finds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "rules/dmn/batch.hpp"
#include "rules/dmn/dmn.hpp"
#include "rules/dmn/test_models.hpp"

namespace hz::rules::dmn {
namespace {

using namespace testing_models;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ModelPtr model_of(const TestTable& table) {
    auto model = load(table_model(table));
    EXPECT_TRUE(model);
    return model ? *model : nullptr;
}

class Dice {
  public:
    explicit Dice(unsigned seed) : random_(seed) {}
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
    std::string number() { return std::to_string(static_cast<int>(below(21)) - 10) + (below(4) == 0 ? ".5" : ""); }
    std::string text() { return "\"" + std::string(1, static_cast<char>('a' + below(6))) + "\""; }
    std::string date() {
        return "@\"2026-01-" + std::string(below(2) ? "1" : "0") + std::to_string(1 + below(9)) + "\"";
    }

    std::string constant() {
        switch (below(8)) {
            case 0:
                return text();
            case 1:
                return date();
            case 2:
                return below(2) ? "true" : "false";
            case 3:
                return "null";
            case 4:
                return "@\"P" + std::to_string(below(9)) + "D\"";
            default:
                return number();
        }
    }

    std::string test() {
        switch (below(12)) {
            case 0:
                return "< " + constant();
            case 1:
                return ">= " + constant();
            case 2:
                return "[" + number() + ".." + number() + ")";
            case 3:
                return "(" + date() + ".." + date() + "]";
            case 4:
                return "[" + constant() + ", " + constant() + "]";
            case 5:
                return "? > " + number();
            case 6:
                return "]" + text() + ".." + text() + "[";
            case 7:
                return "!= " + constant();
            default:
                return constant();
        }
    }

    std::string cell() {
        if (below(5) == 0) return "-";
        auto out = test();
        while (below(3) == 0) out += ", " + test();
        return below(5) == 0 ? "not(" + out + ")" : out;
    }

    Value value() {
        switch (below(9)) {
            case 0:
                return Value(std::string(1, static_cast<char>('a' + below(7))));
            case 1:
                return Value(Date{2026, 1, static_cast<std::int16_t>(1 + below(20))});
            case 2:
                return Value(below(2) == 0);
            case 3:
                return {};
            case 4:
                return Value(DaysDuration{static_cast<Nanos>(nanos_per_day) * static_cast<Nanos>(below(9))});
            case 5:
                return Value(List{value(), value()});
            default:
                return Value(Number::parse(number()));
        }
    }

  private:
    std::mt19937 random_;
};

TEST(Index, gives_what_looking_at_every_rule_gives) {
    std::size_t applied = 0;
    for (unsigned seed = 0; seed < 60; ++seed) {
        Dice dice(seed);
        TestTable table{.policy = "RULE ORDER", .inputs = {"a", "b"}, .outputs = {""}, .rows = {}};
        const auto rows = seed % 10 == 0 ? 300 : 1 + dice.below(20);
        for (std::size_t r = 0; r < rows; ++r)
            table.rows.push_back({dice.cell(), seed % 2 ? dice.cell() : "-", std::to_string(r + 1)});
        const auto model = model_of(table);
        for (int i = 0; i < 60; ++i) {
            Context inputs;
            inputs.put("a", dice.value());
            inputs.put("b", dice.value());
            const auto quick = evaluate(*model, "result", Value(inputs));
            const auto plain = evaluate(*model, "result", Value(inputs), {.indexed = false});
            ASSERT_TRUE(quick && plain);
            ASSERT_EQ(to_text(*quick), to_text(*plain))
                << "seed " << seed << ": " << to_text(Value(inputs)) << table_model(table);
            Trace trace;
            const auto traced = evaluate(*model, "result", Value(inputs), {.trace = &trace});
            ASSERT_EQ(to_text(*quick), to_text(*traced));
            applied += quick->if_list() ? quick->if_list()->size() : 0;
        }
    }
    EXPECT_GT(applied, 3'000u) << "the test must not be of empty results only";
}

TEST(Index, many_regions_are_kept_as_changes) {
    TestTable table{.policy = "RULE ORDER", .inputs = {"n"}, .outputs = {""}, .rows = {}};
    for (int r = 0; r < 3'000; ++r)
        table.rows.push_back(
            {"[" + std::to_string(r * 2) + ".." + std::to_string(r * 2 + 11) + ")", std::to_string(r)});
    const auto model = model_of(table);
    for (const int n : {-1, 0, 1, 10, 11, 777, 2'999, 5'998, 6'008, 6'009, 9'999}) {
        Context inputs;
        inputs.put("n", Value(std::int64_t{n}));
        EXPECT_EQ(to_text(*evaluate(*model, "result", Value(inputs))),
                  to_text(*evaluate(*model, "result", Value(inputs), {.indexed = false})))
            << n;
    }
}

TEST(Batch, gives_what_single_rows_give_whatever_the_threads) {
    Dice dice(7);
    TestTable table{.policy = "FIRST", .inputs = {"a", "b"}, .outputs = {""}, .rows = {}};
    for (int r = 0; r < 12; ++r) table.rows.push_back({dice.cell(), dice.cell(), "a + " + std::to_string(r)});
    const auto model = model_of(table);
    std::vector<Value> a, b;
    for (int i = 0; i < 1'000; ++i) a.push_back(dice.value());
    for (int i = 0; i < 900; ++i) b.push_back(dice.value());
    const std::vector<Column> columns{{"a", a}, {"b", b}};
    for (const std::size_t threads : {1, 3}) {
        std::vector<std::string> got(1'000);
        std::size_t parts = 0;
        const auto done = evaluate_batch(*model, "result", columns,
                                         [&](const BatchResult& part) {
                                             ++parts;
                                             for (std::size_t i = 0; i < part.results.size(); ++i)
                                                 got[part.first + i] = to_text(*part.results[i]);
                                             return true;
                                         },
                                         {.threads = threads, .rows_at_once = 64});
        ASSERT_TRUE(done);
        EXPECT_EQ(parts, 16u);
        for (std::size_t i = 0; i < got.size(); ++i) {
            Context inputs;
            inputs.put("a", a[i]);
            inputs.put("b", i < b.size() ? b[i] : Value());
            ASSERT_EQ(got[i], to_text(*evaluate(*model, "result", Value(inputs)))) << i;
        }
    }
    EXPECT_FALSE(evaluate_batch(*model, "result", columns, [](const BatchResult&) { return false; }));
    EXPECT_FALSE(evaluate_batch(*model, "nothing", columns, [](const BatchResult&) { return true; }));
}

std::vector<std::string> found(const TestTable& table, std::string_view locale = "en") {
    std::vector<std::string> out;
    for (const auto& finding : analyse(*model_of(table))) out.push_back(finding.text(locale));
    return out;
}

TEST(Analysis, a_whole_table_is_left_alone) {
    EXPECT_THAT(found({.inputs = {"age", "member"},
                       .outputs = {""},
                       .rows = {{"< 18", "-", "1"}, {">= 18", "true", "2"}, {">= 18", "false", "3"}}}),
                IsEmpty());
    EXPECT_THAT(found({.inputs = {"x"}, .outputs = {""}, .rows = {{"\"a\"", "1"}, {"not(\"a\")", "2"}}}), IsEmpty());
    EXPECT_THAT(found({.inputs = {"x"},
                       .outputs = {""},
                       .rows = {{"\"a\"", "1"}, {"\"b\"", "2"}},
                       .input_values = {"\"a\", \"b\""}}),
                IsEmpty());
    EXPECT_THAT(found({.inputs = {"x"}, .outputs = {""}, .rows = {{"string length(?) > 3", "1"}}}), IsEmpty())
        << "what is not understood is not found";
}

TEST(Analysis, gaps_come_with_an_example) {
    EXPECT_THAT(
        found({.inputs = {"age", "member"}, .outputs = {""}, .rows = {{"< 18", "-", "1"}, {"> 18", "true", "2"}}}),
        ElementsAre(HasSubstr("No row applies to age is 18, member is false"),
                    HasSubstr("age is 19, member is false")));
    EXPECT_THAT(found({.inputs = {"x"}, .outputs = {""}, .rows = {{"\"a\"", "1"}}}, "zh-Hans"),
                ElementsAre(HasSubstr("没有一行适用于“x”为 其他值")));
    EXPECT_THAT(
        found({.inputs = {"d"}, .outputs = {""}, .rows = {{"< @\"2026-01-05\"", "1"}, {"> @\"2026-01-05\"", "2"}}}),
        ElementsAre(HasSubstr("d is 2026-01-05")));
}

TEST(Analysis, overlaps_and_rows_that_never_apply) {
    EXPECT_THAT(found({.inputs = {"n"}, .outputs = {""}, .rows = {{"<= 10", "1"}, {">= 10", "2"}}}),
                ElementsAre(HasSubstr("Rows 1 and 2 overlap, for example n is 10")));
    EXPECT_THAT(found({.policy = "ANY", .inputs = {"n"}, .outputs = {""}, .rows = {{"<= 10", "1"}, {">= 10", "1"}}}),
                IsEmpty());
    EXPECT_THAT(
        found(
            {.policy = "FIRST", .inputs = {"n"}, .outputs = {""}, .rows = {{"> 1", "1"}, {"[5..9]", "2"}, {"-", "3"}}}),
        ElementsAre(HasSubstr("Row 2 never applies: row 1 covers")));
    EXPECT_THAT(found({.policy = "FIRST", .inputs = {"n"}, .outputs = {""}, .rows = {{"(5..5)", "1"}, {"-", "3"}}}),
                ElementsAre(HasSubstr("no value passes (5..5)")));
}

TEST(Trace, says_which_row_applied_and_which_cell_said_no) {
    TestTable table{
        .policy = "FIRST",
        .inputs = {"capital", "kind"},
        .outputs = {""},
        .rows = {{">= 1000000", "-", "\"full\""}, {"-", "\"school\", \"shop\"", "\"some\""}, {"-", "-", "\"no\""}}};
    const auto model = model_of(table);
    Trace trace;
    const auto inputs = *parse_json(R"({"capital": 800000, "kind": "kiosk"})");
    EXPECT_EQ(to_string(*evaluate(*model, "result", inputs, {.trace = &trace})), "\"no\"");
    EXPECT_THAT(sentences(trace, "zh-Hans"),
                ElementsAre("“result”第 1 行不适用：“capital”为 80 万，低于 100 万。",
                            "“result”第 2 行不适用：“kind”为 “kiosk”，不在 “school”、“shop” 之中。",
                            "“result”第 3 行适用。", "“result”的结果：“no”。"));
    EXPECT_THAT(sentences(trace, "en"),
                ElementsAre("result, row 1 does not apply: capital 800,000 is below 1,000,000.",
                            "result, row 2 does not apply: kind \"kiosk\" is none of \"school\", \"shop\".",
                            "result, row 3 applies.", "result: \"no\"."));
    const auto json = to_json(trace);
    EXPECT_EQ(json.at("steps").at(0).at("tables").at(0).at("rules").at(0).at("failed").at("cell").as_string(), "c1_1");
}

}  // namespace
}  // namespace hz::rules::dmn
