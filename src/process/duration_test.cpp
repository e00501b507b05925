// SPDX-License-Identifier: Apache-2.0
#include "process/duration.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hz::process {
namespace {

using namespace std::chrono_literals;

void expect(const char* text, int months, std::chrono::seconds rest) {
    const auto found = duration_from_iso(text);
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(found->months, months) << text;
    EXPECT_EQ(found->rest, rest) << text;
}

TEST(ProcessDuration, is_read) {
    expect("P5D", 0, 120h);
    expect("PT2H", 0, 2h);
    expect("P2W", 0, 336h);
    expect("P1M", 1, 0s);
    expect("PT1M", 0, 60s);
    expect("P1Y2M3DT4H5M6S", 14, 72h + 4h + 5min + 6s);
    expect("P0D", 0, 0s);
    expect("P99999D", 0, 99'999 * 24h);
}

TEST(ProcessDuration, what_is_none_is_refused) {
    for (const std::string text : {"", "P", "PT", "P5", "5D", "P1DT", "PD", "P-1D", "P1.5D", "P1H", "PT1D", "P1D1D",
                                   "P1W2D", "P100000D", "p5d", "P5D ", "PT1S1M"})
        EXPECT_FALSE(duration_from_iso(text)) << text;
}

}  // namespace
}  // namespace hz::process
