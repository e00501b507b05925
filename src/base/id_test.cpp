// SPDX-License-Identifier: Apache-2.0
#include "base/id.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <set>

namespace hz {
namespace {

TEST(IdText, goes_there_and_back) {
    for (const std::int64_t value :
         {std::int64_t{1}, std::int64_t{123456789}, std::numeric_limits<std::int64_t>::max()}) {
        EXPECT_EQ(id_text(value).size(), 13U);
        EXPECT_EQ(parse_id(id_text(value)), value);
    }
}
TEST(IdText, keeps_the_order) { EXPECT_LT(id_text(255), id_text(256)); }
TEST(IdText, reads_capitals_and_refuses_the_rest) {
    EXPECT_EQ(parse_id("000000000000A"), 10);
    for (const auto* text : {"", "0", "0000000000000", "000000000000u", "000000000000-", "zzzzzzzzzzzzz",
                             "00000000000001", "8000000000000"})
        EXPECT_FALSE(parse_id(text)) << text;
}
TEST(IdSource, grows_even_where_the_clock_does_not) {
    VirtualClock clock(from_millis(1'800'000'000'000));
    IdSource source(clock, 3);
    std::int64_t last = 0;
    for (int i = 0; i < 100'000; ++i) {
        const auto next = source.next();
        ASSERT_GT(next, last);
        last = next;
    }
    clock.set(from_millis(1'700'000'000'000));
    EXPECT_GT(source.next(), last);
}
TEST(IdSource, differs_between_nodes) {
    const VirtualClock clock(from_millis(1'800'000'000'000));
    IdSource one(clock, 1), two(clock, 2);
    std::set<std::int64_t> seen;
    for (int i = 0; i < 1000; ++i) {
        EXPECT_TRUE(seen.insert(one.next()).second);
        EXPECT_TRUE(seen.insert(two.next()).second);
    }
}

}  // namespace
}  // namespace hz
