// SPDX-License-Identifier: Apache-2.0
// What the conformance suite does not reach: variables, calls, messages, listeners, and what a host refuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "process/test_model.hpp"

namespace hz::process {
namespace {

using namespace testing_model;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

Json seen(const Walk& w, std::int64_t token = 0) { return variables_at(*w.definition, w.state, token, w.variables); }

TEST(Script, sets_variables_that_conditions_see) {
    Walk w = walk(start() + script("a", "total = form.n * 2\nbig = total > 10") +
                  node("exclusiveGateway", "g", "default='g_e2'") + end("e1") + end("e2") + flow("s", "a") +
                  flow("a", "g") + flow("g", "e1", "big") + flow("g", "e2"));
    w.variables["form"] = JsonObject{{"n", 7}};
    ASSERT_TRUE(w.begin());
    EXPECT_EQ(w.state.ended_at, "e1");
    EXPECT_EQ(to_string(seen(w).at("total")), "14");
}

TEST(Data, of_a_sub_process_ends_with_it) {
    Walk w = walk(start() +
                  holding("subProcess", "sub",
                          "<property id='inner'/>" + sequence("b", {"x", "a"}) + script("x", "inner = 5; outer = 6") +
                              task("a")) +
                  task("z") + end() + flow("s", "sub") + flow("sub", "z") + flow("z", "e"));
    ASSERT_TRUE(w.begin());
    EXPECT_EQ(get_int(seen(w, w.token("a")), "inner"), 5);
    EXPECT_EQ(find(seen(w), "inner"), nullptr);
    ASSERT_TRUE(w.complete("a"));
    EXPECT_EQ(get_int(seen(w), "outer"), 6);
    EXPECT_EQ(find(seen(w, w.token("z")), "inner"), nullptr);
}

TEST(Call, runs_in_the_instance_with_its_own_variables_and_a_mapping) {
    auto xml =
        document("<property id='result'/>" + sequence("", {"x", "call", "z"}) + script("x", "mine = 1") + task("z") +
                 "<callActivity id='call' calledElement='other'><ioSpecification><dataInput id='n'/><dataOutput "
                 "id='out'/><inputSet><dataInputRefs>n</dataInputRefs></inputSet><outputSet><dataOutputRefs>out"
                 "</dataOutputRefs></outputSet></ioSpecification>"
                 "<dataInputAssociation><targetRef>n</targetRef><assignment><from>mine + 1</from><to>n</to>"
                 "</assignment></dataInputAssociation>"
                 "<dataOutputAssociation><targetRef>result</targetRef><assignment><from>n * 10</from>"
                 "<to>result</to></assignment></dataOutputAssociation></callActivity>");
    xml.insert(xml.find("</definitions>"), "<process id='other' isExecutable='true'>" + sequence("o", {"oa", "ob"}) +
                                               script("oa", "n = n + 1") + task("ob") + "</process>");
    Walk w(compiled_xml(xml));
    ASSERT_TRUE(w.begin());
    EXPECT_EQ(get_int(seen(w, w.state.tokens[0].id), "n"), 3);
    EXPECT_EQ(find(seen(w, w.state.tokens[0].id), "mine"), nullptr);
    ASSERT_TRUE(w.complete("ob"));
    EXPECT_EQ(get_int(seen(w), "result"), 30);
    EXPECT_EQ(find(seen(w), "n"), nullptr);
}

const std::string operation =
    "<message id='m' name='paid'/><interface id='i' name='i'><operation id='op' "
    "name='op'><inMessageRef>m</inMessageRef>"
    "</operation></interface><signal id='sig' name='storm'/>";
const std::string awaits_message =
    "<messageEventDefinition messageRef='m'><operationRef>op</operationRef></messageEventDefinition>";

TEST(EventGateway, the_first_event_decides) {
    const std::string body =
        start() + node("eventBasedGateway", "g") + flow("s", "g") + flow("g", "m1") + flow("g", "t1") +
        holding("intermediateCatchEvent", "m1", awaits_message) +
        holding("intermediateCatchEvent", "t1",
                "<timerEventDefinition>" + formal("timeDuration", "P1D") + "</timerEventDefinition>") +
        end("e1") + end("e2") + flow("m1", "e1") + flow("t1", "e2");
    Walk w = walk(body, operation);
    ASSERT_TRUE(w.begin());
    EXPECT_THAT(w.effects, ElementsAre("expects paid", "timer t1 P1D"));
    Walk late = w;
    ASSERT_TRUE(w.act(ReceiveMessage{"paid", JsonObject{{"amount", 5}}, 0}));
    EXPECT_THAT(w.effects, ElementsAre("-timer t1", "ended e1"));
    EXPECT_EQ(get_int(seen(w).at("m1"), "amount"), 5);
    ASSERT_TRUE(late.fire("t1"));
    EXPECT_THAT(late.effects, ElementsAre("-expects m1", "ended e2"));
    EXPECT_TRUE(walk(body, operation).attempt(ReceiveMessage{"paid", {}, 0}).error().is(errors::not_expected));
}

TEST(Message, goes_to_the_instance_it_correlates_with) {
    const std::string correlation =
        operation +
        "<correlationProperty id='order'><correlationPropertyRetrievalExpression messageRef='m'><messagePath>number"
        "</messagePath></correlationPropertyRetrievalExpression></correlationProperty>"
        "<collaboration id='c'><correlationKey id='key'><correlationPropertyRef>order</correlationPropertyRef>"
        "</correlationKey></collaboration>";
    Walk w = walk(
        "<correlationSubscription id='cs' correlationKeyRef='key'><correlationPropertyBinding "
        "correlationPropertyRef='order'><dataPath>form.number</dataPath></correlationPropertyBinding>"
        "</correlationSubscription>" +
            sequence("", {"w"}) + holding("intermediateCatchEvent", "w", awaits_message),
        correlation);
    w.variables["form"] = JsonObject{{"number", 7}};
    ASSERT_TRUE(w.begin());
    EXPECT_TRUE(w.attempt(ReceiveMessage{"paid", JsonObject{{"number", 8}}, 0}).error().is(errors::not_expected));
    ASSERT_TRUE(w.act(ReceiveMessage{"paid", JsonObject{{"number", 7}}, 0}));
    EXPECT_TRUE(w.state.ended);
}

TEST(EventSubProcess, listens_while_its_scope_is_open) {
    const std::string listener =
        holding("subProcess", "on",
                "<startEvent id='os' isInterrupting='false'><signalEventDefinition signalRef='sig'/></startEvent>" +
                    task("react") + end("oe") + flow("os", "react") + flow("react", "oe"),
                "triggeredByEvent='true'");
    Walk w = walk(sequence("", {"a"}) + task("a") + listener, operation);
    ASSERT_TRUE(w.begin());
    EXPECT_THAT(w.effects, ElementsAre("listens storm", "+a"));
    ASSERT_TRUE(w.act(ReceiveSignal{"storm", {}}));
    ASSERT_TRUE(w.act(ReceiveSignal{"storm", {}}));
    EXPECT_THAT(w.effects, ElementsAre("+react"));  // each time another
    ASSERT_TRUE(w.complete("a"));
    EXPECT_FALSE(w.state.ended);
    ASSERT_TRUE(w.complete("react"));
    ASSERT_TRUE(w.complete("react"));
    EXPECT_THAT(w.effects, ElementsAre("-expects os", "ended oe"));
}

TEST(Conditional, happens_when_it_becomes_true) {
    Walk w = walk(sequence("", {"a"}) + task("a") +
                  "<boundaryEvent id='b' attachedToRef='a' cancelActivity='false'><conditionalEventDefinition>" +
                  formal("condition", "form.level > 3") + "</conditionalEventDefinition></boundaryEvent>" + task("c") +
                  end("e2") + flow("b", "c") + flow("c", "e2"));
    w.variables["form"] = JsonObject{{"level", 1}};
    ASSERT_TRUE(w.begin());
    w.variables["form"] = JsonObject{{"level", 5}};
    ASSERT_TRUE(w.act(Evaluate{}));
    EXPECT_THAT(w.effects, ElementsAre("+c"));
    ASSERT_TRUE(w.act(Evaluate{}));
    EXPECT_THAT(w.effects, IsEmpty());
    w.variables["form"] = JsonObject{{"level", 1}};
    ASSERT_TRUE(w.act(Evaluate{}));
    w.variables["form"] = JsonObject{{"level", 9}};
    ASSERT_TRUE(w.act(Evaluate{}));
    EXPECT_THAT(w.effects, ElementsAre("+c"));
}

TEST(Entries, say_how_a_process_begins) {
    Walk w = walk(holding("startEvent", "s", awaits_message) + task("a") + end() + flow("s", "a") + flow("a", "e"),
                  operation);
    const auto all = entries(*w.definition);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].event + all[0].kind + all[0].name, "smessagepaid");
    EXPECT_TRUE(w.attempt(Start{"p", "a", {}}).error().is(errors::no_such_entry));
    ASSERT_TRUE(w.act(Start{"p", "s", JsonObject{{"from", "post"}}}));
    EXPECT_THAT(w.at(), ElementsAre("a"));
    EXPECT_EQ(get_text(seen(w).at("s"), "from"), "post");
}

