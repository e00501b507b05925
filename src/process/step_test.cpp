// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "process/test_model.hpp"

namespace hz::process {
namespace {

using namespace testing_model;
using testing::ElementsAre;

TEST(Step, one_task_from_start_to_end) {
    Walk w(start() + task("a") + end() + flow("s", "a") + flow("a", "e"));
    ASSERT_TRUE(w.begin());
    EXPECT_THAT(w.effects, ElementsAre("+a"));
    EXPECT_THAT(w.passed, ElementsAre("s", "s_a"));
    EXPECT_FALSE(w.state.ended);
    ASSERT_TRUE(w.complete("a"));
    EXPECT_THAT(w.effects, ElementsAre("ended e"));
    EXPECT_THAT(w.passed, ElementsAre("a", "a_e", "e"));
    EXPECT_TRUE(w.state.ended);
    EXPECT_EQ(w.state.ended_at, "e");
    EXPECT_TRUE(w.attempt(Start{}).error().is(errors::already_ended));
}

TEST(Step, manual_and_none_tasks_pass_and_a_job_waits) {
    Walk w(start() + node("task", "t") + node("manualTask", "m") + job("j") + end() + flow("s", "t") + flow("t", "m") +
           flow("m", "j") + flow("j", "e"));
    ASSERT_TRUE(w.begin());
    EXPECT_THAT(w.effects, ElementsAre("job j test.do"));
    EXPECT_TRUE(w.attempt(CompleteTask{w.token("j")}).error().is(errors::no_such_token));
    EXPECT_TRUE(w.attempt(FireTimer{w.token("j")}).error().is(errors::no_such_token));
    ASSERT_TRUE(w.job_done("j"));
    EXPECT_TRUE(w.state.ended);
}

TEST(Step, commands_at_the_wrong_moment) {
    Walk w(start() + task("a") + end() + flow("s", "a") + flow("a", "e"));
    EXPECT_TRUE(w.attempt(CompleteTask{1}).error().is(errors::no_such_token));
    ASSERT_TRUE(w.begin());
    EXPECT_TRUE(w.attempt(Start{}).error().is(errors::already_started));
    EXPECT_TRUE(w.attempt(CompleteTask{99}).error().is(errors::no_such_token));
    State other = w.state;
    other.tokens[0].place = 1'000;
    EXPECT_TRUE(step(*w.definition, other, Cancel{}, w.variables).error().is(errors::foreign_state));
    for (const char* nowhere : {"gone", "e"}) {  // nobody waits at an end
        auto stored = to_json(*w.definition, w.state);
        stored.as_object()["tokens"].as_array()[0].as_object()["element"] = nowhere;
        EXPECT_TRUE(state_from_json(*w.definition, stored).error().is(errors::foreign_state));
    }
    ASSERT_TRUE(w.act(Cancel{}));
    EXPECT_THAT(w.effects, ElementsAre("-a", "ended "));
    EXPECT_EQ(w.state.ended_at, "");
}

std::string choice(const std::string& gateway_more, const std::string& last_condition) {
    return start() + task("a", "hz:posts='clerk' hz:outcomes='x y z'") + node("exclusiveGateway", "g", gateway_more) +
           end("e1") + end("e2") + end("e3") + flow("s", "a") + flow("a", "g") + flow("g", "e1", "a.outcome = \"x\"") +
           flow("g", "e2", "a.outcome = \"x\" or a.outcome = \"y\"") + flow("g", "e3", last_condition);
}

TEST(Step, exclusive_takes_the_first_true_flow_in_document_order_or_the_default) {
    for (const auto& [outcome, ended_at] : {std::pair{"x", "e1"}, std::pair{"y", "e2"}, std::pair{"z", "e3"}}) {
        Walk w(choice("default='g_e3'", ""));
        ASSERT_TRUE(w.begin());
        ASSERT_TRUE(w.complete("a", outcome));
        EXPECT_EQ(w.state.ended_at, ended_at);
    }
}

TEST(Step, nothing_true_and_no_default_is_an_incident_that_changes_nothing) {
    Walk w(choice("", "a.outcome = \"y\""));
    ASSERT_TRUE(w.begin());
    w.variables["a"] = JsonObject{{"outcome", "z"}};
    const auto result = w.attempt(CompleteTask{w.token("a")});
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().is(errors::no_flow_matches));
    EXPECT_EQ(result.error().params.at("element"), "g");
    EXPECT_EQ(result.error().code->category, Category::incident);
    ASSERT_TRUE(w.complete("a", "y"));  // once corrected it goes on
}

TEST(Step, conditional_flows_out_of_a_task) {
    const auto body = start() + task("a", "hz:posts='c' hz:outcomes='x y' default='a_d'") + task("b") + task("c") +
                      task("d") + end() + flow("s", "a") + flow("a", "b", "a.outcome = \"x\"") +
                      flow("a", "c", "form.big") + flow("a", "d") + flow("b", "e") + flow("c", "e") + flow("d", "e");
    const auto after = [&](const char* outcome, bool big) {
        Walk w(body);
        w.begin();
        w.variables["form"] = JsonObject{{"big", big}};
        w.complete("a", outcome);
        return w.at();
    };
    EXPECT_THAT(after("x", true), ElementsAre("b", "c"));
    EXPECT_THAT(after("y", true), ElementsAre("c"));
    EXPECT_THAT(after("y", false), ElementsAre("d"));
}

const std::string fork_join = start() + node("parallelGateway", "f") + task("a") + task("b") +
                              node("parallelGateway", "j") + task("c") + end() + flow("s", "f") + flow("f", "a") +
                              flow("f", "b") + flow("a", "j") + flow("b", "j") + flow("j", "c") + flow("c", "e");

TEST(Step, parallel_join_waits_for_every_branch_in_any_order) {
    for (const bool a_first : {true, false}) {
        Walk w(fork_join);
        ASSERT_TRUE(w.begin());
        EXPECT_THAT(w.effects, ElementsAre("+a", "+b"));
        ASSERT_TRUE(w.complete(a_first ? "a" : "b"));
        EXPECT_TRUE(w.effects.empty());
        EXPECT_EQ(w.at().back(), a_first ? "a_j" : "b_j");  // it waits on the flow by which it came
        ASSERT_TRUE(w.complete(a_first ? "b" : "a"));
        EXPECT_THAT(w.at(), ElementsAre("c"));
        ASSERT_TRUE(w.complete("c"));
        EXPECT_TRUE(w.state.ended);
    }
}

TEST(Step, parallel_join_fed_by_exclusive_branches_counts_flows_not_elements) {
    // The branch of b goes through an exclusive choice that comes together before the join.
    Walk w(start() + node("parallelGateway", "f") + task("a") + task("b") +
           node("exclusiveGateway", "x", "default='x_q'") + node("task", "p1") + node("task", "q") +
           node("exclusiveGateway", "m") + node("parallelGateway", "j") + end() + flow("s", "f") + flow("f", "a") +
           flow("f", "b") + flow("a", "j") + flow("b", "x") + flow("x", "p1", "b.outcome = \"yes\"") + flow("x", "q") +
           flow("p1", "m") + flow("q", "m") + flow("m", "j") + flow("j", "e"));
    ASSERT_TRUE(w.begin());
    ASSERT_TRUE(w.complete("b"));
    EXPECT_THAT(w.at(), ElementsAre("a", "m_j"));
    ASSERT_TRUE(w.complete("a"));
    EXPECT_TRUE(w.state.ended);
}

// State given by hand, as an earlier build stored it.
State stored(const Walk& w, const std::string& tokens, int next) {
    auto out = state_from_json(
        *w.definition, *parse_json(R"({"tokens":[)" + tokens + R"(],"next_token":)" + std::to_string(next) + "}"));
    EXPECT_TRUE(out);
    return out ? *out : State{};
}

TEST(Step, two_tokens_on_one_flow_do_not_make_a_join) {
    // State given by hand: two tokens have come by a_j, none by b_j.
    Walk w(fork_join);
    w.state = stored(w, R"({"id":1,"element":"a_j"},{"id":2,"element":"a"},{"id":3,"element":"b"})", 4);
    ASSERT_TRUE(w.complete("a"));
    EXPECT_THAT(w.at(), ElementsAre("a_j", "b", "a_j"));
    ASSERT_TRUE(w.complete("b"));
    EXPECT_THAT(w.at(), ElementsAre("a_j", "c"));  // the second waits for the next round
    EXPECT_EQ(w.state.tokens[0].id, 4);
}

TEST(Step, a_join_that_can_never_open_is_an_incident) {
    Walk w(fork_join);
    w.state = stored(w, R"({"id":1,"element":"a"})", 2);
    w.variables["a"] = JsonObject{{"outcome", "yes"}};
    const auto result = w.attempt(CompleteTask{1});
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().is(errors::deadlock));
    EXPECT_EQ(result.error().params.at("element"), "j");
}

