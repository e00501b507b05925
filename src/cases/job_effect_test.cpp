// SPDX-License-Identifier: Apache-2.0
// What a handler does outside counts once by the job's key, however late, often or at the same time it is asked.
// How failing and hanging kinds of jobs pause: job_policy_test.cpp.
#include <condition_variable>
#include <mutex>

#include "cases/test_world.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

// Time goes on by itself each time somebody looks, while it is armed; at the second look it is set back by a day.
class JumpingClock final : public Clock {
  public:
    explicit JumpingClock(Time at) : at_(at) {}
    [[nodiscard]] Time now() const override {
        const std::lock_guard lock(mutex_);
        if (armed_) at_ += ++looks_ == 2 ? std::chrono::milliseconds(-24h) : 10s;
        return at_;
    }
    void arm(bool on) {
        const std::lock_guard lock(mutex_);
        armed_ = on;
        looks_ = 0;
    }
    void advance(std::chrono::milliseconds by) {
        const std::lock_guard lock(mutex_);
        at_ += by;
    }

  private:
    mutable std::mutex mutex_;
    mutable Time at_;
    mutable int looks_ = 0;
    bool armed_ = false;
};

// Asks the outside, after whatever the test wants to happen before.
class Handler final : public JobHandler {
  public:
    Handler(const Outside& outside, std::function<void(int)> before) : inner_(outside), before_(std::move(before)) {}
    [[nodiscard]] std::string_view type() const override { return "test.job"; }
    Result<std::unique_ptr<JobWork>> prepare(storage::Session& s, const Case& c, const CaseType& type,
                                             const PendingJob& job) override {
        before_(++asked);
        return inner_.prepare(s, c, type, job);
    }
    std::atomic<int> asked = 0;

  private:
    OutsideJob inner_;
    std::function<void(int)> before_;
};

class JobEffectTest : public WorldTest {
  protected:
    void SetUp() override {
        WorldTest::SetUp();
        if (url.empty()) return;
        outside_job = std::make_shared<Handler>(outside, [this](int asked) { before(asked); });
        world = open(1, jumping);
    }
    void TearDown() override {
        let_go();
        if (world) world->expect_whole();
        world.reset();
        WorldTest::TearDown();
    }
    CaseId issuing() {
        const auto done = world->submit(ada, "alone_PT1H", JsonObject{});
        EXPECT_TRUE(done);
        jumping.advance(1h);
        return done ? done->now.id : CaseId{};
    }
    void hang() {
        std::unique_lock lock(mutex);
        jumping.arm(true);
        free.wait(lock, [this] { return gone_on; });
    }
    void let_go() {
        const std::lock_guard lock(mutex);
        jumping.arm(false);
        gone_on = true;
        free.notify_all();
    }

    JumpingClock jumping{clock.now()};
    std::function<void(int)> before = [](int) {};
    std::unique_ptr<World> world;
    std::mutex mutex;
    std::condition_variable free;
    bool gone_on = false;
};
INSTANTIATE_TEST_SUITE_P(Engines, JobEffectTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

// The clock is set back a day while the handler hangs: it is given up all the same, and the others go on.
TEST_P(JobEffectTest, a_late_answer_has_asked_under_the_same_key) {
    const auto id = issuing();
    before = [this](int asked) {
        if (asked == 1) hang();
    };
    EXPECT_EQ(world->runner->run_once(), 1U) << "the timer; the job was given up";
    EXPECT_FALSE(world->get(id).closed());
    let_go();
    for (int i = 0; i < 1000 && !world->get(id).closed(); ++i) {
        (void)world->runner->run_once();
        jumping.advance(1min);
    }
    EXPECT_TRUE(world->get(id).closed());
    EXPECT_EQ(world->issued(), 1);
    const auto asked = outside.asked();
    ASSERT_EQ(asked.size(), 1U) << "one key";
    EXPECT_EQ(asked.begin()->second, 2) << "and asked twice";
    EXPECT_EQ(world->count("case_job_type"), 0);
}

// Two answers to one job, both good: the second finds it done.
TEST_P(JobEffectTest, two_answers_count_as_one) {
    const auto id = issuing();
    auto other = open(2, jumping);
    before = [&](int asked) {
        if (asked == 1) {
            EXPECT_EQ(other->runner->run_once(), 1U) << "it is asked again, and answers first";
        }
    };
    EXPECT_EQ(world->runner->run_once(), 1U);
    EXPECT_TRUE(world->get(id).closed());
    EXPECT_EQ(world->events(id), (std::vector<std::string>{"case_submitted", "timer_fired", "job_completed"}));
    EXPECT_EQ(world->issued(), 1);
    EXPECT_EQ(outside.asked().size(), 1U);
    EXPECT_EQ(outside.lines().size(), 2U);
}

// Its case was withdrawn while it was at work: what it answers is for nobody.
TEST_P(JobEffectTest, an_answer_for_a_case_that_is_over_is_thrown_away) {
    const auto id = issuing();
    before = [&](int) {
        EXPECT_TRUE(world->write([&](auto& s) { return world->cases->withdraw(s, ada, {id, "enough"}); }));
    };
    (void)world->runner->run_once();
    EXPECT_EQ(world->get(id).state, "withdrawn");
    EXPECT_EQ(world->issued(), 0);
    EXPECT_EQ(world->count("case_job"), 0);
    EXPECT_EQ(world->count("case_incident"), 0);
    EXPECT_EQ(world->events(id).back(), "case_withdrawn");
}

}  // namespace
}  // namespace hz::cases
