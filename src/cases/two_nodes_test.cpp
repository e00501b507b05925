// SPDX-License-Identifier: Apache-2.0
// Two nodes on one PostgreSQL, whose clocks differ by half a minute, at the same task, timer, job, message and signal
// at the same moment. One wins, the other is told so or finds it done; afterwards the ledger is whole and every case is
// what it says.
#include <latch>

#include "cases/test_day.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

class TwoNodesTest : public WorldTest {
  protected:
    void SetUp() override {
        WorldTest::SetUp();
        if (url.empty()) return;
        a = open(1, clock);
        b = open(2, behind);
    }
    void TearDown() override {
        if (!url.empty() && a) {
            a->expect_whole();
            a.reset();
            b.reset();
        }
        WorldTest::TearDown();
    }
    void advance(std::chrono::milliseconds by) {
        clock.advance(by);
        behind.advance(by);
    }
    // Both at once, as nearly as a processor can.
    template <class F, class G>
    static void race(F on_a, G on_b) {
        std::latch ready(2);
        std::jthread other([&] {
            ready.arrive_and_wait();
            on_b();
        });
        ready.arrive_and_wait();
        on_a();
    }
    // As a client does that is told to try once more.
    template <class F>
    static auto insist(F f) {
        auto result = f();
        for (int i = 0; i < 20 && !result && result.error().code->category == Category::unavailable; ++i) result = f();
        return result;
    }
    void run_both(int passes) {
        const auto run = [passes](World& w) {
            for (int i = 0; i < passes; ++i) (void)w.runner->run_once();
        };
        race([&] { run(*a); }, [&] { run(*b); });
    }
    std::vector<CaseId> submit_many(int count, const std::string& type) {
        std::vector<CaseId> out;
        for (int i = 0; i < count; ++i) {
            const auto done = a->submit(ada, type, {{"kite", std::to_string(++kites)}});
            EXPECT_TRUE(done);
            if (done) out.push_back(done->now.id);
        }
        return out;
    }
    std::int64_t told(CaseId id, std::string_view type) {
        const auto all = a->events(id);
        return std::ranges::count(all, type);
    }

    const int rounds = soaking() ? 400 : 8;
    VirtualClock behind{clock.now() - 30s};
    std::unique_ptr<World> a, b;
    int kites = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, TwoNodesTest, ::testing::Values(storage::Engine::postgresql),
                         storage::testing::engine_name);

TEST_P(TwoNodesTest, one_of_two_gets_the_task) {
    for (const auto id : submit_many(rounds, "fair")) {
        const TaskRef ref{id, a->get(id).tasks.at(0).token};
        Result<Recorded> first = refuse(errors::not_found), second = first;
        const auto claim = [&](World& w, const Actor& by) {
            return insist([&] { return w.write([&](auto& s) { return w.cases->claim(s, by, {ref}); }); });
        };
        race([&] { first = claim(*a, clerk); }, [&] { second = claim(*b, second_clerk); });
        ASSERT_NE(first.has_value(), second.has_value());
        EXPECT_TRUE((first ? second : first).error().is(errors::taken));
        EXPECT_EQ(a->get(id).tasks.at(0).assignee, first ? clerk.person : second_clerk.person);

        const auto& winner = first ? clerk : second_clerk;
        Result<Recorded> once = refuse(errors::not_found), twice = once;
        const auto complete = [&](World& w) {
            return insist([&] { return w.complete(winner, id, "accept", "accept"); });
        };
        race([&] { once = complete(*a); }, [&] { twice = complete(*b); });
        ASSERT_NE(once.has_value(), twice.has_value()) << "a double click over two nodes";
        EXPECT_TRUE((once ? twice : once).error().is(errors::task_not_found));
        EXPECT_EQ(told(id, "task_claimed"), 1);
        EXPECT_EQ(told(id, "task_completed"), 1);
        advance(1s);
        a->expect_replayed(id);
    }
}

// The two tasks of a parallel part are completed on two nodes at once: both count, and the case goes on once.
TEST_P(TwoNodesTest, two_tasks_of_one_case_at_once) {
    for (const auto id : submit_many(rounds, "fair")) {
        ASSERT_TRUE(insist([&] { return a->complete(clerk, id, "accept", "accept"); }));
        ASSERT_TRUE(insist([&] { return b->complete(chief, id, "check", "fine"); }));
        Result<Recorded> first = refuse(errors::not_found), second = first;
        race([&] { first = insist([&] { return a->complete(clerk, id, "inspect", "done"); }); },
             [&] { second = insist([&] { return b->complete(second_clerk, id, "review", "done"); }); });
        EXPECT_TRUE(first && second);
        EXPECT_EQ(told(id, "task_completed"), 4);
        EXPECT_TRUE(b->get(id).tasks.empty());
        b->expect_replayed(id);
    }
}

TEST_P(TwoNodesTest, one_draft_becomes_one_case) {
    const People people{ada, bob, clerk, second_clerk, chief};
    for (int i = 0; i < rounds; ++i) {
        const Day day{i, &people, &clock};
        race([&] { EXPECT_TRUE(insist([&] { return day::submit(*a, day, 1, "fair"); })); },
             [&] { EXPECT_TRUE(insist([&] { return day::submit(*b, day, 1, "fair"); })); });
    }
    EXPECT_EQ(a->count("case_file"), rounds);
}

