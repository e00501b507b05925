// SPDX-License-Identifier: Apache-2.0
// Running cases to a newer version of their type.
#include "cases/migration.hpp"

#include <random>

#include "cases/test_migration.hpp"
#include "process/errors.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

INSTANTIATE_TEST_SUITE_P(Engines, MigrationTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(MigrationTest, goes_on_by_the_newer_version) {
    publish(another_step);
    const auto id = submit();
    const auto before = get(id);
    const auto moved = migrate(id);
    ASSERT_TRUE(moved);
    auto expected = before;
    expected.type_version = 2;
    ++expected.version;
    EXPECT_EQ(get(id), expected) << "nothing else changes";
    EXPECT_EQ(events(id).back(), "case_migrated");
    ASSERT_TRUE(complete(clerk, task(id, "accept"), "accept"));
    ASSERT_TRUE(complete(clerk, task(id, "visit"), "done"));
    ASSERT_TRUE(complete(chief, task(id, "decide"), "granted"));
    EXPECT_EQ(runner->run_once(), 1U);
    EXPECT_EQ(get(id).state, "granted");
    expect_replayed(id);
}

TEST_P(MigrationTest, what_is_taken_stays_in_hand_and_what_is_not_is_offered_anew) {
    auto changes = intake;
    changes.emplace_back("hz:posts=\"clerk\"", "hz:posts=\"chief\"");
    publish(changes);
    const auto taken = submit(), open = submit();
    ASSERT_TRUE(write([&](auto& s) { return cases->claim(s, clerk, {task(taken, "accept")}); }));
    for (const auto id : {taken, open}) {
        EXPECT_EQ(findings(migrate(id)), std::vector<std::string>{"accept process.not_mapped"});
        ASSERT_TRUE(migrate(id, {{"accept", "intake"}}));
    }
    EXPECT_EQ(get(taken).tasks.front().assignee, clerk.person);
    EXPECT_EQ(get(open).tasks.front().offered_to, std::vector<std::string>{"post:office:chief"});
    EXPECT_TRUE(complete(clerk, task(open, "intake"), "accept").error().is(errors::not_your_task));
    ASSERT_TRUE(complete(clerk, task(taken, "intake"), "accept"));
    ASSERT_TRUE(complete(chief, task(open, "intake"), "refuse"));
    EXPECT_EQ(get(open).state, "not_accepted");
    ASSERT_TRUE(complete(chief, task(taken, "decide"), "denied"));
    expect_replayed(taken);
}

TEST_P(MigrationTest, what_was_done_stands_under_its_new_name) {
    publish(intake);
    Actor both = clerk;
    both.posts.push_back(chief.posts.front());
    const auto id = submit();
    ASSERT_TRUE(complete(both, task(id, "accept"), "accept"));
    ASSERT_TRUE(migrate(id, {{"accept", "intake"}}));
    EXPECT_FALSE(find(get(id).handled, "accept"));
    ASSERT_TRUE(find(get(id).handled, "intake"));
    EXPECT_TRUE(complete(both, task(id, "decide"), "granted").error().is(errors::four_eyes));
    ASSERT_TRUE(complete(chief, task(id, "decide"), "granted"));
    expect_replayed(id);
}

TEST_P(MigrationTest, the_clock_stands_and_a_timer_runs_out_when_it_would_have) {
    publish({{"P10D", "P30D"}});
    const auto id = awaiting_supplement();
    const auto before = get(id);
    clock.advance(24h * 4);
    ASSERT_TRUE(migrate(id));
    const auto after = get(id);
    EXPECT_EQ(after.clock, before.clock);
    EXPECT_EQ(after.timers, before.timers);
    EXPECT_EQ(after.milestones, before.milestones);
    clock.advance(24h * 6);
    EXPECT_EQ(runner->run_once(), 1U);
    EXPECT_EQ(get(id).state, "withdrawn");
    expect_replayed(id);
}

TEST_P(MigrationTest, a_timer_that_is_new_begins_now_and_one_that_is_gone_is_cancelled) {
    publish({{"id=\"overdue\"", "id=\"late\""}, {"sourceRef=\"overdue\"", "sourceRef=\"late\""}});
    const auto id = awaiting_supplement();
    clock.advance(24h * 4);
    ASSERT_TRUE(migrate(id));
    ASSERT_EQ(get(id).timers.size(), 1U);
    EXPECT_EQ(get(id).timers.front().element, "late");
    EXPECT_EQ(get(id).timers.front().due, clock.now() + 24h * 10);
    expect_replayed(id);
}

TEST_P(MigrationTest, limits_are_those_of_the_newer_version) {
    publish({});
    auto newer = std::make_shared<CaseType>(*types.others[2]);
    newer->limits.front() =
        calendar::limit_from_json(
            parse_json(R"({"code":"promised","number":3,"unit":"working_day","legal_basis":"x"})").value())
            .value();
    types.others[2] = newer;
    const auto id = accepted();
    const auto before = get(id);
    const auto moved = migrate(id);
    ASSERT_TRUE(moved);
    EXPECT_EQ(get(id).clock, before.clock);
    ASSERT_TRUE(get(id).tasks.front().due);
    EXPECT_LT(*get(id).tasks.front().due, *before.tasks.front().due);
    const auto told =
        store->read([&](storage::Session& s) -> Result<std::vector<PastEvent>> { return history(s, *log, id); });
    ASSERT_TRUE(told);
    const auto* event = std::get_if<CaseMigrated>(&told->back().event);
    ASSERT_TRUE(event && event->limits.size() == 1);
    EXPECT_EQ(event->limits.front().limit, "promised");
    EXPECT_EQ(event->limits.front().before, *before.tasks.front().due);
    EXPECT_EQ(event->limits.front().after, *get(id).tasks.front().due);
    EXPECT_EQ(event->reason, "Renewed.");
    expect_replayed(id);
}

TEST_P(MigrationTest, refused_where_it_is_not_possible_and_leaves_no_trace) {
    publish(intake);
    const auto id = submit();
    const auto trace = events(id).size();
    EXPECT_TRUE(migrate(id, {}, 1, 1).error().is(errors::version_not_newer));
    EXPECT_TRUE(migrate(id, {}, 3, 4).error().is(errors::other_version));
    EXPECT_TRUE(migrate(id).error().is(process::errors::cannot_migrate));
    const auto wrong = migrate(id, {{"accept", "decided"}});
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(wrong.error().is(process::errors::bad_mapping));
    EXPECT_EQ(findings(wrong), std::vector<std::string>{"accept process.other_kind"});
    EXPECT_EQ(events(id).size(), trace);
    ASSERT_TRUE(migrate(id, {{"accept", "intake"}}));
    EXPECT_TRUE(migrate(id, {{"accept", "intake"}}).error().is(errors::other_version)) << "it is there already";
    ASSERT_TRUE(write([&](auto& s) { return cases->withdraw(s, ada, {id, "enough"}); }));
    EXPECT_TRUE(migrate(id, {}, 2, 3).error().is(errors::already_closed));
    EXPECT_TRUE(migrate(CaseId{1}).error().is(errors::not_found));
}

TEST_P(MigrationTest, a_job_that_waits_and_its_incident_go_along) {
    publish({{"\"issue\"", "\"grant\""}, {"id=\"grants\"", "id=\"to_grant\""}});
    const auto id = accepted();
    job->failing = true;
    ASSERT_TRUE(complete(chief, task(id, "decide"), "granted"));
    for (int i = 0; i < 20 && waiting().empty(); ++i) {
        runner->run_once();
        clock.advance(1h);
    }
    ASSERT_EQ(waiting().size(), 1U);
    ASSERT_TRUE(migrate(id, {{"issue", "grant"}}));
    ASSERT_EQ(waiting().size(), 1U);
    EXPECT_EQ(waiting().front().what.element, "grant");
    expect_replayed(id);
    job->failing = false;
    ASSERT_TRUE(write([&](auto& s) { return cases->retry_incident(s, head, id, waiting().front().what.token); }));
    clock.advance(1h);
    EXPECT_EQ(runner->run_once(), 1U);
    EXPECT_EQ(get(id).state, "granted");
    EXPECT_TRUE(find(get(id).results, "grant"));
    expect_replayed(id);
}

// Moved to the same process between any two steps, a case lives the same life.
TEST_P(MigrationTest, the_same_process_changes_no_life) {
    publish({});
    const int rounds = GetParam() == storage::Engine::sqlite ? 12 : 3;
    for (int seed = 1; seed <= rounds; ++seed) {
        std::mt19937 dice(static_cast<unsigned>(seed));
        const CaseId plain = submit(), moved = submit();
        const auto at = dice() % 4;
        for (unsigned step = 0; step < 4; ++step) {
            if (step == at) {
                ASSERT_TRUE(migrate(moved)) << seed;
            }
            const auto choice = dice() % 4;
            for (const auto id : {plain, moved}) {
                if (get(id).closed()) continue;
                const auto element = get(id).tasks.empty() ? "" : get(id).tasks.front().element;
                if (element == "accept") {
                    EXPECT_TRUE(complete(clerk, task(id, element), choice == 0 ? "refuse" : "accept"));
                } else if (element == "decide") {
                    const auto* outcome = choice == 0 ? "denied" : choice == 1 ? "granted" : "supplement";
                    (void)complete(chief, task(id, element), outcome, items);
                } else if (element == "supply" && choice != 0) {
                    EXPECT_TRUE(write([&](auto& s) { return cases->supply(s, ada, {id, "", {}, {}}); }));
                }
            }
            clock.advance(choice == 0 ? 24h * 11 : 3h);
            while (runner->run_once() > 0) {
            }
            const auto a = get(plain), b = get(moved);
            EXPECT_EQ(a.state, b.state) << seed;
            EXPECT_EQ(a.clock, b.clock) << seed;
            EXPECT_EQ(a.tasks, b.tasks) << seed;
            EXPECT_EQ(a.timers.size(), b.timers.size()) << seed;
            EXPECT_EQ(a.process, b.process) << seed;
            if (b.closed()) break;
        }
    }
    expect_as_told();
}

}  // namespace
}  // namespace hz::cases
