// SPDX-License-Identifier: Apache-2.0
// Suspended, resumed, extended, terminated; asked for by one and approved by another.
#include "calendar/errors.hpp"
#include "cases/test_cases.hpp"
#include "cases/work_list.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

class ClockCommandTest : public CasesTest {
  protected:
    std::string due(CaseId id) {
        const auto task = get(id).tasks.front();
        return task.due ? format_rfc3339(*task.due).substr(0, 10) : "";
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, ClockCommandTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(ClockCommandTest, a_special_procedure_does_not_count) {
    const auto id = accepted();  // Monday the 2nd: eight working days end on Thursday the 12th
    EXPECT_EQ(due(id), "2026-03-12");
    EXPECT_TRUE(act(clerk, SuspendCase{id, "hearing", "x", 5}).error().code->category == Category::forbidden);
    EXPECT_TRUE(act(head, SuspendCase{id, "hearing", " ", 5}).error().is(hz::errors::missing));
    EXPECT_TRUE(act(head, SuspendCase{id, "hearing", "x", 0}).error().is(errors::bad_days));
    ASSERT_TRUE(act(head, SuspendCase{id, "hearing", "Neighbours must be heard.", 5}));
    auto c = get(id);
    EXPECT_EQ(c.state, "suspended");
    ASSERT_NE(c.suspension(), nullptr);
    EXPECT_EQ(format_rfc3339(c.suspension()->expected).substr(0, 10), "2026-03-09");
    EXPECT_EQ(due(id), "") << "no deadline while it stands";
    EXPECT_TRUE(act(head, SuspendCase{id, "hearing", "again", 5}).error().is(errors::suspended));
    EXPECT_TRUE(complete(chief, task(id, "decide"), "granted").error().is(errors::suspended));
    clock.advance(24h * 3);  // Tuesday to Thursday do not count
    EXPECT_TRUE(act(bob, ResumeCase{id, "x"}).error().code->category == Category::forbidden);
    ASSERT_TRUE(act(clerk, ResumeCase{id, "Heard; no objection."}));
    EXPECT_EQ(due(id), "2026-03-17");
    c = get(id);
    EXPECT_EQ(c.state, "accepted");
    EXPECT_EQ(c.annex->procedures.front().result, "Heard; no objection.");
    EXPECT_TRUE(act(clerk, ResumeCase{id, "x"}).error().is(errors::not_suspended));
    EXPECT_TRUE(complete(chief, task(id, "decide"), "granted"));
    expect_as_told();
}

TEST_P(ClockCommandTest, only_a_running_clock_can_be_stopped) {
    const auto id = submit();
    EXPECT_TRUE(act(head, SuspendCase{id, "test", "x", 5}).error().is(errors::clock_not_running)) << "not accepted";
    const auto waiting = awaiting_supplement();
    EXPECT_TRUE(act(head, SuspendCase{waiting, "test", "x", 5}).error().is(errors::clock_not_running)) << "paused";
    types.walk->suspensions = {"hearing"};
    const auto other = accepted();
    EXPECT_TRUE(act(head, SuspendCase{other, "auction", "x", 5}).error().is(errors::wrong_suspension));
    EXPECT_TRUE(act(head, SuspendCase{other, "hearing", "x", 5}));
}

TEST_P(ClockCommandTest, withdrawn_while_it_stands) {
    const auto id = accepted();
    ASSERT_TRUE(act(head, SuspendCase{id, "hearing", "x", 5}));
    ASSERT_TRUE(write([&](auto& s) { return cases->withdraw(s, ada, {id, "enough"}); }));
    const auto c = get(id);
    EXPECT_EQ(c.state, "withdrawn");
    const auto stopped = calendar::clock_from_json(c.clock);
    ASSERT_TRUE(stopped) << "a clock that stopped while paused stays readable";
    EXPECT_FALSE(stopped->paused());
    expect_as_told();
}

TEST_P(ClockCommandTest, more_time_once_and_in_time) {
    const auto id = accepted();
    EXPECT_TRUE(act(chief, ExtendCase{id, "x", 5}).error().code->category == Category::forbidden);
    EXPECT_TRUE(act(head, ExtendCase{id, "x", 6}).error().is(calendar::errors::extended_too_far));
    ASSERT_TRUE(act(head, ExtendCase{id, "Many applications.", 4}));
    EXPECT_EQ(due(id), "2026-03-18");
    EXPECT_TRUE(act(head, ExtendCase{id, "again", 1}).error().is(calendar::errors::extended_too_often));
    const auto late = accepted();
    clock.advance(24h * 20);
    EXPECT_TRUE(act(head, ExtendCase{late, "x", 5}).error().is(errors::extension_late));
    types.walk->limits.front().extensions.clear();
    EXPECT_TRUE(act(head, ExtendCase{late, "x", 5}).error().is(calendar::errors::not_extendable));
    expect_as_told();
}

TEST_P(ClockCommandTest, asked_for_by_one_and_approved_by_another) {
    types.walk->two_persons = {"extend", "suspend"};
    const auto id = accepted();
    EXPECT_TRUE(act(head, ExtendCase{id, "x", 2}).error().is(errors::approval_needed));
    EXPECT_TRUE(act(head, DecideApproval{id, true, ""}).error().is(errors::nothing_to_approve));
    EXPECT_TRUE(act(clerk, AskApproval{id, ExtendCase{id, "x", 99}}).error().is(calendar::errors::extended_too_far))
        << "at once";
    ASSERT_TRUE(act(head, AskApproval{id, ExtendCase{id, "Many applications.", 2}}));
    EXPECT_TRUE(act(clerk, AskApproval{id, SuspendCase{id, "test", "x", 2}}).error().is(errors::approval_waiting));
    EXPECT_TRUE(act(head, DecideApproval{id, true, ""}).error().is(errors::own_request));
    const auto second_head = person(205, "chief", "head");
    EXPECT_TRUE(act(chief, DecideApproval{id, true, ""}).error().code->category == Category::forbidden);
    EXPECT_TRUE(act(second_head, DecideApproval{id, false, " "}).error().is(hz::errors::missing)) << "no without why";
    ASSERT_TRUE(act(second_head, DecideApproval{id, false, "Try harder."}));
    ASSERT_TRUE(act(clerk, AskApproval{id, ExtendCase{id, "Many applications.", 2}}));
    ASSERT_TRUE(act(head, DecideApproval{id, true, ""}));
    const auto c = get(id);
    ASSERT_EQ(c.annex->extensions.size(), 1U);
    EXPECT_EQ(c.annex->extensions.front().asked_by, clerk.person);
    EXPECT_EQ(c.annex->extensions.front().approved_by, head.person);
    EXPECT_FALSE(c.annex->approval);
    EXPECT_EQ(due(id), "2026-03-16");
    ASSERT_TRUE(act(clerk, AskApproval{id, SuspendCase{id, "test", "Water", 2}}));
    ASSERT_TRUE(act(head, DecideApproval{id, true, ""}));
    EXPECT_EQ(get(id).suspension()->asked_by, clerk.person);
    expect_as_told();
}

TEST_P(ClockCommandTest, ended_by_the_agency) {
    const auto id = accepted();
    EXPECT_TRUE(act(clerk, TerminateCase{id, "s. 9", "moved away", ""}).error().code->category == Category::forbidden);
    EXPECT_TRUE(act(head, TerminateCase{id, "", "moved away", ""}).error().is(hz::errors::missing));
    ASSERT_TRUE(act(head, TerminateCase{id, "s. 9", "The applicant has died.", "Appeal in 60 days."}));
    const auto c = get(id);
    EXPECT_EQ(c.state, "terminated");
    EXPECT_TRUE(c.closed());
    EXPECT_EQ(c.annex->termination->remedies, "Appeal in 60 days.");
    EXPECT_TRUE(act(head, TerminateCase{id, "s. 9", "again", ""}).error().is(errors::already_closed));
    EXPECT_TRUE(act(head, ExtendCase{id, "x", 1}).error().is(errors::already_closed));
    expect_as_told();
}

}  // namespace
}  // namespace hz::cases
