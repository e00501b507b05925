// SPDX-License-Identifier: Apache-2.0
#include "calendar/shift.hpp"

#include <gtest/gtest.h>

#include <random>

#include "calendar/calendar.hpp"
#include "calendar/calendar_fixture.hpp"
#include "calendar/errors.hpp"

namespace hz::calendar {
namespace {

using fixture::at;

Json json(std::string_view source) { return *parse_json(source); }

constexpr const char* office = R"([{"code":"default","week":{
    "monday":["08:30-12:00","14:00-18:00"],"tuesday":["08:30-12:00","14:00-18:00"],
    "wednesday":["08:30-12:00","14:00-18:00"],"thursday":["08:30-12:00","14:00-18:00"],
    "friday":["08:30-12:00","14:00-17:30"]},
    "exceptions":[{"date":"2026-03-11","hours":["08:30-12:00"]},
                  {"from":"2026-03-18","to":"2026-03-19","hours":[]}]},
   {"code":"round_the_clock","holidays":"open","week":{"monday":["00:00-24:00"],"tuesday":["00:00-24:00"],
    "wednesday":["00:00-24:00"],"thursday":["00:00-24:00"],"friday":["00:00-24:00"],"saturday":["00:00-24:00"],
    "sunday":["00:00-24:00"]},"made_up_day":["00:00-24:00"]}])";

// The days of 2026 that the cases below meet.
constexpr const char* year = R"([{"year":2026,"days":[{"name":"春节","date":"2026-02-13","isOffDay":true},
    {"name":"春节","date":"2026-02-16","isOffDay":true},{"name":"春节","date":"2026-02-14","isOffDay":false}]}])";

WorkingCalendar with(std::string zone = "Asia/Shanghai") {
    return *WorkingCalendar::from_json(json(year).as_array(), std::move(zone), *shifts_from_json(json(office)));
}

Limit hours(int n, std::string shifts = "") {
    Limit limit{"step", n, Unit::working_hour, ""};
    limit.shifts = std::move(shifts);
    return limit;
}

std::string due(const WorkingCalendar& calendar, const Limit& limit, const LegalClock& clock) {
    const auto found = deadline(calendar, limit, clock, *clock.started);
    return format_rfc3339(found->due, 480).substr(0, 16) + (found->certain ? "" : " ?");
}

LegalClock clock_at(const std::string& from) { return *start({}, at(from)); }

TEST(Shifts, minutes_are_exact) {
    const auto calendar = with();
    for (const auto& [from, n, expected] :
         {std::tuple{"2026-03-02T09:10", 2, "2026-03-02T11:10"},      // within the morning
          std::tuple{"2026-03-02T11:15", 2, "2026-03-02T15:15"},      // over lunch
          std::tuple{"2026-03-02T07:00", 1, "2026-03-02T09:30"},      // before the doors open
          std::tuple{"2026-03-02T12:30", 1, "2026-03-02T15:00"},      // during lunch
          std::tuple{"2026-03-02T14:00", 4, "2026-03-02T18:00"},      // ends with the day, not the next morning
          std::tuple{"2026-03-06T17:00", 1, "2026-03-09T09:00"},      // Friday closes early, over the weekend
          std::tuple{"2026-03-07T10:00", 4, "2026-03-09T14:30"},      // begins on a Saturday
          std::tuple{"2026-03-11T09:00", 4, "2026-03-12T09:30"},      // a day of its own hours
          std::tuple{"2026-03-17T17:00", 2, "2026-03-20T09:30"},      // two days closed
          std::tuple{"2026-02-12T17:30", 1, "2026-02-14T09:00"},      // a Friday off, the Saturday worked for it
          std::tuple{"2026-02-14T17:00", 2, "2026-02-17T09:30"},      // the Saturday as a Monday; Monday is off
          std::tuple{"2026-03-02T08:30", 15, "2026-03-03T18:00"}}) {  // two whole days
        EXPECT_EQ(due(calendar, hours(n), clock_at(from)), expected) << from << " + " << n;
    }
    EXPECT_EQ(due(calendar, hours(30, "round_the_clock"), clock_at("2026-02-12T17:30")), "2026-02-13T23:30");
}

TEST(Shifts, pauses_take_out_the_work_that_lies_in_them) {
    const auto calendar = with();
    const auto paused = [&](const char* from, const char* to) {
        return *resume(*pause(clock_at("2026-03-02T09:00"), at(from), "x"), at(to));
    };
    EXPECT_EQ(due(calendar, hours(4), clock_at("2026-03-02T09:00")), "2026-03-02T15:00");
    EXPECT_EQ(due(calendar, hours(4), paused("2026-03-02T10:00", "2026-03-02T10:20")), "2026-03-02T15:20");
    EXPECT_EQ(due(calendar, hours(4), paused("2026-03-02T12:10", "2026-03-02T13:50")), "2026-03-02T15:00");
    EXPECT_EQ(due(calendar, hours(4), paused("2026-03-02T11:30", "2026-03-03T09:00")), "2026-03-03T10:30");
    EXPECT_EQ(due(calendar, hours(4), paused("2026-03-02T15:30", "2026-03-03T09:00")), "2026-03-02T15:00");
}

