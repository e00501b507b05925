// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "http/errors.hpp"
#include "http/rate_limit.hpp"
#include "http/server_test_support.hpp"

namespace hz::http {
namespace {

std::vector<Route> usual() {
    std::vector<Route> routes;
    routes.push_back(hello_route());
    routes.push_back(echo_route());
    return routes;
}

// Sends the bytes on a fresh connection; the status, 0 when the connection closed without an answer.
int status_of(const TestServer& test, std::string_view bytes) {
    auto client = test.client();
    if (!client.connect() || !client.write(bytes)) return -1;
    const auto answer = client.read_answer();
    return answer.has_value() ? answer->status : 0;
}

TEST(Limits, GarbageIs400AndCloses) {
    TestServer test(usual());
    for (const std::string_view bytes :
         {std::string_view("kite\r\n\r\n"),
          std::string_view("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 tls hello \r\n\r\n"),
          std::string_view("GET /hello HTTP/9.9\r\nHost: a\r\n\r\n"),
          std::string_view("GET  /hello HTTP/1.1\r\nHost: a\r\n\r\n"),
          std::string_view("GET /hello HTTP/1.1\r\nHost : a\r\n\r\n"), std::string_view("GET /hello HTTP/1.1\r\n\r\n"),
          std::string_view("GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")}) {
        auto client = test.client();
        ASSERT_TRUE(client.connect());
        ASSERT_TRUE(client.write(bytes));
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer.has_value()) << bytes;
        EXPECT_EQ(answer->status, 400) << bytes;
        EXPECT_EQ(answer->header("connection"), "close");
        EXPECT_EQ(answer->header("content-type"), "application/problem+json");
    }
}

TEST(Limits, SmugglingIs400) {
    TestServer test(usual());
    const std::string post = "POST /echo HTTP/1.1\r\nHost: a\r\n";
    EXPECT_EQ(status_of(test, post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(status_of(test, post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(status_of(test, post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), 400);
    EXPECT_EQ(status_of(test, post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"), 400);
    EXPECT_EQ(status_of(test, post + "Content-Length: +3\r\n\r\nabc"), 400);
    EXPECT_EQ(status_of(test, post + "Content-Length: -3\r\n\r\nabc"), 400);
    EXPECT_EQ(status_of(test, post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(status_of(test, post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(status_of(test, post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"), 400);
    EXPECT_EQ(status_of(test, "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
}

TEST(Limits, HeadOver16KiBIs431) {
    TestServer test(usual());
    EXPECT_EQ(status_of(test, "GET /hello HTTP/1.1\r\nHost: a\r\nA: " + std::string(12 << 10, 'a') + "\r\n\r\n"), 200);
    EXPECT_EQ(status_of(test, "GET /hello HTTP/1.1\r\nHost: a\r\nA: " + std::string(70 << 10, 'a') + "\r\n\r\n"), 431);
    EXPECT_EQ(status_of(test, "GET /" + std::string(70 << 10, 'a')), 431);
    std::string many = "GET /hello HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 200; ++i) many += "A: b\r\n";
    EXPECT_EQ(status_of(test, many + "\r\n"), 431);
}

TEST(Limits, BodyOverTheLimitIs413ByLengthAndInChunks) {
    auto options = TestServer::quick();
    options.limits.body_bytes = 10;
    TestServer test(usual(), options);
    const std::string post = "POST /echo HTTP/1.1\r\nHost: a\r\n";
    EXPECT_EQ(status_of(test, post + "Content-Length: 10\r\n\r\n0123456789"), 200);
    EXPECT_EQ(status_of(test, post + "Content-Length: 11\r\n\r\n01234567890"), 413);
    EXPECT_EQ(status_of(test, post + "Content-Length: 99999999999999\r\n\r\n"), 413);
    EXPECT_EQ(status_of(test, post + "Transfer-Encoding: chunked\r\n\r\n6\r\n012345\r\n5\r\n01234\r\n0\r\n\r\n"), 413);
    EXPECT_EQ(status_of(test, post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n"), 413);
}

TEST(Limits, SlowHeadIsCut) {
    auto options = TestServer::quick();
    options.limits.head = Milliseconds(60);
    TestServer test(usual(), options);
    auto client = test.client();
    ASSERT_TRUE(client.connect());
    const std::string head = "GET /hello HTTP/1.1\r\nHost: a\r\nA: " + std::string(1000, 'a');
    std::size_t sent = 0;  // one byte every few milliseconds never finishes in time
    while (sent < head.size() && client.write(std::string_view(head).substr(sent, 1))) {
        ++sent;
        std::this_thread::sleep_for(Milliseconds(2));
    }
    EXPECT_LT(sent, head.size());
    auto silent = test.client();
    ASSERT_TRUE(silent.connect());
    EXPECT_TRUE(silent.at_end());
}

TEST(Limits, HalfAHeadIs408) {
    auto options = TestServer::quick();
    options.limits.head = Milliseconds(30);
    TestServer test(usual(), options);
    EXPECT_EQ(status_of(test, "GET /hello HTTP/1.1\r\nHo"), 408);
}

TEST(Limits, StalledBodyIsCut) {
    auto options = TestServer::quick();
    options.limits.body_progress = Milliseconds(30);
    TestServer test(usual(), options);
    EXPECT_EQ(status_of(test, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab"), 408);
}

TEST(Limits, IdleConnectionIsClosed) {
    auto options = TestServer::quick();
    options.limits.idle = Milliseconds(30);
    TestServer test(usual(), options);
    auto client = test.client();
    EXPECT_EQ(client.get("/hello")->status, 200);
    EXPECT_TRUE(client.at_end());
    EXPECT_EQ(client.get("/hello")->status, 200);  // connects again
}

TEST(Limits, TooManyConnectionsAre503) {
    auto options = TestServer::quick();
    options.limits.connections = 1;
    TestServer test(usual(), options);
    auto first = test.client();
    EXPECT_EQ(first.get("/hello")->status, 200);
    EXPECT_EQ(status_of(test, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"), 503);
    EXPECT_EQ(first.get("/hello")->status, 200);
}

TEST(Limits, RequestsPerConnection) {
    auto options = TestServer::quick();
    options.limits.requests_per_connection = 2;
    TestServer test(usual(), options);
    auto client = test.client();
    EXPECT_EQ(client.get("/hello")->header("connection"), "");
    EXPECT_EQ(client.get("/hello")->header("connection"), "close");
}

TEST(Limits, RateIs429WithRetryAfter) {
    auto options = TestServer::quick();
    options.rate = {.per_second = 0.001, .burst = 2};
    TestServer test(usual(), options);
    auto client = test.client();
    EXPECT_EQ(client.get("/hello")->status, 200);
    EXPECT_EQ(client.get("/hello")->status, 200);
    const auto third = client.get("/hello");
    EXPECT_EQ(third->status, 429);
    EXPECT_EQ(third->header("retry-after"), "1000");
}

TEST(RateLimiter, RefillsAndForgets) {
    RateLimiter limiter(2, 4, 3);
    RateLimiter::Instant now{};
    EXPECT_EQ(limiter.take("a", 4, now), 0U);
    EXPECT_EQ(limiter.take("a", 1, now), 1U);
    EXPECT_EQ(limiter.take("a", 3, now), 2U);
    now += std::chrono::milliseconds(500);
    EXPECT_EQ(limiter.take("a", 1, now), 0U);
    EXPECT_EQ(limiter.take("a", 1, now), 1U);
    for (const auto* key : {"b", "c", "d", "e"}) EXPECT_EQ(limiter.take(key, 1, now), 0U);
    EXPECT_EQ(limiter.keys(), 3U);
    EXPECT_EQ(limiter.take("a", 4, now), 0U);  // forgotten, so full again
}

TEST(Limits, AdmissionIsDecidedBeforeTheBody) {
    auto options = TestServer::quick();
    options.admit = [](const Request& request, const Route&) -> std::optional<Response> {
        if (request.header("cookie")) return std::nullopt;
        return empty_response(401);
    };
    TestServer test(usual(), options);
    EXPECT_EQ(status_of(test, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n"), 401);
    EXPECT_EQ(status_of(test, "POST /echo HTTP/1.1\r\nHost: a\r\nCookie: k=v\r\nContent-Length: 1\r\n\r\na"), 200);
}

}  // namespace
}  // namespace hz::http
