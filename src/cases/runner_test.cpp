// SPDX-License-Identifier: Apache-2.0
// What fails by itself is tried later and ever later, and in the end stops and waits for somebody.
#include "cases/runner.hpp"
#include "cases/operation.hpp"

#include "cases/test_cases.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

class RunnerTest : public CasesTest {
  protected:
    // Passes with enough time between them for every back-off.
    void pass(int times) {
        for (int i = 0; i < times; ++i) {
            (void)runner->run_once();
            clock.advance(11min);
        }
    }
    int tries(std::string_view table) {
        const auto sql = "select attempts from " + std::string(table);
        auto row = store->read([&](storage::Session& s) -> Result<int> {
            const auto found = s.row<int>(sql);
            return found ? std::get<0>(*found) : 0;
        });
        EXPECT_TRUE(row);
        return row ? *row : -1;
    }
    Result<Recorded> retry(const Incident& one) {
        return write([&](auto& s) {
            return cases->retry_incident(s, identity::system_actor("command_line"), one.case_id, one.what.token);
        });
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, RunnerTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(RunnerTest, a_timer_that_fails_becomes_an_incident) {
    const auto id = awaiting_supplement();
    clock.advance(24h * 10);
    types.broken = true;
    EXPECT_EQ(runner->run_once(), 0U);
    EXPECT_EQ(runner->run_once(), 0U);
    EXPECT_EQ(tries("case_timer_try"), 1) << "not again at once";
    clock.advance(3s);
    (void)runner->run_once();
    EXPECT_EQ(tries("case_timer_try"), 2);
    EXPECT_TRUE(waiting().empty());
    pass(Runner::max_attempts);
    auto found = waiting();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].case_id, id);
    EXPECT_EQ(found[0].what.kind, "timer");
    EXPECT_EQ(found[0].what.element, "overdue");
    EXPECT_EQ(found[0].what.problem, errors::no_such_type.id);
    EXPECT_EQ(events(id).back(), "incident_raised");
    const auto before = events(id).size();
    types.broken = false;
    pass(3);
    EXPECT_EQ(events(id).size(), before) << "it waits for somebody";
    EXPECT_EQ(get(id).state, "awaiting_supplement");
    expect_as_told();

    ASSERT_TRUE(retry(found[0]));
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(runner->run_once(), 1U);
    EXPECT_EQ(get(id).state, "withdrawn");
    EXPECT_TRUE(retry(found[0]).error().is(errors::job_not_found));
    EXPECT_EQ(tries("case_timer_try"), 0) << "the row went with the timer";
    expect_as_told();
}

TEST_P(RunnerTest, a_failing_timer_does_not_hold_up_others) {
    const auto stuck = awaiting_supplement();
    clock.advance(24h * 10);
    types.broken = true;
    pass(Runner::max_attempts);
    ASSERT_EQ(waiting().size(), 1U);
    types.broken = false;
    const auto other = awaiting_supplement();
    clock.advance(24h * 10);
    EXPECT_EQ(runner->run_once(1), 1U) << "even where only one is looked at in a pass";
    EXPECT_EQ(get(other).state, "withdrawn");
    EXPECT_EQ(get(stuck).state, "awaiting_supplement");
}

TEST_P(RunnerTest, what_moves_on_by_itself_is_no_incident_any_more) {
    const auto id = awaiting_supplement();
    clock.advance(24h * 10);
    types.broken = true;
    pass(Runner::max_attempts);
    ASSERT_EQ(waiting().size(), 1U);
    types.broken = false;
    ASSERT_TRUE(write([&](auto& s) { return cases->supply(s, ada, {id, "late", {}, {}}); }));
    EXPECT_TRUE(waiting().empty());
    EXPECT_TRUE(get(id).incidents.empty());
    expect_as_told();
}

TEST_P(RunnerTest, a_job_that_fails_becomes_an_incident_and_is_done_once) {
    const auto id = submit();
    ASSERT_TRUE(complete(clerk, task(id, "accept"), "accept"));
    ASSERT_TRUE(complete(chief, task(id, "decide"), "granted"));
    job->failing = true;
    pass(Runner::max_attempts + 3);
    EXPECT_EQ(job->prepared, Runner::max_attempts);
    const auto found = waiting();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].what.kind, "job");
    job->failing = false;
    ASSERT_TRUE(retry(found[0]));
    EXPECT_EQ(runner->run_once(), 1U);
    EXPECT_EQ(runner->run_once(), 0U);
    EXPECT_EQ(get(id).state, "granted");
    EXPECT_EQ(get_int(*find(get(id).results, "issue"), "serial"), 1);
    EXPECT_TRUE(waiting().empty());
    expect_as_told();
}

}  // namespace
}  // namespace hz::cases
