// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>

#include "calendar/calendar.hpp"
#include "calendar/calendar_fixture.hpp"
#include "calendar/errors.hpp"
#include "calendar/warning.hpp"

namespace hz::calendar {
namespace {

using fixture::at;
using fixture::day;
using fixture::text;

Limit limit(int number, Unit unit = Unit::working_day, std::string code = "statutory") {
    return {std::move(code), number, unit, ""};
}

struct PauseText {
    const char* from;
    const char* to;
};

LegalClock clock_of(const std::string& started, const std::vector<PauseText>& pauses = {}) {
    LegalClock clock = *start({}, at(started));
    for (const auto& p : pauses) {
        clock = *pause(clock, at(p.from), "supplement");
        if (p.to != nullptr) clock = *resume(clock, at(p.to));
    }
    return clock;
}

class LegalDeadline : public testing::Test {
  protected:
    void SetUp() override {
        const auto loaded = fixture::china();
        if (!loaded) GTEST_SKIP() << fixture::no_data;
        china = *loaded;
    }
    [[nodiscard]] Deadline due(const Limit& l, const LegalClock& c, const std::string& now) const {
        return *deadline(china, l, c, at(now));
    }
    [[nodiscard]] std::string due_day(const Limit& l, const LegalClock& c) const {
        const auto found = deadline(china, l, c, at("2026-03-02T09:00"));
        EXPECT_EQ(found->due, china.end_of(china.local_date(found->due)));  // always a whole day
        return text(china.local_date(found->due));
    }
    WorkingCalendar china;
};

// Administrative Licensing Law art. 42: twenty days from acceptance, ten more with the head's approval.
TEST_F(LegalDeadline, licensing_law_article_42) {
    const auto clock = clock_of("2026-01-05T09:00");
    EXPECT_EQ(due_day(limit(20), clock), "2026-02-02");
    EXPECT_EQ(due_day(limit(20), *extend(clock, 10)), "2026-02-14");  // a Saturday worked
}

TEST_F(LegalDeadline, pauses) {
    struct Row {
        const char* what;
        const char* started;
        int days;
        std::vector<PauseText> pauses;
        const char* due;
    };
    const std::vector<Row> rows{
        {"none", "2026-03-02T09:00", 8, {}, "2026-03-12"},
        {"three working days for a supplement",
         "2026-03-02T09:00",
         8,
         {{"2026-03-04T15:00", "2026-03-09T10:00"}},
         "2026-03-17"},
        {"across the Spring Festival", "2026-02-10T09:00", 8, {{"2026-02-12T09:00", "2026-02-25T09:00"}}, "2026-03-04"},
        {"across Labour Day", "2026-04-28T09:00", 20, {{"2026-04-30T09:00", "2026-05-06T09:00"}}, "2026-05-29"},
        {"of no length", "2026-03-02T09:00", 8, {{"2026-03-04T15:00", "2026-03-04T15:00"}}, "2026-03-12"},
        {"within a day", "2026-03-02T09:00", 8, {{"2026-03-04T09:00", "2026-03-04T23:59"}}, "2026-03-12"},
        {"within a weekend", "2026-03-02T09:00", 8, {{"2026-03-07T10:00", "2026-03-08T10:00"}}, "2026-03-12"},
        {"over a weekend", "2026-03-02T09:00", 8, {{"2026-03-06T10:00", "2026-03-09T10:00"}}, "2026-03-13"},
        {"on the first day", "2026-03-02T09:00", 8, {{"2026-03-02T10:00", "2026-03-05T10:00"}}, "2026-03-17"},
        {"two",
         "2026-03-02T09:00",
         20,
         {{"2026-03-04T10:00", "2026-03-09T10:00"}, {"2026-03-11T10:00", "2026-03-16T10:00"}},
         "2026-04-08"},
        {"after the deadline", "2026-03-02T09:00", 8, {{"2026-03-13T10:00", "2026-03-20T10:00"}}, "2026-03-12"}};
    for (const Row& row : rows)
        EXPECT_EQ(due_day(limit(row.days), clock_of(row.started, row.pauses)), row.due) << row.what;
}

TEST_F(LegalDeadline, while_paused_it_is_as_if_resumed_now) {
    const auto paused = clock_of("2026-03-02T09:00", {{"2026-03-04T15:00", nullptr}});
    EXPECT_TRUE(paused.paused());
    for (const char* now : {"2026-03-04T16:00", "2026-03-09T10:00", "2026-03-31T10:00"}) {
        const auto then = due(limit(8), paused, now);
        EXPECT_EQ(then.due, due(limit(8), *resume(paused, at(now)), now).due);
        EXPECT_EQ(then.remaining, 6) << now;  // what was left stays left
    }
}

TEST_F(LegalDeadline, remaining_is_negative_exactly_when_overdue) {
    const auto clock = clock_of("2026-03-02T09:00");  // due at the end of Thursday 2026-03-12
    EXPECT_EQ(due(limit(8), clock, "2026-03-02T09:00").remaining, 8);
    EXPECT_EQ(due(limit(8), clock, "2026-03-11T23:00").remaining, 1);
    EXPECT_EQ(due(limit(8), clock, "2026-03-12T23:59").remaining, 0);
    EXPECT_EQ(due(limit(8), clock, "2026-03-13T00:00").remaining, -1);
    EXPECT_EQ(due(limit(8), clock, "2026-03-16T12:00").remaining, -2);
    // Due on a Friday: on Saturday no working day has passed, and yet it is late.
    EXPECT_EQ(due(limit(9), clock, "2026-03-14T12:00").remaining, -1);
}

TEST_F(LegalDeadline, a_stopped_clock_stays_as_it_was) {
    const auto stopped = *stop(clock_of("2026-03-02T09:00"), at("2026-03-06T17:00"));
    EXPECT_EQ(due(limit(8), stopped, "2026-12-01T09:00").remaining, 4);
    const auto in_pause = *stop(clock_of("2026-03-02T09:00", {{"2026-03-04T15:00", nullptr}}), at("2026-03-06T17:00"));
    EXPECT_FALSE(in_pause.paused());
    EXPECT_EQ(due(limit(8), in_pause, "2026-12-01T09:00").remaining, 6);
}

TEST_F(LegalDeadline, natural_days_and_hours) {
    const auto clock = clock_of("2026-02-13T09:30", {{"2026-02-16T12:00", "2026-02-18T13:00"}});
    EXPECT_EQ(due_day(limit(10, Unit::natural_day), clock), "2026-02-25");
    const auto hours = due(limit(72, Unit::hour), clock, "2026-02-13T10:00");
    EXPECT_EQ(hours.due, at("2026-02-16T09:30"));  // already past when the pause began
    const auto more = due(limit(96, Unit::hour), clock, "2026-02-19T10:00");
    EXPECT_EQ(more.due, at("2026-02-19T10:30"));  // 49 hours of pause
    EXPECT_EQ(more.remaining, 0);
    EXPECT_EQ(due(limit(96, Unit::hour), clock, "2026-02-19T10:31").remaining, -1);
    EXPECT_EQ(due(limit(96, Unit::hour), clock, "2026-02-19T08:30").remaining, 2);
}

TEST_F(LegalDeadline, uncertain_where_a_year_is_not_loaded) {
    EXPECT_TRUE(due(limit(5), clock_of("2026-12-01T09:00"), "2026-12-01T09:00").certain);
    EXPECT_FALSE(due(limit(30), clock_of("2026-12-01T09:00"), "2026-12-01T09:00").certain);  // ends in 2027
    EXPECT_FALSE(due(limit(5), clock_of("2014-12-30T09:00"), "2014-12-30T09:00").certain);   // begins before the data
    EXPECT_TRUE(due(limit(60, Unit::natural_day), clock_of("2026-12-01T09:00"), "2026-12-01T09:00").certain);
}

TEST_F(LegalDeadline, a_pause_never_shortens_and_more_days_are_never_earlier) {
    std::mt19937 random(42);
    const Time base = at("2016-01-01T00:00");
    const auto some = [&](int hours) { return std::chrono::hours{random() % static_cast<unsigned>(hours)}; };
    for (int round = 0; round < 1'500; ++round) {
        const Unit unit = static_cast<Unit>(random() % 3);
        const int n = 1 + static_cast<int>(random() % 40);
        LegalClock clock = *start({}, base + some(80'000));
        const Time now = *clock.started + std::chrono::hours{5'000};
        Time last = *clock.started;
        auto before = deadline(china, limit(n, unit), clock, now);
        for (int p = 0; p < 3; ++p) {
            const Time from = last + some(200);
            last = from + some(300);
            clock = *resume(*pause(clock, from, ""), last);
            const auto after = deadline(china, limit(n, unit), clock, now);
            ASSERT_GE(after->due, before->due);
            ASSERT_EQ(after->remaining<0, now> after->due);
            before = after;
        }
        ASSERT_GE(deadline(china, limit(n + 1, unit), clock, now)->due, before->due);
        ASSERT_EQ(deadline(china, limit(n + 4, unit), clock, now)->due,
                  deadline(china, limit(n, unit), *extend(clock, 4), now)->due);
    }
}

TEST(LegalClockLife, changes_only_in_order) {
    const Time t = at("2026-03-02T09:00");
    const auto later = [&](int h) { return t + std::chrono::hours{h}; };
    const LegalClock fresh;
    EXPECT_TRUE(pause(fresh, t, "").error().is(errors::clock_not_started));
    EXPECT_TRUE(stop(fresh, t).error().is(errors::clock_not_started));
    const auto running = *start(fresh, t);
    EXPECT_TRUE(start(running, t).error().is(errors::clock_running));
    EXPECT_TRUE(resume(running, t).error().is(errors::clock_running));
    EXPECT_TRUE(pause(running, later(-1), "").error().is(errors::clock_order));
    const auto paused = *pause(running, later(2), "why");
    EXPECT_TRUE(pause(paused, later(3), "").error().is(errors::clock_paused));
    EXPECT_TRUE(resume(paused, later(1)).error().is(errors::clock_order));
    const auto stopped = *stop(paused, later(5));
    EXPECT_TRUE(stop(stopped, later(6)).error().is(errors::clock_stopped));
    EXPECT_TRUE(resume(stopped, later(6)).error().is(errors::clock_stopped));
    EXPECT_TRUE(extend(stopped, 1).error().is(errors::clock_stopped));
    EXPECT_TRUE(extend(running, 0).error().is(errors::out_of_range));
    EXPECT_TRUE(extend(*extend(running, 9'000), 2'000).error().is(errors::out_of_range));
    EXPECT_FALSE(deadline(WorkingCalendar{}, limit(5), fresh, t));
}

TEST(LegalClockLife, json_and_back) {
    const auto clock = *extend(
        clock_of("2026-03-02T09:00", {{"2026-03-03T09:00", "2026-03-04T09:00"}, {"2026-03-05T09:00", nullptr}}), 3);
    for (const LegalClock& c : {LegalClock{}, clock, *stop(clock, at("2026-03-06T09:00"))}) {
        const auto back = clock_from_json(to_json(c));
        ASSERT_TRUE(back);
        EXPECT_EQ(to_string(to_json(*back)), to_string(to_json(c)));
    }
    for (const char* bad : {R"([])", R"({"stopped":5})", R"({"started":"x"})", R"({"started":5,"stopped":4})",
                            R"({"started":5,"pauses":[{"to":6}]})", R"({"started":5,"pauses":[{"from":7,"to":6}]})",
                            R"({"started":5,"pauses":[{"from":7},{"from":8}]})", R"({"started":9223372036854775807})",
                            R"({"started":5,"stopped":9,"pauses":[{"from":7}]})", R"({"started":5,"extension":-1})"}) {
        const auto back = clock_from_json(*parse_json(bad));
        ASSERT_FALSE(back) << bad;
        EXPECT_TRUE(back.error().is(errors::invalid_clock));
        EXPECT_FALSE(back.error().fields.empty());
    }
}

TEST(LimitJson, reads_writes_and_refuses) {
    const auto good =
        limit_from_json(*parse_json(R"({"code":"promised","number":8,"unit":"working_day","legal_basis":"art. 42"})"));
    ASSERT_TRUE(good);
    EXPECT_EQ(good->number, 8);
    EXPECT_EQ(to_string(to_json(*limit_from_json(to_json(*good)))), to_string(to_json(*good)));
    const auto bad = limit_from_json(*parse_json(R"({"number":0,"unit":"fortnight"})"));
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().fields.size(), 3U);
}

TEST(Warnings, grade_by_data) {
    const auto rules = default_warning_rules();
    const auto with = [](int remaining) { return Deadline{Time{}, true, remaining}; };
    EXPECT_EQ(grade("promised", with(2), rules), Grade::normal);
    EXPECT_EQ(grade("promised", with(1), rules), Grade::reminder);
    EXPECT_EQ(grade("promised", with(0), rules), Grade::reminder);
    EXPECT_EQ(grade("promised", with(-1), rules), Grade::yellow);
    EXPECT_EQ(grade("statutory", with(-1), rules), Grade::red);
    EXPECT_EQ(grade("step", with(-5), rules), Grade::reminder);
    const auto own = warning_rules_from_json(
        *parse_json(R"([{"grade":"yellow","remaining":3},{"grade":"red","limit":"step","remaining":-2}])"));
    ASSERT_TRUE(own);
    EXPECT_EQ(grade("step", with(-1), *own), Grade::yellow);
    EXPECT_EQ(grade("step", with(-2), *own), Grade::red);
    EXPECT_EQ(grade("promised", with(-9), {}), Grade::normal);
    const auto bad = warning_rules_from_json(*parse_json(R"([{"grade":"purple","remaining":"x"}])"));
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().fields[0].path, "/0/grade");
    EXPECT_EQ(bad.error().fields[1].path, "/0/remaining");
}

}  // namespace
}  // namespace hz::calendar