TEST(Step, ends_when_the_last_branch_ends) {
    Walk w(start() + node("parallelGateway", "f") + task("a") + task("b") + end("e1") + end("e2") + flow("s", "f") +
           flow("f", "a") + flow("f", "b") + flow("a", "e1") + flow("b", "e2"));
    ASSERT_TRUE(w.begin());
    ASSERT_TRUE(w.complete("b"));
    EXPECT_TRUE(w.effects.empty());
    EXPECT_FALSE(w.state.ended);
    EXPECT_EQ(w.state.ended_at, "e2");
    ASSERT_TRUE(w.complete("a"));
    EXPECT_THAT(w.effects, ElementsAre("ended e1"));
}

TEST(Step, terminate_ends_everything) {
    Walk w(start() + node("parallelGateway", "f") + task("a") + task("b") + end("e1") +
           "<endEvent id='t'><terminateEventDefinition/></endEvent>" + boundary("late", "a") + end("e2") +
           flow("late", "e2") + flow("s", "f") + flow("f", "a") + flow("f", "b") + flow("a", "e1") + flow("b", "t"));
    ASSERT_TRUE(w.begin());
    ASSERT_TRUE(w.complete("b"));
    EXPECT_THAT(w.effects, ElementsAre("-a", "-timer late", "ended t"));
    EXPECT_TRUE(w.state.tokens.empty());
}

