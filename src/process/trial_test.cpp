// SPDX-License-Identifier: Apache-2.0
#include "process/trial.hpp"

#include <gmock/gmock.h>

#include "process/test_model.hpp"

namespace hz::process {
namespace {

using namespace testing_model;
using ::testing::ElementsAre;

const std::string two_ways =
    document(start() + task("look") + "<exclusiveGateway id=\"g\" default=\"g_e\"/>" + job("issue") + end() +
             end("done") + flow("s", "look", "", "hz:milestone=\"received\"") + flow("look", "g") +
             flow("g", "issue", "look.outcome = \"yes\" and form.area > 10") + flow("g", "e") + flow("issue", "done"));

Trial played(const std::vector<Act>& acts, const Json& form = JsonObject{{"area", 12}}) {
    const auto definition = compiled_xml(two_ways);
    return definition ? try_out(*definition, form, JsonObject{}, acts) : Trial{};
}

TEST(ProcessTrial, begins_where_the_process_does_and_offers_what_can_be_done) {
    const auto trial = played({});
    ASSERT_EQ(trial.choices.size(), 1U);
    EXPECT_EQ(trial.choices[0].kind, "task");
    EXPECT_EQ(trial.choices[0].element, "look");
    EXPECT_THAT(trial.choices[0].outcomes, ElementsAre("yes", "no"));
    ASSERT_EQ(trial.places.size(), 1U);
    EXPECT_EQ(trial.places[0].element, "look");
    ASSERT_EQ(trial.told.size(), 1U);
    EXPECT_EQ(trial.told[0].detail, "received");
    EXPECT_FALSE(trial.ended);
}

TEST(ProcessTrial, conditions_see_the_form_and_the_outcome) {
    const auto token = played({}).choices.at(0).token;
    const auto yes = played({{token, "yes", {}}});
    ASSERT_EQ(yes.choices.size(), 1U);
    EXPECT_EQ(yes.choices[0].kind, "job");
    EXPECT_EQ(yes.choices[0].detail, "test.do");
    const auto done = played({{token, "yes", {}}, {yes.choices[0].token, {}, {}}});
    EXPECT_TRUE(done.ended);
    EXPECT_EQ(done.done, 2U);
    EXPECT_TRUE(done.choices.empty());

    EXPECT_TRUE(played({{token, "yes", {}}}, JsonObject{{"area", 9}}).ended);
    EXPECT_TRUE(played({{token, "no", {}}}).ended);
}

TEST(ProcessTrial, stops_at_the_first_act_that_cannot_be_done) {
    const auto token = played({}).choices.at(0).token;
    const auto trial = played({{token, "yes", {}}, {token, "yes", {}}, {99, {}, {}}});
    EXPECT_EQ(trial.done, 1U);
    ASSERT_TRUE(trial.stopped.has_value());
    EXPECT_TRUE(trial.stopped->is(errors::no_such_token));
    EXPECT_EQ(trial.choices.size(), 1U);
}

TEST(ProcessTrial, a_timer_that_interrupts_takes_the_task_away) {
    const auto definition = compiled_xml(document(start() + task("look") + boundary("late", "look") + end() + end("x") +
                                                  flow("s", "look") + flow("look", "e") + flow("late", "x")));
    ASSERT_NE(definition, nullptr);
    const auto before = try_out(*definition, JsonObject{}, JsonObject{}, {});
    ASSERT_EQ(before.choices.size(), 2U);
    const auto timer = std::ranges::find(before.choices, "timer", &Choice::kind);
    ASSERT_NE(timer, before.choices.end());
    EXPECT_EQ(timer->detail, "P5D");
    const std::vector<Act> acts{{timer->token, {}, {}}};
    const auto after = try_out(*definition, JsonObject{}, JsonObject{}, acts);
    EXPECT_TRUE(after.ended);
    EXPECT_THAT(after.passed, ::testing::Contains("x"));
}

}  // namespace
}  // namespace hz::process
