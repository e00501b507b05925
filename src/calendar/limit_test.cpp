// SPDX-License-Identifier: Apache-2.0
#include "calendar/limit.hpp"

#include <gtest/gtest.h>

#include "calendar/calendar.hpp"
#include "calendar/calendar_fixture.hpp"
#include "calendar/errors.hpp"
#include "calendar/warning.hpp"

namespace hz::calendar {
namespace {

using fixture::at;

Json json(std::string_view source) { return *parse_json(source); }

std::vector<std::string> places(const Error& error) {
    std::vector<std::string> out;
    for (const auto& field : error.fields) out.push_back(field.path + " " + std::string(field.code->id));
    return out;
}
using Places = std::vector<std::string>;

constexpr const char* full = R"({"code":"statutory","number":20,"unit":"working_day","starts":"accepted",
    "stops":["granted","denied"],"pauses":["hearing","testing"],"legal_basis":{"zh":"第四十二条","en":"article 42"},
    "extensions":[{"number":10,"post":"leader","legal_basis":"42"},
                  {"number":15,"times":2,"permission":"case.extend_far","legal_basis":"42"}]})";

TEST(Limits, whole_and_back) {
    const auto limit = limit_from_json(json(full));
    ASSERT_TRUE(limit);
    EXPECT_EQ(limit->legal_basis, "第四十二条");
    ASSERT_EQ(limit->extensions.size(), 2U);
    EXPECT_EQ(limit->extensions[0].times, 1);
    EXPECT_EQ(limit->pauses->size(), 2U);
    EXPECT_EQ(to_json(*limit_from_json(to_json(*limit))), to_json(*limit));
    EXPECT_EQ(to_string(to_json(Limit{"a", 3, Unit::working_hour, "b"})),
              R"({"code":"a","number":3,"unit":"working_hour","legal_basis":"b"})");
}

TEST(Limits, mistakes_are_located) {
    const auto bad = limit_from_json(json(R"({"code":5,"number":10001,"unit":"working_day","shifts":"night",
        "stops":"granted","pauses":["", 7],"starts":[],
        "extensions":[{"number":0,"post":"a","permission":"b"},{"number":5,"times":0},7]})"));
    ASSERT_FALSE(bad);
    EXPECT_TRUE(bad.error().is(errors::invalid_limit));
    EXPECT_EQ(places(bad.error()),
              (Places{"/code field.wrong_type", "/code field.missing", "/number calendar.out_of_range",
                      "/starts field.wrong_type", "/stops field.wrong_type", "/pauses/0 field.wrong_type",
                      "/pauses/1 field.wrong_type", "/extensions/0/number calendar.out_of_range",
                      "/extensions/0/post calendar.one_approver", "/extensions/1/times calendar.out_of_range",
                      "/extensions/1/post calendar.one_approver", "/extensions/2 field.wrong_type",
                      "/shifts calendar.shifts_without_hours"}));
}

TEST(Limits, one_within_another) {
    const auto list = limits_from_json(json(R"([
        {"code":"statutory","number":20,"unit":"working_day"},
        {"code":"promised","number":21,"unit":"working_day"},
        {"code":"check","number":3,"unit":"working_day","within":"promised"},
        {"code":"visit","number":4,"unit":"working_day","within":"check"},
        {"code":"lost","number":4,"unit":"working_day","within":"nothing"},
        {"code":"a","number":4,"unit":"working_day","within":"b"},
        {"code":"b","number":4,"unit":"working_day","within":"a"},
        {"code":"check","number":1,"unit":"hour"}])"));
    ASSERT_FALSE(list);
    EXPECT_EQ(places(list.error()), (Places{"/1/number calendar.exceeds_parent", "/3/number calendar.exceeds_parent",
                                            "/4/within calendar.unknown_parent", "/5/within calendar.ring_of_limits",
                                            "/6/within calendar.ring_of_limits", "/7/code calendar.repeated_code"}));
    EXPECT_EQ(list.error().fields[0].params.at("most"), "20");
    const auto inner = limits_from_json(json(R"([{"code":"a","number":4,"unit":"working_day"},{"code":"b"}])"));
    ASSERT_FALSE(inner);
    EXPECT_EQ(inner.error().fields[0].path, "/1/number");
}

