// SPDX-License-Identifier: Apache-2.0
// The scripted day, broken at every call to the store and at every write to the disk: by an error, by a full disk, by
// kill -9. Each time it is opened again and goes on with what was not acknowledged. In the end every day is like the
// one that nothing disturbed: nothing acknowledged is lost, nothing is done twice, replay gives what is stored, and the
// ledger is whole. `make soak` breaks at all of them, other runs at some.
#include <signal.h>
#include <sys/wait.h>

#include "cases/test_day.hpp"
#include "storage/testing/faulty_disk.hpp"

namespace hz::cases {
namespace {

using storage::Engine;
using storage::testing::FaultyDisk;

class DayFaultTest : public WorldTest {
  protected:
    void SetUp() override {
        if (GetParam() == Engine::sqlite) (void)FaultyDisk::instance();
        WorldTest::SetUp();
        if (url.empty()) return;
        FaultyDisk::instance().fail_at(0);
        world = open_next();
        const auto first = next_day();
        plan.fail_at(0);
        FaultyDisk::instance().fail_at(0);
        ASSERT_TRUE(play(first));
        calls = plan.calls();
        writes = FaultyDisk::instance().calls();
        undisturbed = stories(*world, first);
    }
    void TearDown() override {
        if (!url.empty()) {
            plan.fail_at(0);
            FaultyDisk::instance().fail_at(0);
            if (!world) world = open_next();
            world->expect_whole();
            world.reset();
        }
        WorldTest::TearDown();
    }
    // Another process on the same store.
    std::unique_ptr<World> open_next() { return open(++nodes % 60, clock, &plan); }
    Day next_day() { return {days++, &people, &clock}; }
    void mend() {
        plan.fail_at(0);
        FaultyDisk::instance().fail_at(0);
    }
    // From a step on, to the end. What fails is mended, and asked again after a restart. False: it does not go on.
    bool play(
        const Day& day, std::size_t from = 0, bool again = false,
        const std::function<void(std::size_t)>& acknowledged = [](std::size_t) {}) {
        for (auto i = from; i < script.size(); ++i) {
            clock.set(std::max(clock.now(), day.begins() + std::chrono::minutes(script[i].minute)));
            auto done = script[i].act(*world, day, again && i == from);
            for (int tries = 0; !done && tries < 2; ++tries) {
                mend();
                world.reset();
                world = open_next();
                done = script[i].act(*world, day, true);
            }
            if (!done) {
                ADD_FAILURE() << "step " << i << " of day " << day.number << ": " << done.error().code->id << " "
                              << done.error().detail;
                return false;
            }
            acknowledged(i);
        }
        return true;
    }
    // Everything is as on the day that nothing disturbed.
    void expect_undisturbed(const Day& day, const std::string& how) {
        ASSERT_EQ(stories(*world, day), undisturbed) << how;
        EXPECT_EQ(world->issued(), days) << how << ": each day has one job, done once";
        EXPECT_EQ(world->count("case_file"), days * 4) << how;
        EXPECT_EQ(world->count("case_message where state = 'delivered'"), days) << how;
        const auto asked = outside.asked();
        EXPECT_EQ(std::ssize(asked), days) << how << ": one key a job, however often it was asked";
        for (const auto* table : {"case_timer", "case_timer_try", "case_job", "case_wait", "case_signal",
                                  "case_incident", "case_work", "case_message where state = 'open'"})
            EXPECT_EQ(world->count(table), 0) << how << ": something is left in " << table;
    }
    // Calls to break at: all of them, or `most` spread over the day.
    static std::vector<std::int64_t> moments(std::int64_t of, int most, int offset) {
        std::vector<std::int64_t> out;
        const auto stride = soaking() ? 1 : std::max<std::int64_t>(1, of / most);
        for (auto at = 1 + (soaking() ? 0 : offset % stride); at <= of; at += stride) out.push_back(at);
        return out;
    }
    void break_each(std::int64_t of, int most, int offset, const std::string& how,
                    const std::function<void(std::int64_t)>& arm) {
        ASSERT_GT(of, 20);
        for (const auto at : moments(of, most, offset)) {
            const auto day = next_day();
            arm(at);
            ASSERT_TRUE(play(day)) << how << " at " << at;
            mend();
            expect_undisturbed(day, how + " at " + std::to_string(at));
            if (HasFailure()) return;
        }
    }
    void kill_each(std::int64_t of, int most, int offset, const std::string& how,
                   const std::function<void(std::int64_t)>& arm);

