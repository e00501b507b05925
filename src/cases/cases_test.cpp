// SPDX-License-Identifier: Apache-2.0
#include "cases/cases.hpp"

#include <random>

#include "cases/test_cases.hpp"
#include "cases/work_list.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

INSTANTIATE_TEST_SUITE_P(Engines, CasesTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(CasesTest, from_the_application_to_the_end) {
    const auto id = submit();
    EXPECT_EQ(get(id).number, "W202603020001");
    EXPECT_EQ(get(id).state, "submitted");
    ASSERT_TRUE(complete(clerk, task(id, "accept"), "accept"));
    ASSERT_TRUE(complete(chief, task(id, "decide"), "granted"));
    EXPECT_EQ(runner->run_once(), 1U);
    const auto c = get(id);
    EXPECT_EQ(c.state, "granted");
    EXPECT_TRUE(c.closed());
    EXPECT_EQ(get_int(*find(c.results, "issue"), "serial"), 1);
    EXPECT_EQ(events(id),
              (std::vector<std::string>{"case_submitted", "task_completed", "task_completed", "job_completed"}));
    expect_as_told();
}

TEST_P(CasesTest, who_accepted_does_not_decide) {
    auto both = person(204, "clerk");
    both.posts.push_back(chief.posts.front());
    const auto id = submit();
    ASSERT_TRUE(complete(both, task(id, "accept"), "accept"));
    const auto refused = complete(both, task(id, "decide"), "granted");
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(errors::four_eyes));
    EXPECT_FALSE(write([&](auto& s) { return cases->claim(s, both, {task(id, "decide")}); }));
    EXPECT_TRUE(complete(chief, task(id, "decide"), "granted"));
}

TEST_P(CasesTest, a_task_is_one_persons_at_a_time) {
    const auto id = submit();
    const auto ref = task(id, "accept");
    const auto claim = [&](const Actor& by) { return write([&](auto& s) { return cases->claim(s, by, {ref}); }); };
    EXPECT_TRUE(claim(clerk));
    EXPECT_TRUE(claim(clerk)) << "a double click";
    EXPECT_EQ(events(id).size(), 2U) << "told once";
    EXPECT_TRUE(claim(second_clerk).error().is(errors::taken));
    EXPECT_TRUE(claim(chief).error().is(errors::not_your_task));
    EXPECT_FALSE(claim(ada));
    EXPECT_TRUE(complete(second_clerk, ref, "accept").error().is(errors::taken));
    EXPECT_TRUE(
        write([&](auto& s) { return cases->release(s, second_clerk, {ref}); }).error().is(errors::not_your_task));
    EXPECT_TRUE(write([&](auto& s) { return cases->release(s, clerk, {ref}); }));
    EXPECT_TRUE(complete(second_clerk, ref, "accept"));
    EXPECT_TRUE(complete(second_clerk, ref, "accept").error().is(errors::task_not_found)) << "once";
    expect_as_told();
}

TEST_P(CasesTest, what_an_outcome_must_carry) {
    const auto id = submit();
    const auto ref = task(id, "accept");
    EXPECT_TRUE(complete(clerk, ref, "dance").error().is(errors::unknown_outcome));
    EXPECT_TRUE(complete(clerk, ref, "refuse", JsonObject{}, " ").error().is(errors::reasons_missing));
    EXPECT_TRUE(complete(clerk, ref, "accept", JsonObject{}, std::string(1001, 'x')).error().is(errors::text_too_long));
    ASSERT_TRUE(complete(clerk, ref, "accept"));
    EXPECT_TRUE(complete(chief, task(id, "decide"), "supplement").error().is(errors::supplement_empty));
    EXPECT_EQ(events(id).size(), 2U) << "what is refused leaves no trace";
}

TEST_P(CasesTest, the_clock_stands_while_a_supplement_is_waited_for) {
    const auto id = awaiting_supplement();
    auto stood = calendar::clock_from_json(get(id).clock);
    ASSERT_TRUE(stood);
    EXPECT_TRUE(stood->paused());
    EXPECT_EQ(get(id).state, "awaiting_supplement");
    clock.advance(24h * 4);  // to Friday
    const auto by_another = write([&](auto& s) { return cases->supply(s, bob, {id, "", {}, {}}); });
    EXPECT_TRUE(by_another.error().is(errors::not_applicant));
    ASSERT_TRUE(write([&](auto& s) { return cases->supply(s, ada, {id, "here", {}, {{"photo", {"f1"}}}}); }));
    const auto c = get(id);
    EXPECT_EQ(c.state, "accepted");
    EXPECT_TRUE(c.timers.empty());
    ASSERT_TRUE(c.supplement && c.supplement->supplied_at);
    stood = calendar::clock_from_json(c.clock);
    ASSERT_TRUE(stood);
    EXPECT_FALSE(stood->paused());
    // Eight working days from the 2nd would end on the 12th; four of them did not count.
    const auto due = calendar::deadline(*calendar, *types.walk->find_limit("promised"), *stood, clock.now());
    ASSERT_TRUE(due);
    EXPECT_GT(due->due, *parse_rfc3339("2026-03-16T00:00:00Z"));
    EXPECT_EQ(c.tasks.front().due, due->due);
    EXPECT_TRUE(complete(chief, task(id, "decide"), "supplement", items).error().is(errors::supplement_once));
    EXPECT_TRUE(write([&](auto& s) {
                    return cases->supply(s, ada, {id, "", {}, {}});
                })
                    .error()
                    .is(errors::nothing_to_supply));
    expect_as_told();
}