std::string with_boundary(const std::string& more) {
    return start() + task("a") + boundary("late", "a", more) + boundary("later", "a") + task("chase") + end() +
           end("e2") + end("e3") + flow("s", "a") + flow("a", "e") + flow("late", "chase") + flow("chase", "e2") +
           flow("later", "e3");
}

TEST(Step, boundary_timers_are_set_with_the_task_and_cancelled_with_it) {
    Walk w(with_boundary(""));
    ASSERT_TRUE(w.begin());
    EXPECT_THAT(w.effects, ElementsAre("+a", "timer late P5D", "timer later P5D"));
    EXPECT_EQ(w.state.tokens[1].attached, w.token("a"));
    ASSERT_TRUE(w.complete("a"));
    EXPECT_THAT(w.effects, ElementsAre("-timer late", "-timer later", "ended e"));
}

TEST(Step, an_interrupting_boundary_timer_cancels_the_task) {
    Walk w(with_boundary(""));
    ASSERT_TRUE(w.begin());
    const auto a = w.token("a");
    ASSERT_TRUE(w.fire("late"));
    EXPECT_THAT(w.effects, ElementsAre("-a", "-timer later", "+chase"));
    EXPECT_THAT(w.passed, ElementsAre("late", "late_chase"));
    EXPECT_TRUE(w.attempt(CompleteTask{a}).error().is(errors::no_such_token));
    ASSERT_TRUE(w.complete("chase"));
    EXPECT_TRUE(w.state.ended);
}

