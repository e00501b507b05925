// SPDX-License-Identifier: Apache-2.0
#include "process/migrate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "process/migrate_errors.hpp"
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
    EXPECT_THAT(paths(check_mapping(*old.definition, *now.definition, {})), ElementsAre("a process.not_mapped"));
    EXPECT_TRUE(check_mapping(*old.definition, *now.definition, {{"a", "first"}}).empty());
    EXPECT_THAT(paths(check_mapping(*old.definition, *now.definition, {{"a", "first"}, {"gone", "b"}})),
                ElementsAre("gone process.not_mapped"));
    ASSERT_TRUE(moved(old, now, {{"a", "first"}}));
    ASSERT_TRUE(now.complete("first"));
    ASSERT_TRUE(now.complete("b"));
    EXPECT_TRUE(now.state.ended);
}

TEST(Migrate, not_to_another_kind_or_another_scope) {
    Walk old(line("a", "b"));
    Walk manual(start() + node("manualTask", "a") + task("b") + end() + flow("s", "a") + flow("a", "b") +
                flow("b", "e"));
    Walk inside(start() + "<subProcess id=\"p\">" + start("ss") + task("a") + end("se") + flow("ss", "a") +
                flow("a", "se") + "</subProcess>" + task("b") + end() + flow("s", "p") + flow("p", "b") +
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
    const std::string timer =
        "<boundaryEvent id=\"late\" attachedToRef=\"a\"><timerEventDefinition id=\"t\">"
        "<timeDuration>P5D</timeDuration></timerEventDefinition></boundaryEvent>" +
        end("over") + flow("late", "over");
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

}  // namespace
}  // namespace hz::process