    const People people{ada, bob, clerk, second_clerk, chief};
    const std::vector<Step> script = scripted_day();
    storage::testing::FaultPlan plan;
    std::unique_ptr<World> world;
    std::string undisturbed;
    std::int64_t calls = 0, writes = 0;
    unsigned nodes = 0;
    int days = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, DayFaultTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

// A process of its own plays the day and is killed in it; what was acknowledged it has told before, in a file.
void DayFaultTest::kill_each(std::int64_t of, int most, int offset, const std::string& how,
                             const std::function<void(std::int64_t)>& arm) {
    ASSERT_GT(of, 20);
    int killed = 0;
    for (const auto at : moments(of, most, offset)) {
        const auto day = next_day();
        const Outside journal(folder.path() / ("journal" + std::to_string(day.number)));
        world.reset();  // nothing of the store is open while the process is doubled
        const auto child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            world = open_next();
            arm(at);
            const bool done = play(day, 0, false, [&](std::size_t) { journal.append("done"); });
            _exit(done ? 0 : 3);
        }
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        ++nodes;
        const bool dead = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
        ASSERT_TRUE(dead || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) << how << " at " << at << ": " << status;
        killed += dead;
        world = open_next();
        ASSERT_TRUE(play(day, journal.lines().size(), true)) << how << " at " << at;
        expect_undisturbed(day, how + " at " + std::to_string(at));
        if (HasFailure()) return;
    }
    EXPECT_GT(killed, 0);
}

TEST_P(DayFaultTest, nothing_disturbs_the_first_day) {
    if (url.empty()) return;
    const Day first{0, &people, &clock};
    EXPECT_EQ(world->get(first.find(*world, 1)).state, "granted");
    EXPECT_EQ(world->get(first.find(*world, 2)).state, "withdrawn");
    EXPECT_EQ(world->get(first.find(*world, 3)).state, "resolved");
    EXPECT_EQ(world->get(first.find(*world, 4)).state, "withdrawn");
    EXPECT_EQ(
        world->events(first.find(*world, 1)),
        (std::vector<std::string>{"case_submitted", "task_claimed", "task_completed", "task_completed", "case_supplied",
                                  "task_completed", "task_completed", "task_completed", "message_received",
                                  "timer_fired", "job_completed", "task_completed", "case_rated"}));
    EXPECT_EQ(world->events(first.find(*world, 2)).back(), "timer_fired");
    expect_undisturbed(first, "undisturbed");
    EXPECT_GT(calls, 100);
}

TEST_P(DayFaultTest, an_error_at_any_call) {
    if (url.empty()) return;
    break_each(calls, 9, 3, "error", [this](std::int64_t at) { plan.fail_at(at); });
}

TEST_P(DayFaultTest, a_full_disk_from_any_call_until_somebody_makes_room) {
    if (url.empty()) return;
    break_each(calls, 7, 11, "full", [this](std::int64_t at) { plan.fail_at(at, true, storage::errors::full); });
}

TEST_P(DayFaultTest, killed_at_any_call) {
    if (url.empty()) return;
    kill_each(calls, 6, 7, "killed", [this](std::int64_t at) { plan.kill_at(at); });
}

TEST_P(DayFaultTest, the_disk_fails_at_any_write) {
    if (GetParam() != Engine::sqlite) GTEST_SKIP() << "the disk under PostgreSQL is its own affair";
    break_each(writes, 5, 5, "disk", [](std::int64_t at) { FaultyDisk::instance().fail_at(at); });
    if (HasFailure()) return;
    break_each(writes, 5, 9, "disk full",
               [](std::int64_t at) { FaultyDisk::instance().fail_at(at, FaultyDisk::Fault::full, true); });
}

TEST_P(DayFaultTest, killed_at_any_write_to_the_disk) {
    if (GetParam() != Engine::sqlite) GTEST_SKIP() << "the disk under PostgreSQL is its own affair";
    kill_each(writes, 8, 2, "killed",
              [](std::int64_t at) { FaultyDisk::instance().fail_at(at, FaultyDisk::Fault::kill); });
}

}  // namespace
}  // namespace hz::cases
