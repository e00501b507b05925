// SPDX-License-Identifier: Apache-2.0
// Handlers that hang, fail and answer twice.
#include <condition_variable>
#include <mutex>

#include "cases/test_cases.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

// What the handler does next; hanging, it lets the time-out pass and waits to be let go.
class Moody final : public JobHandler {
  public:
    explicit Moody(VirtualClock& clock) : clock_(clock) {}
    ~Moody() override { let_go(); }
    [[nodiscard]] std::string_view type() const override { return "test.job"; }
    [[nodiscard]] JobPolicy policy() const override { return {30s, 3, 60s}; }
    Result<std::unique_ptr<JobWork>> prepare(storage::Session&, const Case&, const CaseType&,
                                             const PendingJob&) override {
        std::unique_lock lock(mutex_);
        ++asked;
        if (hangs) {
            clock_.advance(31s);
            free_.wait(lock, [this] { return !hangs; });
        }
        if (fails || (half && asked % 2 == 1)) return refuse(errors::process_incident);
        return std::unique_ptr<JobWork>(std::make_unique<Work>());
    }
    void hang_no_more() {
        const std::lock_guard lock(mutex_);
        hangs = false;
    }
    void let_go() {
        hang_no_more();
        free_.notify_all();
    }
    int asked = 0;
    bool hangs = false, fails = false, half = false;

  private:
    class Work final : public JobWork {
      public:
        Result<Json> commit(storage::Session& session) override {
            return Json{{"serial", next_count(session, "issued")}};
        }
    };
    VirtualClock& clock_;
    std::mutex mutex_;
    std::condition_variable free_;
};

class JobPolicyTest : public CasesTest {
  protected:
    void SetUp() override {
        CasesTest::SetUp();
        if (!store) return;
        runner = std::make_unique<Runner>(*store, *cases, clock, std::vector<std::shared_ptr<JobHandler>>{moody});
    }
    void TearDown() override {
        moody->let_go();
        runner.reset();
        CasesTest::TearDown();
    }
    CaseId issuing() {
        const auto id = accepted();
        EXPECT_TRUE(complete(chief, task(id, "decide"), "granted"));
        return id;
    }
    std::vector<FailingJobType> failing() {
        auto out = store->read(
            [](storage::Session& s) -> Result<std::vector<FailingJobType>> { return failing_job_types(s); });
        EXPECT_TRUE(out);
        return out ? *out : std::vector<FailingJobType>{};
    }
    std::int64_t issued() {
        auto out = store->read([](storage::Session& s) -> Result<std::int64_t> {
            const auto row = s.row<std::int64_t>("select last from case_counter where name = 'issued'");
            return row ? std::get<0>(*row) : 0;
        });
        return out ? *out : -1;
    }
    std::shared_ptr<Moody> moody = std::make_shared<Moody>(clock);
};
INSTANTIATE_TEST_SUITE_P(Engines, JobPolicyTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(JobPolicyTest, a_handler_that_hangs_is_given_up_and_its_late_answer_thrown_away) {
    const auto id = issuing();
    moody->hangs = true;
    EXPECT_EQ(runner->run_once(), 0U);
    ASSERT_EQ(failing().size(), 1U);
    EXPECT_TRUE(failing()[0].problem.starts_with("case.job_timed_out"));
    const auto other = awaiting_supplement();
    clock.advance(24h * 10);
    EXPECT_EQ(runner->run_once(), 1U) << "timers go on while it hangs";
    EXPECT_EQ(get(other).state, "withdrawn");
    EXPECT_EQ(moody->asked, 1) << "nothing of its kind is tried meanwhile";
    moody->let_go();
    for (int i = 0; i < 1000 && !get(id).closed(); ++i) (void)runner->run_once();
    EXPECT_TRUE(get(id).closed());
    EXPECT_EQ(issued(), 1);
    EXPECT_TRUE(failing().empty());
    expect_as_told();
}

// Whatever is due of a kind that hangs, jobs of other kinds are found behind it.
TEST_P(JobPolicyTest, a_crowd_of_jobs_that_hang_hides_no_others) {
    (void)issuing();
    moody->hangs = true;
    EXPECT_EQ(runner->run_once(), 0U);
    moody->hang_no_more();
    const auto other = issuing();
    constexpr std::int64_t nobody = 1'000;
    ASSERT_TRUE(write([&](auto& s) -> Result<bool> {
        for (std::int64_t i = 0; i < 10; ++i)
            s.exec(
                "insert into case_job (case_id, token, run_at, attempts, problem, type) "
                "values ($1, 1, 0, 0, '', 'test.job')",
                nobody + i);
        s.exec("update case_job set run_at = 1, type = 'test.other' where case_id = $1", other);
        return true;
    }));
    EXPECT_EQ(runner->run_once(2), 1U);
    EXPECT_TRUE(get(other).closed());
}

TEST_P(JobPolicyTest, a_kind_of_job_that_fails_in_a_row_pauses) {
    moody->fails = true;
    std::vector<CaseId> all;
    for (int i = 0; i < 6; ++i) all.push_back(issuing());
    (void)runner->run_once();
    ASSERT_EQ(failing().size(), 1U);
    ASSERT_TRUE(failing()[0].pause_until);
    const auto asked = moody->asked;
    clock.advance(30s);
    (void)runner->run_once();
    EXPECT_EQ(moody->asked, asked) << "it pauses";
    clock.advance(31s);
    (void)runner->run_once();
    EXPECT_EQ(moody->asked, asked + 1) << "one decides";
    clock.advance(61s);
    (void)runner->run_once();
    EXPECT_EQ(moody->asked, asked + 1) << "the second pause is longer";
    moody->fails = false;
    clock.advance(20min);
    while (runner->run_once() > 0) {
    }
    EXPECT_TRUE(failing().empty());
    for (const auto id : all) EXPECT_TRUE(get(id).closed());
    EXPECT_EQ(issued(), 6);
    expect_as_told();
}

TEST_P(JobPolicyTest, one_poisoned_case_does_not_pause_the_others) {
    moody->fails = true;
    (void)issuing();
    for (int i = 0; i < 5; ++i) {
        (void)runner->run_once();
        clock.advance(11min);
    }
    ASSERT_EQ(failing().size(), 1U);
    EXPECT_FALSE(failing()[0].pause_until);
}

TEST_P(JobPolicyTest, failing_half_the_time_everything_is_done_once) {
    moody->half = true;
    std::vector<CaseId> all;
    for (int i = 0; i < 10; ++i) all.push_back(issuing());
    for (int i = 0; i < 60; ++i) {
        (void)runner->run_once();
        clock.advance(11min);
    }
    for (const auto id : all) EXPECT_TRUE(get(id).closed());
    EXPECT_EQ(issued(), 10);
    EXPECT_TRUE(waiting().empty());
    expect_as_told();
}

TEST_P(JobPolicyTest, answering_twice_is_harmless) {
    const auto id = issuing();
    const auto token = get(id).jobs.at(0).token;
    (void)runner->run_once();
    ASSERT_TRUE(get(id).closed());
    const auto before = events(id).size();
    const auto again = write([&](auto& s) { return cases->complete_job(s, id, token, Json{{"serial", 99}}); });
    ASSERT_FALSE(again);
    EXPECT_EQ(events(id).size(), before);
    EXPECT_EQ(issued(), 1);
    expect_as_told();
}

}  // namespace
}  // namespace hz::cases
