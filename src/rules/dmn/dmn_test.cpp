// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/dmn.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/dmn/errors.hpp"
#include "rules/dmn/test_models.hpp"

namespace hz::rules::dmn {
namespace {

using namespace testing_models;
using testing::ElementsAre;
using testing::HasSubstr;

ModelPtr model_of(const std::string& xml) {
    auto model = load(xml);
    EXPECT_TRUE(model) << (model ? "" : std::string(model.error().code->id));
    return model ? *model : nullptr;
}

std::string result(const ModelPtr& model, const std::string& name, const std::string& inputs,
                   Findings* found = nullptr) {
    const auto out = evaluate(*model, name, *parse_json(inputs), {.diagnostics = found});
    return out ? to_string(*out) : "refused: " + std::string(out.error().code->id);
}

std::string of_table(const TestTable& table, const std::string& inputs) {
    return result(model_of(table_model(table)), "result", inputs);
}

std::vector<std::string> codes(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& finding : findings) out.emplace_back(finding.code->id);
    return out;
}

const std::vector<Row> three_rows{{"> 1", "\"low\"", "1"}, {"> 10", "\"middle\"", "10"}, {"> 100", "\"high\"", "100"}};

TestTable two_outputs(const std::string& policy, const std::string& aggregation = "") {
    return {.policy = policy,
            .aggregation = aggregation,
            .inputs = {"n"},
            .outputs = {"name", "amount"},
            .rows = three_rows,
            .output_values = {"\"high\", \"middle\", \"low\"", ""}};
}

TestTable one_output(const std::string& policy, const std::string& aggregation = "") {
    return {.policy = policy,
            .aggregation = aggregation,
            .inputs = {"n"},
            .outputs = {""},
            .rows = {{"> 1", "1"}, {"> 10", "10"}, {"> 100", "100"}}};
}

TEST(HitPolicy, each_makes_its_own_of_the_rules_that_apply) {
    EXPECT_EQ(of_table(one_output("UNIQUE"), R"({"n": 5})"), "1");
    EXPECT_EQ(of_table(one_output("UNIQUE"), R"({"n": 50})"), "null");
    EXPECT_EQ(of_table(one_output("FIRST"), R"({"n": 500})"), "1");
    EXPECT_EQ(of_table(one_output("RULE ORDER"), R"({"n": 500})"), "[1,10,100]");
    EXPECT_EQ(of_table(one_output("COLLECT"), R"({"n": 50})"), "[1,10]");
    EXPECT_EQ(of_table(one_output("COLLECT", "SUM"), R"({"n": 500})"), "111");
    EXPECT_EQ(of_table(one_output("COLLECT", "MIN"), R"({"n": 500})"), "1");
    EXPECT_EQ(of_table(one_output("COLLECT", "MAX"), R"({"n": 500})"), "100");
    EXPECT_EQ(of_table(one_output("COLLECT", "COUNT"), R"({"n": 500})"), "3");
    EXPECT_EQ(of_table(two_outputs("PRIORITY"), R"({"n": 50})"), R"({"name":"middle","amount":10})");
    EXPECT_EQ(of_table(two_outputs("OUTPUT ORDER"), R"({"n": 50})"),
              R"([{"name":"middle","amount":10},{"name":"low","amount":1}])");
    EXPECT_EQ(of_table(two_outputs("COLLECT", "SUM"), R"({"n": 50})"), R"({"name":null,"amount":11})");
}

TEST(HitPolicy, any_wants_equal_results) {
    TestTable table{
        .policy = "ANY", .inputs = {"n"}, .outputs = {""}, .rows = {{"> 1", "1"}, {"> 2", "1"}, {"> 3", "2"}}};
    EXPECT_EQ(of_table(table, R"({"n": 3})"), "1");
    EXPECT_EQ(of_table(table, R"({"n": 4})"), "null");
}

TEST(HitPolicy, without_a_rule_the_default_or_null) {
    auto table = two_outputs("UNIQUE");
    EXPECT_EQ(of_table(table, R"({"n": 0})"), "null");
    table.defaults = {"\"none\""};
    EXPECT_EQ(of_table(table, R"({"n": 0})"), R"({"name":"none","amount":null})");
    EXPECT_EQ(of_table(one_output("COLLECT"), R"({"n": 0})"), "[]");
    EXPECT_EQ(of_table(one_output("COLLECT", "COUNT"), R"({"n": 0})"), "0");
    EXPECT_EQ(of_table(one_output("COLLECT", "SUM"), R"({"n": 0})"), "null");
}

TEST(Table, a_value_that_is_not_allowed_gives_null_and_says_so) {
    TestTable table{.inputs = {"risk"}, .outputs = {""}, .rows = {{"-", "1"}}, .input_values = {"\"low\", \"high\""}};
    const auto model = model_of(table_model(table));
    Findings found;
    EXPECT_EQ(result(model, "result", R"({"risk": "low"})"), "1");
    EXPECT_EQ(result(model, "result", R"({"risk": "none"})", &found), "null");
    EXPECT_THAT(codes(found), ElementsAre("rules.dmn_not_allowed"));
    EXPECT_THAT(found[0].text("zh-Hans"), HasSubstr("“risk”的值 none"));
}

TEST(Table, a_rule_with_too_few_cells_makes_the_table_null) {
    const auto model = model_of(table_model({.inputs = {"a", "b"}, .outputs = {""}, .rows = {{"1", "2"}}}));
    EXPECT_THAT(codes(findings(*model)), ElementsAre("rules.dmn_wrong_cells"));
    EXPECT_EQ(result(model, "result", R"({"a": 1})"), "null");
}

TEST(Model, decisions_use_inputs_decisions_and_functions) {
    const auto model = model_of(definitions(
        input("Monthly Salary", "number") +
        "<businessKnowledgeModel id=\"f_tax\" name=\"tax of\"><variable name=\"tax of\"/><encapsulatedLogic>"
        "<formalParameter name=\"gross\" typeRef=\"number\"/>" +
        literal("gross * rate") + "</encapsulatedLogic></businessKnowledgeModel>" +
        decision("yearly", needs_input("Monthly Salary") + literal("12 * Monthly Salary")) +
        decision("net", needs_decision("yearly") + needs_function("tax") + literal("yearly - tax of(yearly)"))));
    EXPECT_EQ(result(model, "yearly", R"({"Monthly Salary": 100})"), "1200");
    EXPECT_EQ(result(model, "net", R"({"Monthly Salary": 100})"), "null") << "rate is no name there";
    EXPECT_THAT(codes(findings(*model)), ElementsAre("rules.dmn_unknown_name"));
    EXPECT_THAT(inputs_of(*model, "net"), ElementsAre("Monthly Salary"));
}

TEST(Model, a_function_may_call_itself_but_not_for_ever) {
    const auto function = [](const std::string& body) {
        return definitions(
            "<businessKnowledgeModel id=\"f_f\" name=\"f\"><variable name=\"f\"/><encapsulatedLogic>"
            "<formalParameter name=\"n\" typeRef=\"number\"/>" +
            literal(body) + "</encapsulatedLogic></businessKnowledgeModel>" +
            decision("d", needs_function("f") + literal("f(5)")));
    };
    EXPECT_EQ(result(model_of(function("if n <= 1 then 1 else n * f(n - 1)")), "d", "{}"), "120");
    EXPECT_EQ(result(model_of(function("f(n + 1)")), "d", "{}"), "refused: rules.feel_budget");
}

TEST(Model, types_are_held_at_the_borders) {
    const auto model = model_of(definitions(
        "<itemDefinition name=\"tGrade\"><typeRef>string</typeRef><allowedValues><text>\"A\", "
        "\"B\"</text></allowedValues>"
        "</itemDefinition>"
        "<itemDefinition name=\"tPupil\"><itemComponent name=\"name\"><typeRef>string</typeRef></itemComponent>"
        "<itemComponent name=\"marks\" "
        "isCollection=\"true\"><typeRef>tGrade</typeRef></itemComponent></itemDefinition>" +
        input("pupil", "tPupil") + input("day", "date") +
        decision("first", needs_input("pupil") + literal("pupil.marks[1]")) +
        decision("month", needs_input("day") + literal("day.month")) +
        decision("number", literal("\"text\""), "number") + decision("one", literal("[1]"), "number") +
        decision("many", literal("1"), "list<number>")));
    EXPECT_EQ(result(model, "first", R"({"pupil": {"name": "x", "marks": ["B", "A"]}})"), R"("B")");
    Findings found;
    EXPECT_EQ(result(model, "first", R"({"pupil": {"name": "x", "marks": ["C"]}})", &found), "null");
    ASSERT_FALSE(found.empty());
    EXPECT_THAT(found[0].text("en"), HasSubstr("pupil.marks"));
    EXPECT_EQ(result(model, "first", R"({"pupil": {"name": 1, "marks": ["A"]}})"), "null");
    EXPECT_EQ(result(model, "month", R"({"day": "2026-03-01"})"), "3") << "a text of JSON is read by its type";
    EXPECT_EQ(result(model, "number", "{}"), "null");
    EXPECT_EQ(result(model, "one", "{}"), "1");
    EXPECT_EQ(result(model, "many", "{}"), "[1]");
}

TEST(Model, a_service_is_a_function_and_a_result) {
    const auto model = model_of(definitions(
        input("a") + decision("given", literal("1")) +
        decision("sum", needs_input("a") + needs_decision("given") + literal("a + given")) +
        decision("product", needs_input("a") + literal("a * 3")) +
        "<decisionService id=\"f_both\" name=\"both\"><variable name=\"both\"/><outputDecision href=\"#d_sum\"/>"
        "<outputDecision href=\"#d_product\"/><inputDecision href=\"#d_given\"/><inputData href=\"#i_a\"/>"
        "</decisionService>" +
        decision("use", needs_function("both") + literal("both(a: 2, given: 10).sum"))));
    EXPECT_EQ(result(model, "both", R"({"a": 2, "given": 5})"), R"({"sum":7,"product":6})");
    EXPECT_EQ(result(model, "use", "{}"), "12");
}

TEST(Model, boxed_expressions) {
    const std::string context = "<context><contextEntry><variable name=\"x\"/>" + literal("2") +
                                "</contextEntry><contextEntry><variable name=\"f\"/>"
                                "<functionDefinition><formalParameter name=\"n\"/>" +
                                literal("n * x") +
                                "</functionDefinition></contextEntry>"
                                "<contextEntry>" +
                                literal("f(x) + 1") + "</contextEntry></context>";
    const std::string loop = "<for iteratorVariable=\"i\"><in>" + literal("[1..3]") + "</in><return>" +
                             literal("i + count(partial)") + "</return></for>";
    const std::string relation = "<relation><column name=\"a\"/><column name=\"b c\"/><row>" + literal("1") +
                                 literal("2") + "</row><row>" + literal("3") + literal("4") + "</row></relation>";
    const std::string java = "<functionDefinition kind=\"Java\">" + context + "</functionDefinition>";
    const auto model = model_of(
        definitions(decision("context", context) + decision("loop", loop) + decision("relation", relation) +
                    decision("after", needs_decision("relation") + literal("relation[a > 1].b c")) +
                    decision("every", "<every iteratorVariable=\"i\"><in>" + literal("[1, 2]") + "</in><satisfies>" +
                                          literal("i > 0") + "</satisfies></every>") +
                    decision("filter", "<filter><in>" + literal("[1, 2, 3]") + "</in><match>" + literal("item > 1") +
                                           "</match></filter>") +
                    decision("list", "<list>" + literal("1") + literal("\"a\"") + "</list>") + decision("java", java)));
    EXPECT_EQ(result(model, "context", "{}"), "5");
    EXPECT_EQ(result(model, "loop", "{}"), "[1,3,5]");
    EXPECT_EQ(result(model, "relation", "{}"), R"([{"a":1,"b c":2},{"a":3,"b c":4}])");
    EXPECT_EQ(result(model, "after", "{}"), "[4]");
    EXPECT_EQ(result(model, "every", "{}"), "true");
    EXPECT_EQ(result(model, "filter", "{}"), "[2,3]");
    EXPECT_EQ(result(model, "list", "{}"), R"([1,"a"])");
    EXPECT_EQ(result(model, "java", "{}"), "null");
    EXPECT_THAT(codes(findings(*model)), ElementsAre("rules.dmn_unsupported_function"));
}

TEST(Model, every_version_of_the_standard_is_read) {
    for (const auto* version :
         {"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
          "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/"})
        EXPECT_EQ(result(model_of(definitions(decision("d", literal("1")), "urn:test", version)), "d", "{}"), "1")
            << version;
    EXPECT_FALSE(load(definitions("", "urn:test", "http://www.omg.org/spec/BPMN/20100524/MODEL")));
}

TEST(Model, imports_are_seen_under_their_name) {
    const auto other =
        definitions("<itemDefinition name=\"tAge\"><typeRef>number</typeRef></itemDefinition>" + input("age", "tAge") +
                        decision("adult", needs_input("age") + literal("age >= 18")),
                    "urn:other");
    const std::string import =
        "<import name=\"o\" namespace=\"urn:other\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>";
    const auto main = definitions(
        import +
        decision("d",
                 "<informationRequirement><requiredDecision href=\"urn:other#d_adult\"/></informationRequirement>" +
                     literal("if o.adult then \"yes\" else \"no\"")));
    const auto model = load(main, [&](const ImportRequest& request) -> Result<std::string> {
        EXPECT_EQ(request.uri, "urn:other");
        return other;
    });
    ASSERT_TRUE(model);
    EXPECT_TRUE(findings(**model).empty()) << findings(**model)[0].text("en");
    EXPECT_EQ(result(*model, "d", R"({"o": {"age": 20}})"), R"("yes")");
    EXPECT_EQ(codes(findings(*model_of(main)))[0], "rules.dmn_import_missing");
    const auto itself = load(definitions("<import name=\"o\" namespace=\"urn:test\"/>"),
                             [](const ImportRequest&) -> Result<std::string> { return definitions(""); });
    EXPECT_THAT(codes(findings(**itself)), ElementsAre("rules.dmn_import_cycle"));
}

TEST(Model, what_hangs_in_the_air_is_found) {
    const auto model = model_of(definitions(decision("a", needs_decision("b") + literal("b")) +
                                            decision("b", needs_decision("a") + literal("a + (")) +
                                            decision("c", needs_input("nobody") + literal("1"), "tNothing")));
    EXPECT_THAT(codes(findings(*model)),
                testing::UnorderedElementsAre("rules.dmn_dangling", "rules.dmn_cycle", "rules.dmn_cycle",
                                              "rules.feel_syntax", "rules.dmn_unknown_type"));
    EXPECT_EQ(result(model, "a", "{}"), "null");
    EXPECT_EQ(result(model, "nothing", "{}"), "refused: rules.dmn_unknown_decision");
}

TEST(Xml, bombs_and_nonsense_are_refused) {
    const auto refusal = [](const std::string& xml) {
        const auto model = load(xml);
        return model ? std::string("loaded") : std::string(model.error().code->id);
    };
    EXPECT_EQ(refusal("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + definitions("")),
              "rules.dmn_doctype");
    EXPECT_EQ(refusal("<definitions"), "rules.dmn_malformed_xml");
    EXPECT_EQ(refusal(""), "rules.dmn_malformed_xml");
    EXPECT_EQ(refusal("\xff\xfe"), "text.not_utf8");
    std::string deep, end;
    for (int i = 0; i < 10'000; ++i) deep += "<list>", end += "</list>";
    EXPECT_EQ(refusal(definitions(decision("d", deep + end))), "rules.dmn_too_large");
    EXPECT_EQ(refusal(std::string(20 << 20, ' ')), "rules.dmn_too_large");
    EXPECT_EQ(refusal(definitions(decision("d", literal("&unknown;")))), "loaded");
}

TEST(Model, a_long_chain_of_decisions_is_stopped_not_crashed) {
    std::string inside = decision("d0", literal("1"));
    for (int i = 1; i < 3'000; ++i)
        inside += decision("d" + std::to_string(i),
                           needs_decision("d" + std::to_string(i - 1)) + literal("d" + std::to_string(i - 1) + " + 1"));
    const auto model = model_of(definitions(inside));
    EXPECT_EQ(result(model, "d200", "{}"), "201");
    EXPECT_EQ(result(model, "d2999", "{}"), "refused: rules.feel_budget");
}

TEST(Source, is_kept_byte_for_byte_but_for_the_text_that_is_replaced) {
    const std::string extra = "<!-- note --><x:ext  xmlns:x='urn:x'>\r\n &#65;</x:ext>";
    const auto xml = definitions(extra + table_model(one_output("FIRST")).substr(definitions("").size() - 14));
    const auto whole = table_model(one_output("FIRST"));
    const auto model = model_of(whole);
    EXPECT_EQ(source(*model), whole);
    const auto edited = replace_text(*model, "c2_1", "< 5 & \"x\"");
    ASSERT_TRUE(edited);
    auto expected = whole;
    const auto at = expected.find("> 10<");
    expected.replace(at, 4, "&lt; 5 &amp; \"x\"");
    EXPECT_EQ(*edited, expected);
    EXPECT_FALSE(replace_text(*model, "nobody", "1"));
}

}  // namespace
}  // namespace hz::rules::dmn