TEST_P(TwoNodesTest, a_timer_fires_once_and_its_job_is_done_once) {
    const auto all = submit_many(5 * rounds, "alone_PT1H");
    advance(1h);
    for (int i = 0; i < 200 && a->count("case_timer") + a->count("case_job") > 0; ++i) run_both(3);
    for (const auto id : all) {
        EXPECT_EQ(a->events(id), (std::vector<std::string>{"case_submitted", "timer_fired", "job_completed"}));
        EXPECT_TRUE(a->get(id).closed());
    }
    EXPECT_EQ(a->issued(), std::ssize(all));
    EXPECT_EQ(std::ssize(outside.asked()), std::ssize(all)) << "both may ask, under one key";
    EXPECT_EQ(a->count("case_timer_try"), 0);
    EXPECT_EQ(a->count("case_incident"), 0);
}

// Each failure counts once, though two nodes see it; the last one is one incident.
TEST_P(TwoNodesTest, a_timer_that_cannot_fire_is_one_incident) {
    const auto all = submit_many(rounds / 4, "alone_PT1H");
    advance(1h + 1min);
    day_types.broken = true;
    for (int i = 0; i < Runner::max_attempts + 1; ++i) {
        run_both(2);
        advance(11min);
    }
    day_types.broken = false;
    EXPECT_EQ(a->count("case_incident"), std::ssize(all));
    for (const auto id : all) {
        EXPECT_EQ(told(id, "incident_raised"), 1);
        const auto token = a->get(id).incidents.at(0).token;
        ASSERT_TRUE(
            insist([&] { return a->write([&](auto& s) { return a->cases->retry_incident(s, chief, id, token); }); }));
    }
    for (int i = 0; i < 20; ++i) run_both(2);
    for (const auto id : all) EXPECT_EQ(told(id, "timer_fired"), 1);
    EXPECT_EQ(a->count("case_timer_try"), 0) << "a row went with its timer";
}

TEST_P(TwoNodesTest, a_message_is_delivered_once) {
    for (const auto id : submit_many(rounds, "fair")) {
        ASSERT_TRUE(insist([&] { return a->complete(clerk, id, "accept", "accept"); }));
        ASSERT_TRUE(insist([&] { return a->complete(chief, id, "check", "fine"); }));
        const auto kite = std::string(get_text(a->get(id).form, "kite"));
        const SendMessage wind{"wind-" + kite, "kite_ready", json_text(kite), JsonObject{{"force", 3}}, 0};
        Result<SentOutcome> first = refuse(errors::not_found), second = first;
        const auto send = [&](World& w) {
            return insist([&] { return w.write([&](auto& s) { return w.cases->send_message(s, chief, wind); }); });
        };
        race([&] { first = send(*a); }, [&] { second = send(*b); });
        ASSERT_TRUE(first && second) << "both senders are told that it is there";
        EXPECT_NE(first->repeated, second->repeated);
        EXPECT_EQ(first->case_id, id);
        EXPECT_EQ(second->case_id, id);
        EXPECT_EQ(told(id, "message_received"), 1);
        a->expect_replayed(id);
    }
}

// It is kept on one node at the moment when the one who waits for it comes on the other.
TEST_P(TwoNodesTest, a_message_and_who_waits_for_it_find_each_other) {
    for (const auto id : submit_many(rounds, "fair")) {
        ASSERT_TRUE(insist([&] { return a->complete(clerk, id, "accept", "accept"); }));
        const auto kite = std::string(get_text(a->get(id).form, "kite"));
        const SendMessage wind{"wind-" + kite, "kite_ready", json_text(kite), JsonObject{{"force", 3}}, 24};
        race(
            [&] {
                EXPECT_TRUE(
                    insist([&] { return a->write([&](auto& s) { return a->cases->send_message(s, chief, wind); }); }));
            },
            [&] { EXPECT_TRUE(insist([&] { return b->complete(chief, id, "check", "fine"); })); });
    }
    for (int i = 0; i < 10; ++i) run_both(2);
    EXPECT_EQ(a->count("case_message where state = 'delivered'"), rounds);
    EXPECT_EQ(a->count("case_wait"), 0);
}

// Whoever listens hears it, also where the node that throws it has the slower clock.
TEST_P(TwoNodesTest, a_signal_reaches_everybody_once) {
    for (int round = 0; round < rounds / 4; ++round) {
        const auto all = submit_many(10, "listen");
        ASSERT_TRUE(insist([&] {
            return b->write([&](auto& s) { return b->cases->send_signal(s, chief, {"storm", JsonObject{}}); });
        }));
        for (int i = 0; i < 50 && a->count("case_signal") > 0; ++i) run_both(1);
        for (const auto id : all) EXPECT_EQ(told(id, "signal_received"), 1);
        advance(1min);
    }
}

// A case is worked on through both nodes in turn, faster than their clocks agree.
TEST_P(TwoNodesTest, events_stand_in_the_order_they_happened) {
    for (const auto id : submit_many(rounds / 2, "fair")) {
        ASSERT_TRUE(insist([&] { return b->complete(clerk, id, "accept", "accept"); }));
        ASSERT_TRUE(insist([&] { return a->complete(chief, id, "check", "supplement", items); }));
        ASSERT_TRUE(insist([&] {
            return b->write([&](auto& s) { return b->cases->supply(s, ada, {id, "here", {}, {{"photo", {"f1"}}}}); });
        }));
        ASSERT_TRUE(insist([&] { return b->complete(chief, id, "check", "fine"); }));
        EXPECT_EQ(a->events(id), (std::vector<std::string>{"case_submitted", "task_completed", "task_completed",
                                                           "case_supplied", "task_completed"}));
        a->expect_replayed(id);
        const auto clock_now = calendar::clock_from_json(a->get(id).clock);
        ASSERT_TRUE(clock_now) << "the legal clock is readable";
        EXPECT_TRUE(clock_now->running());
    }
}

}  // namespace
}  // namespace hz::cases