TEST(Step, a_non_interrupting_boundary_timer_fires_once_beside_the_task) {
    Walk w(with_boundary("cancelActivity='false'"));
    ASSERT_TRUE(w.begin());
    const auto timer = w.token("late");
    ASSERT_TRUE(w.fire("late"));
    EXPECT_THAT(w.effects, ElementsAre("+chase"));
    EXPECT_TRUE(w.attempt(FireTimer{timer}).error().is(errors::no_such_token));
    ASSERT_TRUE(w.complete("a"));
    EXPECT_FALSE(w.state.ended);
    ASSERT_TRUE(w.complete("chase"));
    EXPECT_TRUE(w.state.ended);
}

TEST(Step, intermediate_timer_and_marks) {
    Walk w("<startEvent id='s' hz:milestone='received'/>" + task("a", "hz:applicant='true' hz:clock='pause'") +
           "<intermediateCatchEvent id='t' hz:clock='resume'><timerEventDefinition "
           "hz:workingDays='3'/></intermediateCatchEvent>"
           "<endEvent id='e' hz:milestone='granted' hz:clock='stop'/>" +
           flow("s", "a", "", "hz:milestone='accepted' hz:clock='start'") + flow("a", "t") + flow("t", "e"));
    ASSERT_TRUE(w.begin());
    EXPECT_THAT(w.effects, ElementsAre("reached s received/", "reached s_a accepted/start", "reached a /pause", "+a"));
    ASSERT_TRUE(w.complete("a"));
    EXPECT_THAT(w.effects, ElementsAre("timer t 3wd"));
    ASSERT_TRUE(w.fire("t"));
    EXPECT_THAT(w.effects, ElementsAre("reached t /resume", "reached e granted/stop", "ended e"));
}

TEST(Step, a_loop_gives_every_stay_a_new_token) {
    Walk w(start() + task("a") + node("exclusiveGateway", "g", "default='g_a'") + end() + flow("s", "a") +
           flow("a", "g") + flow("g", "e", "a.outcome = \"yes\"") + flow("g", "a"));
    ASSERT_TRUE(w.begin());
    const auto first = w.token("a");
    ASSERT_TRUE(w.complete("a", "no"));
    EXPECT_NE(w.token("a"), first);
    EXPECT_TRUE(w.attempt(CompleteTask{first}).error().is(errors::no_such_token));
    ASSERT_TRUE(w.complete("a", "yes"));
    EXPECT_TRUE(w.state.ended);
}

TEST(Step, a_loop_without_rest_is_stopped_by_the_budget) {
    Walk w(start() + node("exclusiveGateway", "g", "default='g_t'") + node("task", "t") + end() + flow("s", "g") +
           flow("g", "t") + flow("t", "g") + flow("g", "e", "form.done"));
    const auto result = w.attempt(Start{});
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().is(errors::budget_exceeded));
    w.variables["form"] = JsonObject{{"done", true}};
    EXPECT_TRUE(w.begin());
}

TEST(Step, tokens_without_end_are_stopped_by_the_budget) {
    Walk w(start() + node("exclusiveGateway", "m") + node("parallelGateway", "f") + task("a") + end() + flow("s", "m") +
           flow("m", "f") + flow("f", "m") + flow("f", "a") + flow("a", "e"));
    const auto result = w.attempt(Start{}, {.moves = 100'000, .tokens = 50});
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().is(errors::budget_exceeded));
}

TEST(StateJson, refuses_what_is_not_a_state) {
    const Walk w(start() + task("a") + task("b") + end() + flow("s", "a") + flow("a", "b") + flow("b", "e"));
    for (const char* bad :
         {"5", "{}", R"({"tokens":[],"next_token":0})", R"({"tokens":[{"id":1,"element":"a"}],"next_token":1})",
          R"({"tokens":[{"id":1,"element":"a"},{"id":1,"element":"b"}],"next_token":3})",
          R"({"tokens":[{"id":1}],"next_token":3})",
          R"({"tokens":[{"id":1,"element":"a","attached":2}],"next_token":3})",
          R"({"tokens":[{"id":1,"element":"a"}],"next_token":3,"ended":true})"}) {
        const auto state = state_from_json(*w.definition, *parse_json(bad));
        ASSERT_FALSE(state) << bad;
        EXPECT_TRUE(state.error().is(errors::invalid_state));
    }
}

}  // namespace
}  // namespace hz::process