TEST(Hosted, what_a_host_does_not_serve_is_refused_and_what_it_does_is_not) {
    auto xml = document(sequence("", {"w"}) + holding("intermediateCatchEvent", "w", awaits_message));
    xml.insert(xml.find("<process"), operation);
    EXPECT_THAT(findings_of(xml), ElementsAre("w process.not_served"));
    Options options;
    options.messages = true;
    EXPECT_THAT(findings_of(xml, options), IsEmpty());
    EXPECT_THAT(findings_of(document(sequence("", {"d"}) + node("businessRuleTask", "d", "hz:decision='fee'"))),
                ElementsAre("d process.not_served"));
    EXPECT_THAT(findings_of(document(sequence("", {"c"}) + node("callActivity", "c", "calledElement='elsewhere'"))),
                Contains("c process.called_unknown"));
    EXPECT_THAT(findings_of(document(start("s") + end("e") + flow("s", "e") +
                                     holding("startEvent", "m", "<signalEventDefinition/>") + flow("m", "e"))),
                Contains("m process.start_not_served"));
}

TEST(Hosted, processes_of_other_files_run_inside) {
    const std::string as_elsewhere = R"(id="elsewhere" isExecutable="true")";
    const auto with = [](const std::string& called) {
        Options options;
        options.library.emplace("elsewhere", called);
        return findings_of(document(sequence("", {"c"}) + node("callActivity", "c", "calledElement='elsewhere'")),
                           options);
    };
    const auto other = document(node("startEvent", "x") + node("endEvent", "y") + flow("x", "y"), as_elsewhere);
    EXPECT_THAT(with(other), IsEmpty());
    EXPECT_THAT(process_ids(other), ElementsAre("elsewhere"));
    const auto same = document(node("startEvent", "c") + node("endEvent", "y") + flow("c", "y"), as_elsewhere);
    EXPECT_THAT(with(same), Contains("c process.called_id_taken"));
    EXPECT_THAT(with("<no"), Contains(" process.malformed_xml"));
}

}  // namespace
}  // namespace hz::process
