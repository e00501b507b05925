// SPDX-License-Identifier: Apache-2.0
#include "base/clock.hpp"

#include <gtest/gtest.h>

namespace hz {
namespace {

TEST(Rfc3339, reads_what_it_writes) {
    const auto time = from_millis(1795400130123);
    EXPECT_EQ(parse_rfc3339(format_rfc3339(time)), time);
    EXPECT_EQ(parse_rfc3339(format_rfc3339(time, 480)), time);
    EXPECT_EQ(parse_rfc3339(format_rfc3339(time, -210)), time);
}
TEST(Rfc3339, writes_the_offset) {
    EXPECT_EQ(format_rfc3339(from_millis(0)), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(format_rfc3339(from_millis(0), 480), "1970-01-01T08:00:00.000+08:00");
    EXPECT_EQ(format_rfc3339(from_millis(-1), -210), "1969-12-31T20:29:59.999-03:30");
}
TEST(Rfc3339, reads_fractions_and_offsets) {
    EXPECT_EQ(to_millis(*parse_rfc3339("1970-01-01T00:00:00.5Z")), 500);
    EXPECT_EQ(to_millis(*parse_rfc3339("1970-01-01T00:00:00.123456789Z")), 123);
    EXPECT_EQ(to_millis(*parse_rfc3339("1970-01-01T08:00:01+08:00")), 1000);
}
TEST(Rfc3339, refuses_everything_else) {
    for (const auto* text : {"", "2026-01-01", "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
                             "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00Zx",
                             "2026-01-01T00:00:00+8:00", "2026-01-01T00:00:00+0800", "0000-01-01T00:00:00Z",
                             "2026-13-01T00:00:00Z", "２０26-01-01T00:00:00Z", "9999-12-31T23:59:59-01:00"})
        EXPECT_FALSE(parse_rfc3339(text)) << text;
}
TEST(VirtualClock, moves_when_told) {
    VirtualClock clock(from_millis(5));
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(to_millis(clock.now()), 1005);
}

}  // namespace
}  // namespace hz