// Four days of checks that start together, then two to decide: six, in five.
TEST(Limits, what_follows_one_another_fits_together) {
    const auto of = [](int promised) {
        return limits_from_json(json(R"([
            {"code":"promised","number":)" +
                                     std::to_string(promised) + R"(,"unit":"working_day"},
            {"code":"fire","number":4,"unit":"working_day","within":"promised","starts":"accepted","stops":["checked"]},
            {"code":"visit","number":3,"unit":"working_day","within":"promised","starts":"accepted","stops":["checked"]},
            {"code":"call","number":5,"unit":"working_hour","within":"promised","starts":"accepted","stops":["checked"]},
            {"code":"decide","number":2,"unit":"working_day","within":"promised","starts":"checked"}])"));
    };
    EXPECT_TRUE(of(6));
    const auto tight = of(5);
    ASSERT_FALSE(tight);
    EXPECT_EQ(places(tight.error()), (Places{"/0/number calendar.parts_exceed_whole"}));
    EXPECT_EQ(tight.error().fields[0].params.at("path"), "fire → decide");
    EXPECT_EQ(tight.error().fields[0].params.at("number"), "6");
}

TEST(Limits, of_different_units_only_what_is_sure_exceeds) {
    const auto limit = [](int n, Unit unit) { return Limit{"x", n, unit, ""}; };
    using enum Unit;
    EXPECT_TRUE(exceeds(limit(5, working_day), limit(4, natural_day)));
    EXPECT_FALSE(exceeds(limit(5, natural_day), limit(4, working_day)));
    EXPECT_FALSE(exceeds(limit(4, working_day), limit(4, natural_day)));
    EXPECT_TRUE(exceeds(limit(49, working_hour), limit(48, hour)));
    EXPECT_TRUE(exceeds(limit(2, natural_day), limit(47, hour)));
    EXPECT_FALSE(exceeds(limit(48, hour), limit(1, natural_day)));  // from the midnight that begins the start day
    EXPECT_TRUE(exceeds(limit(49, hour), limit(1, natural_day)));
    EXPECT_FALSE(exceeds(limit(900, hour), limit(1, working_day)));
}

TEST(Extensions, by_rule_number_times_and_approver) {
    const auto limit = *limit_from_json(json(full));
    const auto clock = *start({}, at("2026-01-05T09:00"));
    const Approver head{{"leader"}, {}};
    const Approver council{{}, {"case.extend_far"}};
    const auto by = [&](const LegalClock& c, int days, const Approver& who) {
        return extend(c, limit, {"", days, at("2026-01-20T09:00"), "person:1", "complex"}, who);
    };
    EXPECT_TRUE(by(LegalClock{}, 5, head).error().is(errors::clock_not_started));
    EXPECT_TRUE(by(clock, 5, {{"clerk"}, {}}).error().is(errors::not_the_approver));
    EXPECT_EQ(by(clock, 5, {}).error().params.at("needed"), "leader");
    EXPECT_TRUE(by(clock, 11, head).error().is(errors::not_the_approver));  // the council may
    EXPECT_TRUE(by(clock, 16, council).error().is(errors::extended_too_far));
    EXPECT_EQ(by(clock, 16, council).error().params.at("most"), "15");
    EXPECT_TRUE(by(clock, 0, head).error().is(errors::out_of_range));
    const auto once = by(clock, 10, head);
    ASSERT_TRUE(once);
    EXPECT_EQ(extended_by(*once, limit), 10);
    EXPECT_EQ(extended_by(*once, Limit{"promised", 8, Unit::working_day, ""}), 0);
    EXPECT_TRUE(by(*once, 5, head).error().is(errors::not_the_approver));  // only the second rule allows a second
    const auto twice = by(*once, 15, council);
    ASSERT_TRUE(twice);
    EXPECT_TRUE(by(*twice, 1, council).error().is(errors::extended_too_often));
    EXPECT_TRUE(extend(clock, Limit{"x", 5, Unit::hour, ""}, {"", 1, at("2026-01-20T09:00"), "", ""}, head)
                    .error()
                    .is(errors::not_extendable));
    const auto back = clock_from_json(to_json(*twice));
    ASSERT_TRUE(back);
    EXPECT_EQ(to_json(*back), to_json(*twice));
    EXPECT_EQ(back->extensions[1].reason, "complex");
}

