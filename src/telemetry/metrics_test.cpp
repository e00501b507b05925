// SPDX-License-Identifier: Apache-2.0
#include "telemetry/metrics.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace hz::telemetry {
namespace {

TEST(Registry, PrintsPrometheusText) {
    Registry registry;
    registry.counter("kites_total", "Kites flown", {{"colour", "red\"x"}}).add(3);
    registry.gauge("wind", "Now").set(-2);
    EXPECT_EQ(registry.text(),
              "# HELP kites_total Kites flown\n# TYPE kites_total counter\nkites_total{colour=\"red\\\"x\"} 3\n"
              "# HELP wind Now\n# TYPE wind gauge\nwind -2\n");
}

TEST(Registry, GivesTheSameInstrumentAgain) {
    Registry registry;
    EXPECT_EQ(&registry.counter("a", "", {{"k", "v"}}), &registry.counter("a", "", {{"k", "v"}}));
    EXPECT_NE(&registry.counter("a", "", {{"k", "v"}}), &registry.counter("a", "", {{"k", "w"}}));
}

TEST(Histogram, CountsIntoCumulativeBuckets) {
    Registry registry;
    auto& histogram = registry.histogram("seconds", "How long");
    histogram.observe(0.0004);
    histogram.observe(0.002);
    histogram.observe(99);
    const auto text = registry.text();
    EXPECT_NE(text.find("seconds_bucket{le=\"0.0005\"} 1\n"), std::string::npos) << text;
    EXPECT_NE(text.find("seconds_bucket{le=\"0.0025\"} 2\n"), std::string::npos) << text;
    EXPECT_NE(text.find("seconds_bucket{le=\"10\"} 2\n"), std::string::npos) << text;
    EXPECT_NE(text.find("seconds_bucket{le=\"+Inf\"} 3\nseconds_sum 99.0024\nseconds_count 3\n"), std::string::npos)
        << text;
}

TEST(Registry, CountsFromManyThreads) {
    Registry registry;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 1000; ++i) registry.counter("n", "").add();
        });
    threads.clear();
    EXPECT_EQ(registry.counter("n", "").value(), 4000U);
}

TEST(NullMetrics, SaysNothing) {
    NullMetrics off;
    off.counter("a", "", {}).add();
    EXPECT_EQ(off.text(), "");
}

}  // namespace
}  // namespace hz::telemetry
