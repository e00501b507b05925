// SPDX-License-Identifier: Apache-2.0
#include "calendar/calendar.hpp"

#include <gtest/gtest.h>

#include <random>

#include "calendar/calendar_fixture.hpp"
#include "calendar/errors.hpp"

namespace hz::calendar {
namespace {

using fixture::day;
using fixture::text;
using std::chrono::days;
using std::chrono::sys_days;

class Holidays : public testing::Test {
  protected:
    void SetUp() override {
        const auto loaded = fixture::china();
        if (!loaded) GTEST_SKIP() << fixture::no_data;
        china = *loaded;
    }
    WorkingCalendar china;
};

Json json(std::string_view source) { return *parse_json(source); }

std::vector<std::string> finding_paths(const Error& error) {
    std::vector<std::string> out;
    for (const auto& field : error.fields) out.push_back(field.path + " " + std::string(field.code->id));
    return out;
}

TEST_F(Holidays, working_days_of_each_year) {
    const std::map<int, int> expected{{2015, 249}, {2016, 250}, {2017, 249}, {2018, 250}, {2019, 250}, {2020, 249},
                                      {2021, 250}, {2022, 249}, {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}};
    for (const auto& [year, count] : expected) {
        const auto y = std::to_string(year);
        int one_by_one = 0;
        for (sys_days d{day(y + "-01-01")}; d <= sys_days{day(y + "-12-31")}; d += days{1}) {
            one_by_one += china.is_working_day(d) ? 1 : 0;
        }
        EXPECT_EQ(one_by_one, count) << year;
        EXPECT_EQ(china.working_days_between(day(std::to_string(year - 1) + "-12-31"), day(y + "-12-31")), count)
            << year;
    }
}

TEST_F(Holidays, published_vectors_of_counting) {
    struct Vector {
        const char* from;
        int n;
        const char* to;
    };
    for (const Vector& v : {Vector{"2025-12-31", 1, "2026-01-04"}, Vector{"2026-02-13", 1, "2026-02-14"},
                            Vector{"2026-02-13", 5, "2026-02-27"}, Vector{"2026-04-30", 5, "2026-05-11"},
                            Vector{"2026-09-18", 5, "2026-09-24"}, Vector{"2026-09-30", 20, "2026-11-03"},
                            Vector{"2026-01-05", 20, "2026-02-02"}, Vector{"2025-09-26", 10, "2025-10-16"},
                            Vector{"2026-10-09", 1, "2026-10-10"}}) {
        EXPECT_EQ(text(china.add_working_days(day(v.from), v.n)), v.to) << v.from << " + " << v.n;
        EXPECT_EQ(china.working_days_between(day(v.from), day(v.to)), v.n);
        EXPECT_EQ(china.working_days_between(day(v.to), day(v.from)), -v.n);
    }
}

TEST_F(Holidays, every_listed_day_of_2026_and_2025) {
    const auto range = [](const char* first, const char* last, auto see) {
        for (sys_days d{day(first)}; d <= sys_days{day(last)}; d += days{1}) see(Date{d});
    };
    for (const auto& [first, last] : {std::pair{"2026-01-01", "2026-01-03"}, std::pair{"2026-02-15", "2026-02-23"},
                                      std::pair{"2026-04-04", "2026-04-06"}, std::pair{"2026-05-01", "2026-05-05"},
                                      std::pair{"2026-06-19", "2026-06-21"}, std::pair{"2026-09-25", "2026-09-27"},
                                      std::pair{"2026-10-01", "2026-10-07"}, std::pair{"2025-01-28", "2025-02-04"},
                                      std::pair{"2025-05-31", "2025-06-02"}, std::pair{"2025-10-01", "2025-10-08"}}) {
        range(first, last, [&](Date d) { EXPECT_FALSE(china.is_working_day(d)) << text(d); });
    }
    for (const char* worked : {"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
                               "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"}) {
        EXPECT_TRUE(china.is_working_day(day(worked))) << worked;
    }
    EXPECT_EQ(china.day_name(day("2026-02-17")), "春节");
    EXPECT_EQ(china.day_name(day("2026-03-17")), "");
}

TEST_F(Holidays, knows_which_years_it_has) {
    EXPECT_TRUE(china.has_year(2015));
    EXPECT_FALSE(china.has_year(2014));
    EXPECT_FALSE(china.has_year(2027));
    EXPECT_TRUE(china.has_years(day("2015-06-01"), day("2026-12-31")));
    EXPECT_FALSE(china.has_years(day("2026-12-31"), day("2027-01-01")));
}

TEST_F(Holidays, adding_is_additive_monotone_and_inverse_to_counting) {
    std::mt19937 random(20260105);
    for (int round = 0; round < 2'000; ++round) {
        const Date from{sys_days{day("2014-06-01")} + days{random() % 4'800}};
        const int n = static_cast<int>(random() % 90);
        const int m = static_cast<int>(random() % 90);
        const Date sum = china.add_working_days(from, n + m);
        ASSERT_EQ(china.add_working_days(china.add_working_days(from, n), m), sum)
            << text(from) << ' ' << n << ' ' << m;
        ASSERT_EQ(china.working_days_between(from, sum), n + m) << text(from);
        ASSERT_LE(china.add_working_days(from, n), sum);
        ASSERT_LE(china.add_working_days(from, n), china.add_working_days(Date{sys_days{from} + days{1}}, n));
        ASSERT_TRUE(n == 0 || china.is_working_day(china.add_working_days(from, n)));
        // Counting by the closed form agrees with counting one by one.
        const Date to{sys_days{from} + days{random() % 700}};
        int slow = 0;
        for (sys_days d = sys_days{from} + days{1}; d <= sys_days{to}; d += days{1})
            slow += china.is_working_day(d) ? 1 : 0;
        ASSERT_EQ(china.working_days_between(from, to), slow);
    }
}

TEST_F(Holidays, civil_days_of_china) {
    EXPECT_EQ(to_millis(china.start_of(day("2026-01-05"))), to_millis(fixture::at("2026-01-05T00:00")));
    EXPECT_EQ(to_millis(china.end_of(day("2026-01-05"))), to_millis(fixture::at("2026-01-06T00:00")) - 1);
    EXPECT_EQ(china.local_date(*parse_rfc3339("2026-01-04T16:00:00Z")), day("2026-01-05"));
    EXPECT_EQ(china.local_date(*parse_rfc3339("2026-01-04T15:59:59.999Z")), day("2026-01-04"));
    EXPECT_EQ(china.offset_minutes(fixture::at("2026-07-01T00:00")), 480);
    EXPECT_EQ(china.zone(), "Asia/Shanghai");
}

TEST(CalendarZone, days_of_23_and_25_hours) {
    const auto berlin = WorkingCalendar::from_json({}, "Europe/Berlin");
    ASSERT_TRUE(berlin);
    const auto hours = [&](const char* date) {
        return (to_millis(berlin->end_of(day(date))) + 1 - to_millis(berlin->start_of(day(date)))) / 3'600'000;
    };
    EXPECT_EQ(hours("2026-03-28"), 24);
    EXPECT_EQ(hours("2026-03-29"), 23);
    EXPECT_EQ(hours("2026-10-25"), 25);
    EXPECT_EQ(berlin->offset_minutes(*parse_rfc3339("2026-03-29T00:59:59Z")), 60);
    EXPECT_EQ(berlin->offset_minutes(*parse_rfc3339("2026-03-29T01:00:00Z")), 120);
    EXPECT_EQ(berlin->local_date(*parse_rfc3339("2026-07-01T22:00:00Z")), day("2026-07-02"));
    EXPECT_EQ(berlin->local_date(*parse_rfc3339("2026-01-01T22:59:59Z")), day("2026-01-01"));
}

TEST(CalendarZone, a_midnight_that_does_not_exist_and_one_that_comes_twice) {
    // Sao Paulo, until 2019, moved its clocks at midnight: forward on 2018-11-04, back at the end of 2018-02-17.
    const auto brazil = WorkingCalendar::from_json({}, "America/Sao_Paulo");
    ASSERT_TRUE(brazil);
    EXPECT_EQ(brazil->start_of(day("2018-11-04")), *parse_rfc3339("2018-11-04T03:00:00Z"));
    EXPECT_EQ(brazil->end_of(day("2018-11-03")), *parse_rfc3339("2018-11-04T02:59:59.999Z"));
    EXPECT_EQ(brazil->end_of(day("2018-02-17")), *parse_rfc3339("2018-02-18T02:59:59.999Z"));
}

TEST(CalendarZone, every_instant_lies_in_its_own_day) {
    std::mt19937_64 random(7);
    for (const char* zone : {"Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia", "UTC"}) {
        const auto calendar = WorkingCalendar::from_json({}, zone);
        ASSERT_TRUE(calendar) << zone;
        for (int round = 0; round < 500; ++round) {
            const Time t = from_millis(static_cast<std::int64_t>(random() % 1'900'000'000'000ULL));
            const Date date = calendar->local_date(t);
            ASSERT_LE(calendar->start_of(date), t) << zone << ' ' << to_millis(t);
            ASSERT_GE(calendar->end_of(date), t) << zone << ' ' << to_millis(t);
        }
    }
}

TEST(CalendarZone, unknown_zone_is_refused) {
    for (const char* zone : {"", "Nowhere/City", "../../etc/passwd"}) {
        const auto calendar = WorkingCalendar::from_json({}, zone);
        ASSERT_FALSE(calendar) << zone;
        EXPECT_TRUE(calendar.error().is(errors::unknown_zone));
    }
}

TEST(CalendarLoad, without_data_it_is_weekends_and_no_year) {
    const WorkingCalendar plain;
    EXPECT_TRUE(plain.is_working_day(day("2026-01-02")));
    EXPECT_FALSE(plain.is_working_day(day("2026-01-03")));
    EXPECT_TRUE(plain.is_working_day(day("1969-12-29")));  // a Monday before the epoch
    EXPECT_EQ(plain.working_days_between(day("1969-12-01"), day("1970-01-31")), 44);
    EXPECT_FALSE(plain.has_year(2026));
    EXPECT_EQ(plain.zone(), "UTC");
}

TEST(CalendarLoad, an_empty_year_is_not_known_and_december_before_belongs) {
    const auto calendar = WorkingCalendar::from_json(json(R"([{"year":2027,"days":[]},
                 {"year":2019,"days":[{"name":"元旦","date":"2018-12-29","isOffDay":false},
                                      {"name":"元旦","date":"2019-01-01","isOffDay":true}]}])")
                                                         .as_array(),
                                                     "UTC");
    ASSERT_TRUE(calendar);
    EXPECT_FALSE(calendar->has_year(2027));
    EXPECT_FALSE(calendar->has_year(2018));
    EXPECT_TRUE(calendar->has_year(2019));
    EXPECT_TRUE(calendar->is_working_day(day("2018-12-29")));
}

TEST(CalendarLoad, mistakes_are_located) {
    const auto calendar = WorkingCalendar::from_json(json(R"([{"year":2026,"days":[
                    {"name":"a","date":"2026-02-30","isOffDay":true},
                    {"name":"a","date":"2026-1-1","isOffDay":true},
                    {"name":"a","date":"2026-01-01","isOffDay":"yes"},
                    {"name":"a","date":"2025-11-30","isOffDay":true},
                    {"name":"a","date":"2026-01-01","isOffDay":true},
                    {"name":"a","date":"2026-01-01","isOffDay":false},
                    {"name":"a","isOffDay":true},
                    {"name":5,"date":"2026-01-09","isOffDay":true}]},
                 {"year":2026,"days":[{"name":"a","date":"2026-01-02","isOffDay":true}]},
                 {"year":"2026","days":[]}, {"year":2025}, 7])")
                                                         .as_array(),
                                                     "UTC");
    ASSERT_FALSE(calendar);
    EXPECT_TRUE(calendar.error().is(errors::invalid_calendar));
    EXPECT_EQ(finding_paths(calendar.error()),
              (std::vector<std::string>{"/0/days/0/date calendar.not_a_date", "/0/days/1/date calendar.not_a_date",
                                        "/0/days/2/isOffDay field.wrong_type", "/0/days/3/date calendar.other_year",
                                        "/0/days/5/isOffDay calendar.contradiction", "/0/days/6/date field.missing",
                                        "/0/days/7/name field.too_long", "/1/year calendar.repeated_year",
                                        "/2/year calendar.out_of_range", "/3/days field.missing",
                                        "/4/year calendar.out_of_range"}));
}

TEST(CalendarLoad, sizes_are_limited) {
    JsonArray years;
    for (int i = 0; i < 201; ++i) years.push_back(JsonObject{{"year", 2026}, {"days", JsonArray{}}});
    EXPECT_FALSE(WorkingCalendar::from_json(years, "UTC"));
    JsonArray many;
    for (int i = 0; i < 401; ++i) many.push_back(JsonObject{});
    EXPECT_FALSE(WorkingCalendar::from_json({JsonObject{{"year", 2026}, {"days", many}}}, "UTC"));
}

}  // namespace
}  // namespace hz::calendar
