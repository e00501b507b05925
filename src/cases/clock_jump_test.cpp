// SPDX-License-Identifier: Apache-2.0
// The machine's clock is set forward, back and forward again in the middle of timers, limits and what is tried again.
// Nothing fires twice, nothing is lost, the order of due dates is kept, and the time of a case never goes back.
#include "cases/limit_clock.hpp"
#include "cases/test_day.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

class ClockJumpTest : public WorldTest {
  protected:
    void SetUp() override {
        WorldTest::SetUp();
        if (!url.empty()) world = open(1, clock);
    }
    void TearDown() override {
        if (world) world->expect_whole();
        world.reset();
        WorldTest::TearDown();
    }
    CaseId submit_at(const std::string& type) {
        const auto done = world->submit(ada, type, {{"kite", std::to_string(++kites)}});
        EXPECT_TRUE(done);
        return done ? done->now.id : CaseId{};
    }
    void run_all() {
        while (world->runner->run_once() > 0) {
        }
    }
    // Cases whose timer fired, in the order of the ledger.
    std::vector<CaseId> fired() {
        for (auto round = world->log->run_once(); round && round->entries > 0;) round = world->log->run_once();
        std::vector<CaseId> out;
        (void)world->store->read([&](storage::Session& s) -> Result<bool> {
            for (const auto& event : world->log->read(s, 0, 10'000))
                if (event.entry.type == "timer_fired")
                    out.push_back(*id_from_text<CaseTag>(event.entry.stream.substr(sizeof("case:") - 1)));
            return true;
        });
        return out;
    }
    std::vector<Time> times(CaseId id) {
        std::vector<Time> out;
        (void)world->store->read([&](storage::Session& s) -> Result<bool> {
            world->log->each(s, stream_of(id), [&](const ledger::Event& e) { out.push_back(e.entry.at); });
            return true;
        });
        return out;
    }

    std::unique_ptr<World> world;
    int kites = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, ClockJumpTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(ClockJumpTest, after_three_days_timers_fire_in_order_in_batches) {
    std::vector<std::pair<Time, CaseId>> expected;
    for (int i = 0; i < 24; ++i) {
        const auto* type = i % 3 == 0 ? "alone_P2D" : i % 3 == 1 ? "alone_PT1H" : "alone_P1D";
        const auto id = submit_at(type);
        expected.emplace_back(world->get(id).timers.at(0).due, id);
        clock.advance(7min);
    }
    std::ranges::sort(expected);
    clock.advance(72h);
    std::size_t most = 0;
    for (std::size_t moved = 1; moved > 0;) {
        moved = world->runner->run_once(10);
        most = std::max(most, moved);
    }
    EXPECT_LE(most, 20U) << "ten timers and ten jobs a pass";
    std::vector<CaseId> order;
    for (const auto& [due, id] : expected) order.push_back(id);
    EXPECT_EQ(fired(), order);
    EXPECT_EQ(world->issued(), 24);
}

TEST_P(ClockJumpTest, forward_back_and_forward_again_fires_each_timer_once) {
    std::vector<CaseId> all;
    for (const auto* type : {"alone_PT1H", "alone_P1D", "alone_P2D"}) all.push_back(submit_at(type));
    const auto begun = clock.now();
    clock.advance(36h);
    run_all();
    EXPECT_EQ(std::ssize(fired()), 2);
    clock.set(begun + 12h);
    run_all();
    const auto late = submit_at("alone_PT1H");
    clock.advance(1h);
    run_all();
    EXPECT_TRUE(world->get(late).closed()) << "an hour is an hour, wherever the clock stands";
    EXPECT_FALSE(world->get(all[2]).closed());
    clock.set(begun + 36h);
    run_all();
    EXPECT_FALSE(world->get(all[2]).closed()) << "not before its own time";
    clock.set(begun + 72h);
    run_all();
    EXPECT_EQ(fired(), (std::vector<CaseId>{all[0], all[1], late, all[2]}));
    EXPECT_EQ(world->issued(), 4);
}

// While the clock stands before what a case has seen, what happens to it happens at that last moment.
TEST_P(ClockJumpTest, the_time_of_a_case_never_goes_back) {
    const auto id = submit_at("fair");
    clock.advance(1h);
    ASSERT_TRUE(world->complete(clerk, id, "accept", "accept"));
    const auto accepted_at = clock.now();
    clock.advance(-24h);
    ASSERT_TRUE(world->complete(chief, id, "check", "supplement", items));
    clock.advance(-1h);
    ASSERT_TRUE(world->write([&](auto& s) {
        return world->cases->supply(s, ada, {id, "here", {}, {{"photo", {"f1"}}}});
    }));
    const auto at = times(id);
    EXPECT_TRUE(std::ranges::is_sorted(at));
    EXPECT_EQ(at.back(), accepted_at) << "it stands there until the clock comes by";

    const auto c = world->get(id);
    const auto legal = calendar::clock_from_json(c.clock);
    ASSERT_TRUE(legal) << "the legal clock is readable";
    EXPECT_TRUE(legal->running());
    const auto limits = running_limits(c, day_types.get("fair"), *calendar, accepted_at);
    ASSERT_EQ(limits.size(), 1U) << "the promise runs; the time to accept ended when it was accepted";
    EXPECT_EQ(limits[0].limit->code, "promised");
    EXPECT_FALSE(limits[0].stands);

    clock.set(accepted_at + 2h);
    ASSERT_TRUE(world->complete(chief, id, "check", "fine"));
    EXPECT_EQ(times(id).back(), clock.now());
}

TEST_P(ClockJumpTest, a_special_procedure_does_not_wait_for_the_clock) {
    const auto id = submit_at("fair");
    ASSERT_TRUE(world->complete(clerk, id, "accept", "accept"));
    const auto act = [&](const CaseAct& command) {
        return world->write([&](auto& s) { return world->cases->act(s, head, command); });
    };
    clock.advance(-25h);
    ASSERT_TRUE(act(SuspendCase{id, "hearing", "There will be a hearing.", 5}));
    clock.advance(-1h);
    ASSERT_TRUE(act(ResumeCase{id, "It was heard."}));
    EXPECT_EQ(world->get(id).state, "accepted");
    EXPECT_TRUE(std::ranges::is_sorted(times(id)));
}

// It is tried again after seconds, not when the clock has come back to where it failed.
TEST_P(ClockJumpTest, what_is_tried_again_does_not_sleep_until_the_clock_is_back) {
    const auto timer = submit_at("alone_PT1H");
    clock.advance(72h);
    day_types.broken = true;
    (void)world->runner->run_once();
    ASSERT_EQ(world->count("case_timer_try"), 1);
    day_types.broken = false;
    clock.advance(-70h);
    EXPECT_EQ(world->runner->run_once(), 2U) << "the timer, then its job";
    EXPECT_TRUE(world->get(timer).closed());

    const auto stuck = submit_at("alone_PT1H");
    clock.advance(72h);
    day_types.broken = true;
    (void)world->runner->run_once();
    day_types.broken = false;
    clock.advance(-70h);
    world.reset();
    world = open(2, clock);
    run_all();
    EXPECT_TRUE(world->get(stuck).closed()) << "also where the clock was set back while nobody ran";
}

TEST_P(ClockJumpTest, who_listened_before_the_clock_was_set_back_still_hears) {
    const auto listener = submit_at("listen");
    clock.advance(-24h);
    ASSERT_TRUE(world->write([&](auto& s) { return world->cases->send_signal(s, chief, {"storm", JsonObject{}}); }));
    run_all();
    EXPECT_EQ(world->events(listener).back(), "signal_received");
    EXPECT_EQ(world->count("case_signal"), 0);
}

}  // namespace
}  // namespace hz::cases
