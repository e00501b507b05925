// SPDX-License-Identifier: Apache-2.0
// Limits by their own data; a calendar that takes the place of another.
#include "cases/limit_clock.hpp"

#include "cases/apply.hpp"
#include "cases/pack_calendar.hpp"
#include "cases/recount.hpp"
#include "cases/test_cases.hpp"
#include "pack/definition.hpp"
#include "pack/schema.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

class LimitClockTest : public CasesTest {
  protected:
    void SetUp() override {
        CasesTest::SetUp();
        if (!store) return;
        const std::vector<storage::Schema> schemas{pack::schema()};
        ASSERT_TRUE(storage::migrate(*store, schemas));
    }
    static std::string day(const std::optional<Time>& t) { return t ? format_rfc3339(*t).substr(0, 10) : ""; }
    std::string due(CaseId id) { return day(get(id).tasks.front().due); }
    std::string limits(CaseId id) {
        std::string out;
        for (const auto& one : running_limits(get(id), *types.walk, *calendar, clock.now()))
            out += one.limit->code + (one.stands ? "|" : " ") + day(one.deadline.due).substr(5) + ";";
        return out;
    }
    void limit(const std::string& json) {
        types.walk->limits.push_back(calendar::limit_from_json(parse_json(json).value()).value());
    }
    // What a pack with this calendar puts in force.
    void publish(const std::string& days) {
        pack::Pack china;
        china.id = "days";
        const auto body =
            R"({"year":2026,"days":[{"name":"New year","date":"2026-01-01","isOffDay":true})" + days + "]}";
        china.definitions.push_back({"calendar", "2026", parse_json(body).value(), "calendar/2026.json"});
        const auto done = write([&](auto& s) -> Result<bool> {
            const auto imported = pack::import_pack(s, china, clock.now());
            if (!imported) return imported.error();
            auto now = calendar_of(s, calendar_versions(s));
            if (!now) return now.error();
            calendar = *now;
            return true;
        });
        ASSERT_TRUE(done) << done.error().code->id;
    }
    std::size_t recount(Recount& by, std::size_t limit = 50) {
        std::size_t all = 0;
        while (true) {
            const auto some = by.run_some(limit);
            EXPECT_TRUE(some) << (some ? "" : some.error().code->id);
            if (!some || *some == 0) return all;
            all += *some;
        }
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, LimitClockTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(LimitClockTest, a_limit_starts_and_stops_where_it_says) {
    limit(R"({"code":"contact","number":2,"unit":"working_day","starts":"submitted","stops":["accepted"],
              "legal_basis":"x"})");
    limit(R"({"code":"deliver","number":3,"unit":"working_day","starts":"granted","stops":["delivered"],
              "legal_basis":"x"})");
    const auto id = submit();  // Monday the 2nd
    EXPECT_EQ(limits(id), "acceptance 03-09;contact 03-04;");
    EXPECT_EQ(due(id), "2026-03-04") << "the first that is due";
    clock.advance(24h);
    ASSERT_TRUE(complete(clerk, task(id, "accept"), "accept"));
    EXPECT_EQ(limits(id), "promised 03-13;");
    EXPECT_EQ(due(id), "2026-03-13");
    job->failing = true;
    ASSERT_TRUE(complete(chief, task(id, "decide"), "granted"));
    EXPECT_EQ(limits(id), "deliver 03-06;") << "the promised one stopped with the clock";
    job->failing = false;
    clock.advance(1h);
    runner->run_once();
    EXPECT_EQ(limits(id), "") << "nothing runs in a closed case";
    expect_as_told();
}

TEST_P(LimitClockTest, only_pauses_of_its_kinds_stop_a_limit) {
    limit(R"({"code":"statutory","number":20,"unit":"working_day","pauses":["hearing"],"legal_basis":"x"})");
    limit(R"({"code":"visit","number":10,"unit":"working_day","starts":"accepted","pauses":[],"legal_basis":"x"})");
    const auto id = awaiting_supplement();
    EXPECT_EQ(limits(id), "promised|03-12;statutory 03-30;visit 03-16;");
    clock.advance(24h * 2);
    ASSERT_TRUE(write([&](auto& s) { return cases->supply(s, ada, {id, "", {}, {}}); }));
    EXPECT_EQ(limits(id), "promised 03-16;statutory 03-30;visit 03-16;");
}