TEST(Extensions, and_pauses_in_a_record_are_checked) {
    const auto bad = clock_from_json(json(R"({"started":5,"extension":9000,
        "extensions":[{"by":0},{"limit":"","by":2000,"at":"x"},{"limit":"a","by":3,"at":7}]})"));
    ASSERT_FALSE(bad);
    EXPECT_EQ(places(bad.error()), (Places{"/extensions/0/by calendar.out_of_range",
                                           "/extensions/1/at field.wrong_type", "/extensions/1/at field.missing",
                                           "/extensions/1/limit field.missing", "/extension calendar.out_of_range"}));
}

TEST(Pauses, only_the_kinds_that_the_limit_names) {
    const WorkingCalendar plain;
    auto clock = *start({}, at("2026-03-02T09:00"));
    clock = *resume(*pause(clock, at("2026-03-03T09:00"), "asked", "supplement"), at("2026-03-05T09:00"));
    clock =
        *resume(*pause(clock, at("2026-03-05T09:00"), "hearing"), at("2026-03-06T09:00"));  // the reason is the kind
    const auto due = [&](std::optional<std::vector<std::string>> kinds, Unit unit) {
        Limit limit{"x", unit == Unit::hour ? 24 * 8 : 8, unit, ""};
        limit.pauses = std::move(kinds);
        return fixture::text(plain.local_date(deadline(plain, limit, clock, at("2026-03-06T09:00"))->due));
    };
    EXPECT_EQ(due(std::nullopt, Unit::working_day), "2026-03-17");
    EXPECT_EQ(due({{"supplement"}}, Unit::working_day), "2026-03-16");
    EXPECT_EQ(due({{"hearing"}}, Unit::working_day), "2026-03-13");
    EXPECT_EQ(due({{}}, Unit::working_day), "2026-03-12");
    EXPECT_EQ(due({{"hearing"}}, Unit::hour), "2026-03-11");
    EXPECT_EQ(due({{}}, Unit::hour), "2026-03-10");
}

TEST(ClockOf, a_limit_with_its_own_start_and_end) {
    auto whole = *start({}, at("2026-03-02T09:00"));
    whole = *resume(*pause(whole, at("2026-03-03T09:00"), "a"), at("2026-03-04T09:00"));
    whole = *resume(*pause(whole, at("2026-03-05T09:00"), "b"), at("2026-03-09T09:00"));
    whole = *stop(whole, at("2026-03-10T09:00"));
    const Moments events{{"submitted", at("2026-02-27T09:00")},
                         {"visited", at("2026-03-06T09:00")},
                         {"granted", at("2026-03-10T09:00")},
                         {"issued", at("2026-03-12T09:00")}};
    Limit limit{"statutory", 20, Unit::working_day, ""};
    EXPECT_EQ(to_json(clock_of(limit, whole, events)), to_json(whole));
    limit.stops = {"denied", "visited"};  // in the midst of a pause
    EXPECT_EQ(clock_of(limit, whole, events).stopped, events.at("visited"));
    EXPECT_EQ(clock_of(limit, whole, events).pauses.back().to, events.at("visited"));
    limit = {"report", 3, Unit::working_day, ""};
    limit.starts = "visited";
    const auto report = clock_of(limit, whole, events);
    EXPECT_EQ(report.started, events.at("visited"));
    EXPECT_EQ(report.stopped, whole.stopped);
    ASSERT_EQ(report.pauses.size(), 1U);
    EXPECT_EQ(report.pauses[0].from, events.at("visited"));
    limit = {"issue", 10, Unit::working_day, ""};
    limit.starts = "granted";
    EXPECT_FALSE(clock_of(limit, whole, events).stopped);  // begins where the whole clock stops
    limit.stops = {"issued"};
    EXPECT_EQ(clock_of(limit, whole, events).stopped, events.at("issued"));
    limit.starts = "delivered";
    EXPECT_FALSE(clock_of(limit, whole, events).started);
}