TEST(Shifts, what_remains_is_hours_of_work) {
    const auto calendar = with();
    const auto clock = clock_at("2026-03-06T16:00");  // Friday; due on Monday at 11:00 with four hours
    const auto seen = [&](const char* now) { return *deadline(calendar, hours(4), clock, at(now)); };
    EXPECT_EQ(seen("2026-03-06T16:00").remaining, 4);
    EXPECT_DOUBLE_EQ(seen("2026-03-06T16:00").left, 1);
    EXPECT_EQ(seen("2026-03-08T20:00").remaining, 2);
    EXPECT_DOUBLE_EQ(seen("2026-03-08T20:00").left, 0.625);
    EXPECT_EQ(seen("2026-03-09T11:00").remaining, 0);
    EXPECT_EQ(seen("2026-03-09T11:01").remaining, -1);
    EXPECT_EQ(seen("2026-03-09T14:01").remaining, -2);
    EXPECT_DOUBLE_EQ(seen("2026-03-09T14:01").left, 0);
}

TEST(Shifts, days_of_23_and_25_hours) {
    const auto berlin = with("Europe/Berlin");
    const auto due_at = [&](const char* from, int n) {
        return deadline(berlin, hours(n, "round_the_clock"), *start({}, *parse_rfc3339(from)), Time{})->due;
    };
    EXPECT_EQ(due_at("2026-03-28T23:00:00Z", 23), *parse_rfc3339("2026-03-29T22:00:00Z"));
    EXPECT_EQ(due_at("2026-10-24T22:00:00Z", 25), *parse_rfc3339("2026-10-25T23:00:00Z"));
    // Half an hour is left of Friday; the rest is Monday from 08:30, by then in summer time.
    const auto office_due = deadline(berlin, hours(2), *start({}, *parse_rfc3339("2026-03-27T16:00:00Z")), Time{})->due;
    EXPECT_EQ(office_due, *parse_rfc3339("2026-03-30T08:00:00Z"));
}

TEST(Shifts, unknown_ones_are_guessed_as_whole_working_days) {
    EXPECT_EQ(due(with(), hours(10, "nobody"), clock_at("2026-03-06T20:00")), "2026-03-09T06:00 ?");
}

TEST(Shifts, more_hours_or_a_pause_are_never_earlier) {
    const auto calendar = with();
    std::mt19937 random(11);
    const auto some = [&](unsigned minutes) { return std::chrono::minutes{random() % minutes}; };
    for (int round = 0; round < 400; ++round) {
        auto clock = *start({}, at("2026-01-01T00:00") + some(100'000));
        const int n = 1 + static_cast<int>(random() % 60);
        const Time now = *clock.started + some(30'000);
        const auto before = *deadline(calendar, hours(n), clock, now);
        ASSERT_GE(deadline(calendar, hours(n + 1), clock, now)->due, before.due);
        ASSERT_EQ(before.remaining<0, now> before.due);
        const Time from = *clock.started + some(5'000);
        clock = *resume(*pause(clock, from, ""), from + some(5'000));
        ASSERT_GE(deadline(calendar, hours(n), clock, now)->due, before.due);
    }
}

TEST(Shifts, mistakes_are_located) {
    const auto bad = shifts_from_json(json(R"([{"code":"a","week":{"monday":["08:00-12:00"]}},
        {"code":"a","week":{"monday":["08:00-12:00"]}},
        {"week":{"monday":["12:00-08:00","8:00-9:00"],"moonday":[],"friday":["08:00-12:00","11:00-13:00"]},
         "holidays":"maybe","made_up_day":"x","exceptions":[{"date":"2026-02-30","hours":[]},{"date":"2026-02-03"},
         {"from":"2026-02-03","to":"2026-02-01","hours":[]},{"from":"2026-02-02","to":"2026-02-04","hours":[]}]},
        {"code":"b","week":{"monday":["08:00-08:30"]}}, {"code":"c"}])"));
    ASSERT_FALSE(bad);
    EXPECT_TRUE(bad.error().is(errors::invalid_shifts));
    std::vector<std::string> found;
    for (const auto& field : bad.error().fields) found.push_back(field.path + " " + std::string(field.code->id));
    EXPECT_EQ(found, (std::vector<std::string>{
                         "/1/code calendar.repeated_code", "/2/code field.missing",
                         "/2/week/monday/0 calendar.not_an_interval", "/2/week/monday/1 calendar.not_an_interval",
                         "/2/week/moonday field.unknown", "/2/week/friday/1 calendar.intervals_order",
                         "/2/holidays calendar.unknown_choice", "/2/made_up_day field.wrong_type",
                         "/2/exceptions/0/date calendar.not_a_date", "/2/exceptions/1/hours field.missing",
                         "/2/exceptions/2/to calendar.out_of_range", "/2/exceptions/3 calendar.repeated_day",
                         "/3/week calendar.hardly_open", "/4/week field.missing"}));
    EXPECT_EQ(interval_from_text("00:00-24:00"), (Interval{0, 1440}));
    for (const char* text : {"24:00-24:00", "08:60-09:00", "08:00-24:01", "08:00 09:00", "0a:00-09:00", ""})
        EXPECT_FALSE(interval_from_text(text)) << text;
}

}  // namespace
}  // namespace hz::calendar
