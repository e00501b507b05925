// SPDX-License-Identifier: Apache-2.0
#include "telemetry/trace.hpp"

#include <gtest/gtest.h>

namespace hz::telemetry {
namespace {

const std::string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
const std::string parent = "00f067aa0ba902b7";

TEST(Trace, GoesOnWithTheCallers) {
    SeededRandom random(1);
    const auto span = begin_span("00-" + trace + "-" + parent + "-01", random);
    EXPECT_EQ(span.trace, trace);
    EXPECT_EQ(span.parent, parent);
    EXPECT_EQ(span.id.size(), 16U);
    EXPECT_NE(span.id, parent);
    EXPECT_EQ(begin_span("01-" + trace + "-" + parent + "-01-later", random).trace, trace);
}

TEST(Trace, BeginsWhereTheHeaderIsNotWellFormed) {
    SeededRandom random(1);
    for (const auto& header :
         {std::string(), "00-" + trace + "-" + parent, "ff-" + trace + "-" + parent + "-01",
          "00-" + trace + "-" + parent + "-01-more", "00-" + std::string(32, '0') + "-" + parent + "-01",
          "00-" + trace + "-" + std::string(16, '0') + "-01", "00-" + std::string(32, 'Z') + "-" + parent + "-01",
          std::string(55, '-')}) {
        const auto span = begin_span(header, random);
        EXPECT_NE(span.trace, trace) << header;
        EXPECT_EQ(span.trace.size(), 32U);
        EXPECT_EQ(span.parent, "") << header;
    }
    EXPECT_NE(begin_span("", random).trace, begin_span("", random).trace);
}

}  // namespace
}  // namespace hz::telemetry