TEST(Warnings, by_the_part_that_is_left_and_by_unit) {
    const auto rules = warning_rules_from_json(json(R"([{"grade":"reminder","left":0.5},
        {"grade":"yellow","left":0.2,"remaining":2},{"grade":"red","unit":"working_hour","remaining":0}])"));
    ASSERT_TRUE(rules);
    const Limit limit{"promised", 20, Unit::working_day, ""};
    const auto with = [](int remaining, double left) { return Deadline{Time{}, true, remaining, left}; };
    EXPECT_EQ(grade(limit, with(11, 0.55), *rules), Grade::normal);
    EXPECT_EQ(grade(limit, with(10, 0.5), *rules), Grade::reminder);
    EXPECT_EQ(grade(limit, with(3, 0.15), *rules), Grade::reminder);  // both thresholds must be reached
    EXPECT_EQ(grade(limit, with(2, 0.1), *rules), Grade::yellow);
    EXPECT_EQ(grade(limit, with(-1, 1), *rules), Grade::yellow);
    EXPECT_EQ(grade(Limit{"x", 8, Unit::working_hour, ""}, with(0, 0.05), *rules), Grade::red);
    EXPECT_EQ(grade("x", with(0, 0.05), *rules), Grade::yellow);
    const auto bad = warning_rules_from_json(
        json(R"([{"grade":"red"},{"grade":"red","left":1.5},{"grade":"red","left":1,"unit":"week"}])"));
    ASSERT_FALSE(bad);
    EXPECT_EQ(places(bad.error()), (Places{"/0/remaining calendar.no_threshold", "/1/left calendar.out_of_range",
                                           "/2/unit calendar.unknown_choice"}));
}

TEST(Recomputing, when_next_year_is_published) {
    const auto before = WorkingCalendar::from_json({}, "Asia/Shanghai");
    const auto after = WorkingCalendar::from_json(json(R"([{"year":2026,"days":[
        {"name":"x","date":"2026-03-06","isOffDay":true},{"name":"x","date":"2026-03-07","isOffDay":false}]}])")
                                                      .as_array(),
                                                  "Asia/Shanghai");
    ASSERT_TRUE(before && after);
    const auto clock = *start({}, at("2026-03-02T09:00"));
    const auto days = [](int n) { return Limit{"x", n, Unit::working_day, ""}; };
    const auto four = recompute(*before, *after, days(4), clock, at("2026-03-03T09:00"));
    EXPECT_EQ(fixture::text(before->local_date(four->before.due)), "2026-03-06");
    EXPECT_EQ(fixture::text(after->local_date(four->after.due)), "2026-03-07");
    EXPECT_TRUE(four->changed());
    const auto five = recompute(*before, *after, days(5), clock, at("2026-03-03T09:00"));
    EXPECT_EQ(five->before.due, five->after.due);
    EXPECT_TRUE(five->changed());  // it has become certain
    EXPECT_FALSE(recompute(*after, *after, days(5), clock, at("2026-03-03T09:00"))->changed());
    EXPECT_FALSE(recompute(*before, *after, days(4), *stop(clock, at("2026-03-03T09:00")), at("2026-03-04T09:00")));
}

}  // namespace
}  // namespace hz::calendar
