// SPDX-License-Identifier: Apache-2.0
// What the conformance suite does not reach: joins in loops, nesting, errors, compensation, repetition.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "process/test_model.hpp"

namespace hz::process {
namespace {

using namespace testing_model;
using testing::ElementsAre;
using testing::IsEmpty;

Json seen(const Walk& w, std::int64_t token = 0) { return variables_at(*w.definition, w.state, token, w.variables); }

TEST(Inclusive, a_join_inside_a_loop_waits_for_what_comes_in_each_round) {
    Walk w = walk(start() + node("exclusiveGateway", "m") + node("inclusiveGateway", "f", "default='f_a'") + task("a") +
                  task("b") + node("inclusiveGateway", "j") + task("c") +
                  node("exclusiveGateway", "x", "default='x_e'") + end() + flow("s", "m") + flow("m", "f") +
                  flow("f", "a") + flow("f", "b", "form.both") + flow("f", "c", "form.both") + flow("a", "j") +
                  flow("b", "j") + flow("c", "j") + flow("j", "x") + flow("x", "m", "form.again") + flow("x", "e"));
    w.variables["form"] = JsonObject{{"both", true}, {"again", true}};
    ASSERT_TRUE(w.begin());
    EXPECT_THAT(w.at(), ElementsAre("b", "c"));
    ASSERT_TRUE(w.complete("b"));
    EXPECT_THAT(w.at(), ElementsAre("c", "b_j"));
    ASSERT_TRUE(w.complete("c"));
    EXPECT_THAT(w.at(), ElementsAre("b", "c"));  // a second round
    w.variables["form"] = JsonObject{{"both", false}, {"again", false}};
    ASSERT_TRUE(w.complete("b"));
    ASSERT_TRUE(w.complete("c"));
    EXPECT_TRUE(w.state.ended);
}

TEST(Complex, fires_once_takes_the_late_and_is_ready_again) {
    Walk w = walk(start() + node("parallelGateway", "f") + task("a") + task("b") + task("c") +
                  holding("complexGateway", "g", formal("activationCondition", "activationCount >= 2")) + task("d") +
                  end() + flow("s", "f") + flow("f", "a") + flow("f", "b") + flow("f", "c") + flow("a", "g") +
                  flow("b", "g") + flow("c", "g") + flow("g", "d") + flow("d", "e"));
    ASSERT_TRUE(w.begin());
    ASSERT_TRUE(w.complete("a"));
    EXPECT_THAT(w.effects, IsEmpty());
    ASSERT_TRUE(w.complete("b"));
    EXPECT_THAT(w.effects, ElementsAre("+d"));
    ASSERT_TRUE(w.complete("c"));
    EXPECT_THAT(w.effects, IsEmpty());
    EXPECT_THAT(w.at(), ElementsAre("d"));
    ASSERT_TRUE(w.complete("d"));
    EXPECT_TRUE(w.state.ended);
}

TEST(SubProcess, nests_terminates_alone_and_is_cancelled_whole) {
    const std::string inner = holding("subProcess", "deep", sequence("d", {"x"}) + task("x"));
    const std::string body = sequence("", {"sub"}) +
                             holding("subProcess", "sub",
                                     start("bs") + node("parallelGateway", "f") + flow("bs", "f") + flow("f", "deep") +
                                         flow("f", "y") + flow("deep", "be") + end("be") + inner + task("y") +
                                         "<endEvent id='t'><terminateEventDefinition/></endEvent>" + flow("y", "t")) +
                             boundary("late", "sub") + end("e2") + flow("late", "e2");
    Walk w = walk(body);
    ASSERT_TRUE(w.begin());
    EXPECT_THAT(w.effects, ElementsAre("timer late P5D", "+y", "+x"));
    Walk other = w;
    ASSERT_TRUE(w.complete("y"));  // ends the sub-process, not the process around it
    EXPECT_THAT(w.effects, ElementsAre("-x", "-timer late", "ended e"));
    ASSERT_TRUE(other.fire("late"));
    EXPECT_THAT(other.effects, ElementsAre("-x", "-y", "ended e2"));
}

const std::string errors_and_escalations = "<error id='err' errorCode='E1'/><escalation id='esc' escalationCode='U1'/>";

TEST(Error, of_a_task_is_caught_at_its_boundary_or_further_out_or_ends_the_instance) {
    const std::string body =
        sequence("", {"sub"}) + holding("subProcess", "sub", sequence("b", {"a"}) + task("a")) +
        "<boundaryEvent id='here' attachedToRef='sub'><errorEventDefinition errorRef='err'/></boundaryEvent>" +
        "<boundaryEvent id='any' attachedToRef='sub'><errorEventDefinition/></boundaryEvent>" + end("e1") + end("e2") +
        flow("here", "e1") + flow("any", "e2");
    const auto ended_by = [&](const char* code) {
        Walk w = walk(body, errors_and_escalations);
        EXPECT_TRUE(w.begin());
        EXPECT_TRUE(w.act(RaiseError{w.token("a"), code}));
        return w.state.ended_at;
    };
    EXPECT_EQ(ended_by("E1"), "e1");
    EXPECT_EQ(ended_by("E2"), "e2");
    Walk plain = walk(sequence("", {"a"}) + task("a"));
    ASSERT_TRUE(plain.begin());
    ASSERT_TRUE(plain.act(RaiseError{plain.token("a"), "E9"}));
    EXPECT_THAT(plain.effects, ElementsAre("error E9", "-a", "ended a"));
    EXPECT_EQ(plain.state.error, "E9");
}

TEST(Escalation, goes_on_beside_unless_it_interrupts) {
    Walk w = walk(sequence("", {"a"}) + task("a") +
                      "<boundaryEvent id='b' attachedToRef='a' cancelActivity='false'><escalationEventDefinition "
                      "escalationRef='esc'/></boundaryEvent>" +
                      task("chief") + end("e2") + flow("b", "chief") + flow("chief", "e2"),
                  errors_and_escalations);
    ASSERT_TRUE(w.begin());
    ASSERT_TRUE(w.act(RaiseEscalation{w.token("a"), "U1"}));
    EXPECT_THAT(w.effects, ElementsAre("+chief"));
    ASSERT_TRUE(w.act(RaiseEscalation{w.token("a"), "other"}));
    EXPECT_THAT(w.effects, ElementsAre("escalates other"));
    EXPECT_THAT(w.at(), ElementsAre("a", "chief"));
}

std::string undoable(const std::string& id) {
    return task(id) + "<boundaryEvent id='c" + id + "' attachedToRef='" + id +
           "'><compensateEventDefinition/></boundaryEvent><association id='as" + id + "' sourceRef='c" + id +
           "' targetRef='u" + id + "'/>" + task("u" + id, "isForCompensation='true'");
}

TEST(Compensation, undoes_what_was_done_the_last_first_and_waits) {
    Walk w = walk(sequence("", {"a", "b", "x", "t", "z"}) + undoable("a") + undoable("b") + task("x") + task("z") +
                  "<intermediateThrowEvent id='t'><compensateEventDefinition/></intermediateThrowEvent>");
    ASSERT_TRUE(w.begin());
    for (const char* id : {"a", "b", "x"}) ASSERT_TRUE(w.complete(id));
    EXPECT_THAT(w.effects, ElementsAre("+ub"));
    ASSERT_TRUE(w.complete("ub"));
    EXPECT_THAT(w.effects, ElementsAre("+ua"));
    ASSERT_TRUE(w.complete("ua"));
    EXPECT_THAT(w.effects, ElementsAre("+z"));
    ASSERT_TRUE(w.complete("z"));
    EXPECT_TRUE(w.state.ended);
}

TEST(Transaction, when_cancelled_is_undone_before_it_is_left) {
    Walk w = walk(sequence("", {"tx"}) +
                  holding("transaction", "tx",
                          start("ts") + undoable("a") + task("b") + flow("ts", "a") + flow("a", "b") + flow("b", "tc") +
                              "<endEvent id='tc'><cancelEventDefinition/></endEvent>") +
                  "<boundaryEvent id='off' attachedToRef='tx'><cancelEventDefinition/></boundaryEvent>" + end("e2") +
                  flow("off", "e2"));
    ASSERT_TRUE(w.begin());
    ASSERT_TRUE(w.complete("a"));
    ASSERT_TRUE(w.complete("b"));
    EXPECT_THAT(w.effects, ElementsAre("+ua"));
    ASSERT_TRUE(w.complete("ua"));
    EXPECT_EQ(w.state.ended_at, "e2");
}

TEST(MultiInstance, goes_through_a_list_and_gathers_results) {
    Walk w = walk(sequence("", {"a"}) +
                  "<userTask id='a' hz:posts='clerk'><multiInstanceLoopCharacteristics "
                  "hz:collection='offices' hz:item='office' hz:output='answer' hz:into='answers'/>"
                  "</userTask>");
    w.variables["offices"] = JsonArray{"east", "west"};
    ASSERT_TRUE(w.begin());
    EXPECT_THAT(w.effects, ElementsAre("+a", "+a"));
    const auto first = w.state.tokens[1].id;
    const auto second = w.state.tokens[2].id;
    EXPECT_EQ(get_text(seen(w, first), "office"), "east");
    EXPECT_EQ(get_int(seen(w, second), "loopCounter"), 2);
    ASSERT_TRUE(w.act(CompleteTask{second, JsonObject{{"answer", "no"}}}));
    EXPECT_FALSE(w.state.ended);
    ASSERT_TRUE(w.act(CompleteTask{first, JsonObject{{"answer", "yes"}}}));
    EXPECT_TRUE(w.state.ended);
}

TEST(MultiInstance, completes_early_and_cancels_the_rest) {
    Walk w = walk(sequence("", {"a"}) + "<userTask id='a' hz:posts='clerk'><multiInstanceLoopCharacteristics>" +
                  formal("loopCardinality", "3") + formal("completionCondition", "numberOfCompletedInstances >= 2") +
                  "</multiInstanceLoopCharacteristics></userTask>");
    ASSERT_TRUE(w.begin());
    ASSERT_TRUE(w.act(CompleteTask{w.state.tokens[1].id, {}}));
    EXPECT_THAT(w.effects, IsEmpty());
    ASSERT_TRUE(w.act(CompleteTask{w.state.tokens[1].id, {}}));
    EXPECT_THAT(w.effects, ElementsAre("-a", "ended e"));
}

TEST(MultiInstance, of_many_is_stopped_by_the_budget) {
    const auto body = sequence("", {"a"}) + "<userTask id='a'><multiInstanceLoopCharacteristics>" +
                      formal("loopCardinality", "form.n") + "</multiInstanceLoopCharacteristics></userTask>";
    Walk w = walk(body);
    w.variables["form"] = JsonObject{{"n", 1'000'000}};
    EXPECT_TRUE(w.attempt(Start{}).error().is(errors::budget_exceeded));
    w.variables["form"] = JsonObject{{"n", "three"}};
    EXPECT_TRUE(w.attempt(Start{}).error().is(errors::bad_cardinality));
    w.variables["form"] = JsonObject{{"n", 0}};
    ASSERT_TRUE(w.begin());
    EXPECT_TRUE(w.state.ended);
}

TEST(Loop, without_end_is_stopped_by_the_budget_without_nesting) {
    const auto body = sequence("", {"a"}) + "<scriptTask id='a'><standardLoopCharacteristics>" +
                      formal("loopCondition", "true") + "</standardLoopCharacteristics><script>1</script></scriptTask>";
    Walk w = walk(body);
    EXPECT_TRUE(w.attempt(Start{}).error().is(errors::budget_exceeded));
}

}  // namespace
}  // namespace hz::process
