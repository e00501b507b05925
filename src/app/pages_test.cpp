// SPDX-License-Identifier: Apache-2.0
#include "app/pages.hpp"

#include <gtest/gtest.h>

namespace hz::app {
namespace {

int status_for(const std::string& client, const std::string& header) {
    telemetry::Registry metrics;
    const std::vector<std::string> lab{"10.9.0.0/16"};
    const http::Router router(page_routes(metrics, *http::Networks::parse(lab)));
    auto request = std::make_shared<http::Request>();
    request->target = "/metrics";
    request->client = client;
    if (!header.empty()) request->headers.all.emplace_back(header, "1.2.3.4");
    int status = 0;
    http::dispatch(router, request, [&](http::Response response) { status = response.status; });
    return status;
}

TEST(Metrics, AreNotForThePublic) {
    EXPECT_EQ(status_for("127.0.0.1", ""), 200);
    EXPECT_EQ(status_for("::1", ""), 200);
    EXPECT_EQ(status_for("10.9.8.7", ""), 200);
    EXPECT_EQ(status_for("10.8.8.7", ""), 404);
    EXPECT_EQ(status_for("203.0.113.9", ""), 404);
    for (const auto* header : {"X-Forwarded-For", "Forwarded", "Via"}) EXPECT_EQ(status_for("127.0.0.1", header), 404);
}

}  // namespace
}  // namespace hz::app