TEST_P(LimitClockTest, time_to_accept_stands_while_the_applicant_supplies) {
    Case c;
    c.submitted_at = clock.now();
    c.supplement = Supplement{clock.now() + 24h, {}, {}, std::nullopt};
    const auto& acceptance = *types.walk->find_limit("acceptance");
    EXPECT_TRUE(stands(limit_clock(acceptance, c), acceptance));
    c.supplement->supplied_at = clock.now() + 24h * 3;
    const auto back = limit_clock(acceptance, c);
    EXPECT_FALSE(stands(back, acceptance));
    EXPECT_EQ(day(calendar::deadline(*calendar, acceptance, back, clock.now() + 24h * 3)->due), "2026-03-11");
    c.annex = Annex{};
    c.annex->reopened_at = clock.now() + 24h * 7;
    EXPECT_EQ(day(calendar::deadline(*calendar, acceptance, limit_clock(acceptance, c), clock.now())->due),
              "2026-03-16")
        << "what was before it was reopened counts no more";
}

constexpr const char* holiday = R"(,{"name":"Kite day","date":"2026-03-05","isOffDay":true})";

TEST_P(LimitClockTest, a_new_calendar_moves_open_deadlines_once) {
    publish("");
    Recount first(*store, *cases, clock);
    EXPECT_EQ(recount(first), 0U) << "the first calendar moves nothing";
    const auto open = accepted();
    const auto waiting = awaiting_supplement();
    const auto closed = submit();
    ASSERT_TRUE(complete(clerk, task(closed, "accept"), "refuse"));
    EXPECT_EQ(due(open), "2026-03-12");
    clock.advance(1h);
    publish(holiday);
    const auto fresh = accepted();
    EXPECT_EQ(due(fresh), "2026-03-13") << "counted by the new calendar from the start";
    EXPECT_EQ(recount(first, 1), 3U);
    EXPECT_EQ(due(open), "2026-03-13");
    EXPECT_EQ(events(open).back(), "deadlines_moved");
    for (const auto id : {waiting, closed, fresh})
        EXPECT_NE(events(id).back(), "deadlines_moved") << "stands, closed, or begun later";
    EXPECT_EQ(recount(first), 0U);
    Recount again(*store, *cases, clock);
    EXPECT_EQ(recount(again), 0U);
    const auto told = store->read([&](storage::Session& s) -> Result<Json> {
        return to_fields(std::get<DeadlinesMoved>(history(s, *log, open).back().event));
    });
    ASSERT_TRUE(told);
    EXPECT_EQ(to_string(get_array(*told, "because")), R"(["calendar/2026"])");
    const auto moved = from_fields<DeadlinesMoved>(*told);
    ASSERT_EQ(moved.limits.size(), 1U);
    EXPECT_EQ(day(moved.limits[0].before) + day(moved.limits[0].after), "2026-03-122026-03-13");
    expect_as_told();
}

// Each batch is one transaction with how far it came: whoever takes up the rest does each case once.
TEST_P(LimitClockTest, taken_up_where_it_stopped) {
    publish("");
    ASSERT_EQ(recount(*std::make_unique<Recount>(*store, *cases, clock)), 0U);
    std::vector<CaseId> all;
    for (int n = 0; n < 5; ++n) all.push_back(accepted());
    clock.advance(1h);
    publish(holiday);
    {
        Recount killed(*store, *cases, clock);
        ASSERT_EQ(killed.run_some(2).value(), 2U);
    }
    publish(R"(,{"name":"Kite day","date":"2026-03-05","isOffDay":true},
                {"name":"Kite eve","date":"2026-03-04","isOffDay":true})");
    Recount one(*store, *cases, clock), other(*store, *cases, clock);
    for (int n = 0; n < 20; ++n) {
        ASSERT_TRUE(one.run_some(1));
        ASSERT_TRUE(other.run_some(2));
    }
    for (const auto id : all) {
        EXPECT_EQ(due(id), "2026-03-16");
        const auto names = events(id);
        EXPECT_EQ(std::count(names.begin(), names.end(), "deadlines_moved"), 2);
    }
    expect_as_told();
}

TEST_P(LimitClockTest, timers_in_working_days_follow) {
    Case c;
    c.timers = {{7, "reminder", *parse_rfc3339("2026-03-06T23:59:59.999Z"), 4, clock.now()},
                {8, "overdue", clock.now() + 24h * 10}};
    publish(holiday);
    const CalendarChange change{calendar, calendar, {"calendar/2026"}, clock.now()};
    const auto moved = moved_deadlines(c, *types.walk, change, clock.now());
    ASSERT_TRUE(moved && moved->timers.size() == 1);
    EXPECT_EQ(day(moved->timers[0].due), "2026-03-09");
    Case after = c;
    apply(after, *moved, {c.id, clock.now(), {}});
    EXPECT_EQ(day(after.timers[0].due), "2026-03-09");
    EXPECT_EQ(after.timers[1], c.timers[1]);
    EXPECT_FALSE(moved_deadlines(after, *types.walk, change, clock.now()));
}

}  // namespace
}  // namespace hz::cases
