// SPDX-License-Identifier: Apache-2.0
#include "process/move_to.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "process/test_model.hpp"

namespace hz::process {
namespace {

using namespace testing_model;
using testing::ElementsAre;

// a, then b and c beside each other, then d.
std::string forked() {
    return start() + task("a") + node("parallelGateway", "fork") + task("b") + task("c") +
           node("parallelGateway", "join") + task("d") + end() + flow("s", "a") + flow("a", "fork") +
           flow("fork", "b") + flow("fork", "c") + flow("b", "join") + flow("c", "join") + flow("join", "d") +
           flow("d", "e");
}

Result<Step> moved(const Walk& w, std::string_view element) {
    return move_to(*w.definition, w.state, element, w.variables);
}

TEST(MoveTo, cancels_what_is_under_way_and_goes_on_from_the_task) {
    Walk w(forked());
    ASSERT_TRUE(w.begin());
    ASSERT_TRUE(w.complete("a"));
    const auto late = w.token("b");
    const auto step = moved(w, "a");
    ASSERT_TRUE(step);
    std::vector<std::string> told;
    for (const auto& effect : step->effects) told.push_back(text(effect));
    EXPECT_THAT(told, ElementsAre("-b", "-c", "+a"));
    w.state = step->state;
    EXPECT_TRUE(w.attempt(CompleteTask{late}).error().is(errors::no_such_token)) << "token ids are not used again";
    ASSERT_TRUE(w.complete("a"));
    ASSERT_TRUE(w.complete("b"));
    ASSERT_TRUE(w.complete("c"));
    ASSERT_TRUE(w.complete("d"));
    EXPECT_EQ(w.state.ended_at, "e");
}

TEST(MoveTo, not_where_a_join_would_wait_for_ever) {
    Walk w(forked());
    ASSERT_TRUE(w.begin());
    ASSERT_TRUE(w.complete("a"));
    for (const char* element : {"b", "c", "fork", "e", "gone"})
        EXPECT_TRUE(moved(w, element).error().is(errors::no_such_entry)) << element;
    EXPECT_TRUE(moved(w, "d"));
}

TEST(MoveTo, takes_up_an_instance_that_has_ended) {
    Walk w(start() + task("a") + end() + flow("s", "a") + flow("a", "e"));
    ASSERT_TRUE(w.begin());
    ASSERT_TRUE(w.complete("a"));
    ASSERT_TRUE(w.state.ended);
    for (const char* element : {"a", ""}) {
        const auto step = moved(w, element);
        ASSERT_TRUE(step);
        EXPECT_FALSE(step->state.ended);
        EXPECT_EQ(step->state.ended_at, "");
        EXPECT_GT(step->state.tokens.at(0).id, 1);
        const auto back = state_from_json(*w.definition, to_json(*w.definition, step->state));
        ASSERT_TRUE(back);
        EXPECT_EQ(*back, step->state);
    }
}

}  // namespace
}  // namespace hz::process