TEST_P(CasesTest, a_timer_fires_when_due_and_once) {
    const auto id = awaiting_supplement();
    clock.advance(24h * 10 - 1ms);
    EXPECT_EQ(runner->run_once(), 0U);
    clock.advance(1ms);
    EXPECT_EQ(runner->run_once(), 1U);
    EXPECT_EQ(get(id).state, "withdrawn");
    EXPECT_EQ(runner->run_once(), 0U);
    EXPECT_EQ(events(id).back(), "timer_fired");
    expect_as_told();
}

TEST_P(CasesTest, withdrawn_until_decided_and_rated_once_closed) {
    const auto id = submit();
    const auto withdraw = [&](const Actor& by) {
        return write([&](auto& s) { return cases->withdraw(s, by, {id, "changed my mind"}); });
    };
    const auto rate = [&](int level) {
        return write([&](auto& s) { return cases->rate(s, ada, {id, level, {}, "ok"}); });
    };
    EXPECT_TRUE(rate(1).error().is(errors::not_closed));
    EXPECT_TRUE(withdraw(bob).error().is(errors::not_applicant));
    EXPECT_TRUE(withdraw(ada));
    EXPECT_TRUE(withdraw(ada).error().is(errors::already_closed));
    EXPECT_TRUE(rate(6).error().is(errors::bad_rating));
    EXPECT_TRUE(rate(2));
    EXPECT_TRUE(rate(2).error().is(errors::already_rated));
    const auto decided = submit();
    ASSERT_TRUE(complete(clerk, task(decided, "accept"), "refuse"));
    EXPECT_TRUE(write([&](auto& s) {
                    return cases->withdraw(s, ada, {decided, ""});
                })
                    .error()
                    .is(errors::already_decided));
    expect_as_told();
}

// Whatever people do, in whatever order, what is stored is the fold of its events.
TEST_P(CasesTest, any_history_replays_to_what_is_stored) {
    const int rounds = GetParam() == storage::Engine::sqlite ? 25 : 4;
    int moved = 0, refused = 0;
    for (int seed = 1; seed <= rounds; ++seed) {
        std::mt19937 dice(static_cast<unsigned>(seed));
        const auto pick = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
        const Actor* people[] = {&ada, &bob, &clerk, &second_clerk, &chief};
        const char* outcomes[] = {"accept", "refuse", "granted", "denied", "supplement"};
        const auto id = submit({{"walk", seed}, {"length", seed * 0.5}, {"note", "名\n\"" + std::to_string(seed)}});
        for (int step = 0; step < 14; ++step) {
            const auto now = get(id);
            // Often who should, sometimes anybody.
            const bool deciding = !now.tasks.empty() && now.tasks.front().element == "decide";
            const auto& by = pick(3) == 0 ? *people[pick(5)] : deciding ? chief : clerk;
            const TaskRef ref{id, now.tasks.empty() || pick(10) == 0 ? 1 : now.tasks.front().token};
            const auto done = write([&](auto& s) -> Result<Recorded> {
                switch (pick(10)) {
                    case 0:
                        return cases->claim(s, by, {ref});
                    case 1:
                        return cases->release(s, by, {ref});
                    case 2:
                    case 3:
                        return cases->supply(s, ada, {id, "note", {{"walk", step}}, {{"photo", {"f"}}}});
                    case 4:
                        if (pick(6) == 0) return cases->withdraw(s, ada, {id, "enough"});
                        return cases->rate(s, ada, {id, 1 + pick(5), {"kind"}, "thanks"});
                    default:
                        return cases->complete(s, by, {ref, outcomes[deciding ? 2 + pick(3) : pick(2)], "so", items});
                }
            });
            (done ? moved : refused) += 1;
            job->failing = pick(3) == 0;
            clock.advance(std::chrono::hours(pick(100)));
            moved += static_cast<int>(runner->run_once());
            const auto told = store->read([&](storage::Session& s) { return cases->replay(s, id); });
            ASSERT_TRUE(told);
            ASSERT_EQ(canonical(to_fields(*told)), canonical(to_fields(get(id)))) << "seed " << seed;
        }
    }
    EXPECT_GT(moved, rounds * 2);
    EXPECT_GT(refused, rounds);
    expect_as_told();
}

TEST_P(CasesTest, the_work_list_shows_what_is_offered_then_what_is_mine) {
    const auto id = submit();
    const auto list = [&](const Actor& who, WorkView view) {
        auto page = store->read([&](storage::Session& s) -> Result<WorkPage> { return work_list(s, who, view, 10); });
        EXPECT_TRUE(page);
        return page ? page->items.size() : 99;
    };
    EXPECT_EQ(list(clerk, WorkView::open), 1U);
    EXPECT_EQ(list(chief, WorkView::open), 0U);
    ASSERT_TRUE(write([&](auto& s) { return cases->claim(s, clerk, {task(id, "accept")}); }));
    EXPECT_EQ(list(second_clerk, WorkView::open), 0U);
    EXPECT_EQ(list(clerk, WorkView::mine), 1U);
}

}  // namespace
}  // namespace hz::cases
