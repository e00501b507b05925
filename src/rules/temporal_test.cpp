// SPDX-License-Identifier: Apache-2.0
// Zones by name, gaps and overlaps, and the ends of the calendar.
#include "rules/temporal.hpp"

#include <gtest/gtest.h>

#include "rules/rules.hpp"

namespace hz::rules {
namespace {

std::string run(const std::string& feel) {
    const auto expression = compile(feel);
    if (!expression) return std::string(expression.error().code->id);
    const auto value = evaluate(**expression, Value(Context{}));
    return value ? to_text(*value) : std::string(value.error().code->id);
}

TEST(Zones, give_the_offset_of_the_day) {
    EXPECT_EQ(run("@\"2026-01-15T12:00:00@Europe/Paris\".time offset"), "PT1H");
    EXPECT_EQ(run("@\"2026-07-15T12:00:00@Europe/Paris\".time offset"), "PT2H");
    EXPECT_EQ(run("@\"2060-07-15T12:00:00@Europe/Paris\".time offset"), "PT2H");
    EXPECT_EQ(run("@\"2060-01-15T12:00:00@Europe/Paris\".time offset"), "PT1H");
    EXPECT_EQ(run("@\"1988-07-15T12:00:00@Asia/Shanghai\".time offset"), "PT9H");
    EXPECT_EQ(run("@\"999999999-12-31T23:59:59@Europe/Paris\".time offset"), "PT1H");
    EXPECT_EQ(run("date and time(\"2026-01-15T12:00:00@Europe/Nowhere\")"), "null");
    EXPECT_EQ(run("date and time(2026, 7, 1, 12, 0, 0, \"Europe/Paris\")"), "2026-07-01T12:00:00@Europe/Paris");
}

TEST(Zones, a_gap_has_the_offset_before_it) {
    EXPECT_EQ(run("@\"2026-03-29T02:30:00@Europe/Paris\".time offset"), "PT1H");
    EXPECT_EQ(run("@\"2026-03-29T02:30:00@Europe/Paris\" = @\"2026-03-29T01:30:00Z\""), "true");
}

TEST(Zones, of_an_overlap_the_earlier_is_meant) {
    EXPECT_EQ(run("@\"2026-10-25T02:30:00@Europe/Paris\".time offset"), "PT2H");
}

TEST(Zones, durations_go_along_the_line_of_time) {
    EXPECT_EQ(run("@\"2026-03-29T01:30:00@Europe/Paris\" + @\"PT1H\""), "2026-03-29T03:30:00@Europe/Paris");
    EXPECT_EQ(run("@\"2026-10-25T02:30:00@Europe/Paris\" + @\"PT1H\" - @\"2026-10-25T02:30:00@Europe/Paris\""), "PT1H");
    EXPECT_EQ(run("@\"2026-02-28T12:00:00@Europe/Paris\" + @\"P1M\""), "2026-03-28T12:00:00@Europe/Paris");
}

TEST(Zones, times_without_a_date_compare_within_their_zone_only) {
    EXPECT_EQ(run("@\"10:00:00@Europe/Paris\" < @\"11:00:00@Europe/Paris\""), "true");
    EXPECT_EQ(run("@\"10:00:00@Europe/Paris\" < @\"11:00:00@Asia/Shanghai\""), "null");
}

TEST(Dates, count_days_in_both_directions) {
    for (const std::int64_t day : {-719'468LL, -1LL, 0LL, 59LL, 20'000LL, 365'000'000'000LL})
        EXPECT_EQ(day_number(date_of(day)), day);
    EXPECT_EQ(weekday({1970, 1, 1}), 4);
    EXPECT_FALSE(Date::make(2026, 2, 29));
    EXPECT_FALSE(Date::make(1'000'000'000, 1, 1));
}

}  // namespace
}  // namespace hz::rules
