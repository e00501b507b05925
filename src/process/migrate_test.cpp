// SPDX-License-Identifier: Apache-2.0
#include "process/migrate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "process/test_model.hpp"

namespace hz::process {
namespace {

using namespace testing_model;
using testing::ElementsAre;

std::string line(const std::string& first, const std::string& second) {
    return start() + task(first) + task(second) + end() + flow("s", first) + flow(first, second) + flow(second, "e");
}

// a, then b and c beside each other, then d.
std::string forked() {
    return start() + task("a") + node("parallelGateway", "fork") + task("b") + task("c") +
           node("parallelGateway", "join") + task("d") + end() + flow("s", "a") + flow("a", "fork") +
           flow("fork", "b") + flow("fork", "c") + flow("b", "join") + flow("c", "join") + flow("join", "d") +
           flow("d", "e");
}

std::vector<std::string> paths(const std::vector<FieldError>& findings) {
    std::vector<std::string> out;
    for (const auto& one : findings) out.push_back(one.path + " " + std::string(one.code->id));
    return out;
}

// Goes on in `to` where `from` stands.
Result<Step> moved(Walk& from, Walk& to, const Mapping& mapping = {}) {
    auto step = migrate(*from.definition, *to.definition, from.state, mapping, from.variables);
    if (step) {
        to.state = step->state;
        to.variables = from.variables;
    }
    return step;
}

TEST(Migrate, goes_on_at_the_same_task_with_the_same_token) {
    Walk old(line("a", "b")), now(start() + task("a") + task("check") + task("b") + end() + flow("s", "a") +
                                  flow("a", "check") + flow("check", "b") + flow("b", "e"));
    ASSERT_TRUE(old.begin());
    const auto token = old.token("a");
    const auto step = moved(old, now);
    ASSERT_TRUE(step);
    EXPECT_TRUE(step->effects.empty());
    EXPECT_EQ(now.token("a"), token);
    ASSERT_TRUE(now.complete("a"));
    ASSERT_TRUE(now.complete("check"));
    ASSERT_TRUE(now.complete("b"));
    EXPECT_TRUE(now.state.ended);
}

TEST(Migrate, another_name_needs_the_mapping) {
    Walk old(line("a", "b")), now(line("first", "b"));
    ASSERT_TRUE(old.begin());
    const auto refused = moved(old, now);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(errors::cannot_migrate));
    EXPECT_THAT(paths(refused.error().fields), ElementsAre("a process.not_mapped"));
    const auto places = counterparts(*old.definition, *now.definition, {});
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(places[0].element + " " + places[0].kind + " " + places[0].to, "a userTask ");
    EXPECT_THAT(places[0].choices, ElementsAre("first", "b"));
    EXPECT_EQ(places[1].to, "b");
    EXPECT_TRUE(check_mapping(*old.definition, *now.definition, {{"a", "first"}}).empty());
    EXPECT_THAT(paths(check_mapping(*old.definition, *now.definition, {{"a", "e"}, {"b", "none"}, {"gone", "b"}})),
                ElementsAre("a process.other_kind", "b process.not_mapped", "gone process.not_in_old"));
    ASSERT_TRUE(moved(old, now, {{"a", "first"}}));
    ASSERT_TRUE(now.complete("first"));
    ASSERT_TRUE(now.complete("b"));
    EXPECT_TRUE(now.state.ended);
}

TEST(Migrate, not_to_another_kind_or_another_scope) {
    Walk old(line("a", "b"));
    Walk manual(start() + node("manualTask", "a") + task("b") + end() + flow("s", "a") + flow("a", "b") +
                flow("b", "e"));
    Walk inside(start() + "<subProcess id=\"sub\">" + start("ss") + task("a") + end("se") + flow("ss", "a") +
                flow("a", "se") + "</subProcess>" + task("b") + end() + flow("s", "sub") + flow("sub", "b") +
                flow("b", "e"));
    ASSERT_TRUE(old.begin());
    for (auto* to : {&manual, &inside}) {
        const auto refused = moved(old, *to);
        ASSERT_FALSE(refused);
        EXPECT_THAT(paths(refused.error().fields), ElementsAre("a process.other_kind"));
    }
}

TEST(Migrate, not_where_a_join_would_wait_for_ever) {
    Walk old(line("b", "d")), now(forked());
    ASSERT_TRUE(old.begin());
    const auto refused = moved(old, now);
    ASSERT_FALSE(refused);
    EXPECT_THAT(paths(refused.error().fields), ElementsAre("join process.join_not_fed"));
    ASSERT_TRUE(old.complete("b"));
    ASSERT_TRUE(moved(old, now)) << "behind the join nothing waits";
    ASSERT_TRUE(now.complete("d"));
    EXPECT_TRUE(now.state.ended);
}

TEST(Migrate, who_waits_before_a_join_goes_with_the_flow) {
    Walk old(forked()), now(forked());
    ASSERT_TRUE(old.begin());
    ASSERT_TRUE(old.complete("a"));
    ASSERT_TRUE(old.complete("b"));
    ASSERT_TRUE(moved(old, now));
    EXPECT_EQ(now.state, old.state);
    ASSERT_TRUE(now.complete("c"));
    ASSERT_TRUE(now.complete("d"));
    EXPECT_TRUE(now.state.ended);
}

TEST(Migrate, boundary_events_come_and_go) {
    const std::string timer = boundary("late", "a") + end("over") + flow("late", "over");
    Walk plain(line("a", "b")), timed(line("a", "b") + timer);
    ASSERT_TRUE(plain.begin());
    const auto armed = moved(plain, timed);
    ASSERT_TRUE(armed);
    ASSERT_EQ(armed->effects.size(), 1U);
    EXPECT_EQ(std::get<TimerSet>(armed->effects[0]).iso_duration, "P5D");
    Walk back(line("a", "b"));
    const auto gone = moved(timed, back);
    ASSERT_TRUE(gone);
    ASSERT_EQ(gone->effects.size(), 1U);
    EXPECT_EQ(std::get<TimerCancelled>(gone->effects[0]).element, "late");
    EXPECT_EQ(back.state.tokens.size(), 1U);
}

TEST(Migrate, not_where_steps_would_be_done_twice) {
    Walk old(forked()), now(start() + task("a") + task("b") + task("c") + task("d") + end() + flow("s", "a") +
                            flow("a", "b") + flow("b", "c") + flow("c", "d") + flow("d", "e"));
    ASSERT_TRUE(old.begin());
    ASSERT_TRUE(moved(old, now)) << "before the branches";
    ASSERT_TRUE(old.complete("a"));
    const auto refused = moved(old, now);
    ASSERT_FALSE(refused);
    EXPECT_THAT(paths(refused.error().fields), ElementsAre("b process.not_beside"));
    EXPECT_EQ(refused.error().fields.front().params.at("other"), "c");
}

TEST(Migrate, a_join_that_now_wants_less_opens) {
    // c goes to an end of its own; the join waits for b and f.
    const std::string branches = start() + node("parallelGateway", "fork") + task("b") + task("f") + task("c") +
                                 node("parallelGateway", "join") + task("d") + end() + flow("s", "fork") +
                                 flow("fork", "b") + flow("fork", "f") + flow("fork", "c") + flow("b", "join") +
                                 flow("f", "join") + flow("join", "d") + flow("d", "e");
    Walk old(branches + flow("c", "join")), now(branches + end("e2") + flow("c", "e2"));
    ASSERT_TRUE(old.begin());
    ASSERT_TRUE(old.complete("b"));
    ASSERT_TRUE(old.complete("f"));
    const auto step = moved(old, now);
    ASSERT_TRUE(step);
    ASSERT_EQ(step->effects.size(), 1U);
    EXPECT_EQ(text(step->effects[0]), "+d");
    ASSERT_TRUE(now.complete("d"));
    EXPECT_FALSE(now.state.ended);
    ASSERT_TRUE(now.complete("c"));
    EXPECT_TRUE(now.state.ended);
}

TEST(Migrate, a_timer_that_goes_on_says_nothing) {
    const std::string timer = boundary("late", "a") + end("over") + flow("late", "over");
    const std::string longer = boundary("later", "a") + end("over") + flow("later", "over");
    Walk old(line("a", "b") + timer), now(line("a", "b") + longer), same(line("a", "b") + timer);
    ASSERT_TRUE(old.begin());
    const auto mapped = moved(old, now, {{"late", "later"}});
    ASSERT_TRUE(mapped);
    EXPECT_TRUE(mapped->effects.empty()) << "it runs out when it would have";
    ASSERT_TRUE(now.fire("later"));
    EXPECT_TRUE(now.state.ended);
    const auto another = moved(old, now);
    ASSERT_TRUE(another);
    ASSERT_EQ(another->effects.size(), 2U) << "one is gone, one is new";
    EXPECT_EQ(text(another->effects[0]) + ", " + text(another->effects[1]), "-timer late, timer later P5D");
    const auto quiet = moved(old, same);
    ASSERT_TRUE(quiet);
    EXPECT_TRUE(quiet->effects.empty());
}

TEST(Migrate, inside_a_sub_process_and_between_instances) {
    const auto several = [](const std::string& id, const std::string& collection) {
        return "<userTask id=\"" + id +
               "\" hz:posts=\"clerk\" hz:outcomes=\"yes no\">"
               "<multiInstanceLoopCharacteristics isSequential=\"false\"><loopCardinality "
               "xsi:type=\"tFormalExpression\">" +
               collection +
               "</loopCardinality>"
               "</multiInstanceLoopCharacteristics></userTask>";
    };
    const auto body = [&](const std::string& many, const std::string& last) {
        return start() + "<subProcess id=\"sub\">" + start("ss") + several(many, "2") + task("in") + end("se") +
               flow("ss", many) + flow(many, "in") + flow("in", "se") + "</subProcess>" + task(last) + end() +
               flow("s", "sub") + flow("sub", last) + flow(last, "e");
    };
    Walk old(body("many", "z")), now(body("all", "last"));
    ASSERT_TRUE(old.begin());
    ASSERT_TRUE(old.complete("many"));
    ASSERT_TRUE(moved(old, now, {{"many", "all"}}));
    ASSERT_TRUE(now.complete("all"));
    ASSERT_TRUE(now.complete("in"));
    ASSERT_TRUE(now.complete("last"));
    EXPECT_TRUE(now.state.ended);
    Walk single(start() + "<subProcess id=\"sub\">" + start("ss") + task("many") + task("in") + end("se") +
                flow("ss", "many") + flow("many", "in") + flow("in", "se") + "</subProcess>" + task("z") + end() +
                flow("s", "sub") + flow("sub", "z") + flow("z", "e"));
    const auto refused = moved(old, single);
    ASSERT_FALSE(refused) << "one is not many";
    EXPECT_THAT(paths(refused.error().fields), ElementsAre("many process.other_kind", "many process.other_kind"));
}

TEST(Migrate, events_of_a_gateway_come_and_go) {
    const auto wait = [](const std::string& id, const std::string& length) {
        return "<intermediateCatchEvent id=\"" + id +
               "\"><timerEventDefinition><timeDuration "
               "xsi:type=\"tFormalExpression\">" +
               length +
               "</timeDuration></timerEventDefinition>"
               "</intermediateCatchEvent>";
    };
    const auto race = [&](const std::vector<std::string>& events) {
        std::string out = start() + node("eventBasedGateway", "g") + end() + flow("s", "g");
        for (const auto& id : events) out += wait(id, "P1D") + flow("g", id) + flow(id, "e");
        return out;
    };
    Walk old(race({"one", "two"})), now(race({"two", "three"}));
    ASSERT_TRUE(old.begin());
    const auto step = moved(old, now);
    ASSERT_TRUE(step);
    ASSERT_EQ(step->effects.size(), 2U);
    EXPECT_EQ(text(step->effects[0]) + ", " + text(step->effects[1]), "-timer one, timer three P1D");
    ASSERT_TRUE(now.fire("three"));
    EXPECT_TRUE(now.state.ended);
}

TEST(Migrate, another_job_or_an_ended_instance_stays) {
    const std::string rest = end() + flow("s", "j") + flow("j", "e");
    Walk old(start() + job("j") + rest), now(start() + "<serviceTask id=\"j\" hz:job=\"test.other\"/>" + rest);
    ASSERT_TRUE(old.begin());
    const auto refused = moved(old, now);
    ASSERT_FALSE(refused);
    EXPECT_THAT(paths(refused.error().fields), ElementsAre("j process.other_kind"));
    ASSERT_TRUE(old.job_done("j"));
    EXPECT_TRUE(moved(old, now).error().is(errors::already_ended));
}

}  // namespace
}  // namespace hz::process
