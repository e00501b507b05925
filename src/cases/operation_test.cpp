// SPDX-License-Identifier: Apache-2.0
#include "cases/operation.hpp"

#include "cases/runner.hpp"
#include "cases/test_cases.hpp"
#include "cases/waiting.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

class OperationTest : public CasesTest {
  protected:
    void break_all() {
        clock.advance(24h * 10);
        types.broken = true;
        for (int i = 0; i < Runner::max_attempts; ++i) {
            (void)runner->run_once();
            clock.advance(11min);
        }
        types.broken = false;
    }
    RunningCounts counts() {
        auto found =
            store->read([&](storage::Session& s) -> Result<RunningCounts> { return running_counts(s, clock.now()); });
        return found ? *found : RunningCounts{};
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, OperationTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(OperationTest, incidents_are_listed_a_page_at_a_time_and_retried_together) {
    std::vector<CaseId> waiting_ids;
    for (int i = 0; i < 5; ++i) waiting_ids.push_back(awaiting_supplement());
    EXPECT_EQ(counts().timers, 5);
    EXPECT_EQ(counts().timers_late, 0);
    break_all();
    EXPECT_EQ(counts().incidents, 5);
    EXPECT_EQ(counts().timers_late, 5);

    std::vector<TaskRef> seen;
    const auto read = store->read([&](storage::Session& s) -> Result<bool> {
        std::optional<Incident> after;
        for (auto page = incidents(s, 2); !page.empty(); page = incidents(s, 2, after)) {
            for (const auto& one : page) seen.push_back({one.case_id, one.what.token});
            after = page.back();
        }
        return true;
    });
    ASSERT_TRUE(read);
    ASSERT_EQ(seen.size(), 5U);
    for (const auto id : waiting_ids)
        EXPECT_TRUE(std::ranges::any_of(seen, [&](const TaskRef& one) { return one.case_id == id; }));

    auto twice = seen;
    twice.push_back(seen.front());
    const auto retried = store->write_wait(
        [&](storage::Session& s) { return retry_incidents(s, *cases, identity::system_actor("operator"), twice); });
    ASSERT_TRUE(retried);
    EXPECT_EQ(*retried, 5U) << "one that is no incident any more is passed over";
    EXPECT_EQ(counts().incidents, 0);
    EXPECT_EQ(runner->run_once(), 5U);
    EXPECT_EQ(counts().timers, 0);
    for (const auto id : waiting_ids) EXPECT_EQ(get(id).state, "withdrawn");
    expect_as_told();
}

TEST_P(OperationTest, what_waits_is_told_in_order_with_what_went_wrong) {
    const auto first = awaiting_supplement();
    clock.advance(1h);
    const auto second = awaiting_supplement();
    const auto read = store->read([&](storage::Session& s) -> Result<bool> {
        const auto timers = pending_timers(s, 10);
        EXPECT_EQ(timers.size(), 2U);
        if (timers.size() == 2) {
            EXPECT_EQ(std::min(timers[0].at, timers[1].at), timers[0].at);
            EXPECT_EQ(timers[0].attempts, 0);
        }
        EXPECT_EQ(pending_timers(s, 1).size(), 1U);
        EXPECT_TRUE(pending_jobs(s, 10).empty());
        return true;
    });
    EXPECT_TRUE(read);
    EXPECT_NE(first, second);
}

TEST_P(OperationTest, where_cases_wait_is_told_by_element) {
    for (const auto wait : {1h, 2h, 30h}) {
        const auto id = submit();
        clock.advance(wait);
        ASSERT_TRUE(complete(clerk, task(id, "accept"), "accept"));
        clock.advance(5min);
        ASSERT_TRUE(complete(chief, task(id, "decide"), "denied"));
    }
    (void)submit();
    const auto found =
        store->read([&](storage::Session& s) -> Result<Waiting> { return waiting_of(s, *log, "walk", 10); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->past, 3);
    EXPECT_EQ(found->open, 1);
    const auto accept = std::ranges::find(found->elements, "accept", &ElementWaiting::element);
    ASSERT_NE(accept, found->elements.end());
    EXPECT_EQ(accept->done, 3);
    EXPECT_EQ(accept->median, 2h);
    EXPECT_EQ(accept->ninth, 30h);
    EXPECT_EQ(accept->open, 1);
}

}  // namespace
}  // namespace hz::cases
