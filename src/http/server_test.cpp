// SPDX-License-Identifier: Apache-2.0
#include "http/server.hpp"

#include <future>
#include <thread>

#include "http/server_test_support.hpp"

namespace hz::http {
namespace {

constexpr std::string_view get_hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

std::vector<Route> usual() {
    std::vector<Route> routes;
    routes.push_back(hello_route());
    routes.push_back(echo_route());
    return routes;
}

TEST(Server, AnswersAndKeepsTheConnection) {
    TestServer test(usual());
    auto client = test.client();
    ASSERT_TRUE(client.connect());
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(client.write(get_hello));
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer.has_value());
        EXPECT_EQ(answer->status, 200);
        EXPECT_EQ(answer->body, "hello");
    }
}

TEST(Server, PutsSecurityHeadersOnEveryAnswer) {
    TestServer test(usual());
    auto client = test.client();
    for (const auto* target : {"/hello", "/nowhere"}) {
        const auto answer = client.get(target);
        ASSERT_TRUE(answer.has_value());
        EXPECT_TRUE(answer->header("content-security-policy").starts_with("default-src 'self'"));
        EXPECT_EQ(answer->header("x-content-type-options"), "nosniff");
        EXPECT_EQ(answer->header("cache-control"), "no-store");
        EXPECT_EQ(answer->header("strict-transport-security"), "");
        EXPECT_FALSE(answer->header("date").empty());
    }
}

TEST(Server, MethodsHeadOptionsAnd405) {
    TestServer test(usual());
    auto client = test.client();
    const auto head = client.send(Method::head, "/hello");
    ASSERT_TRUE(head.has_value());
    EXPECT_EQ(head->status, 200);
    EXPECT_EQ(head->header("content-length"), "5");
    EXPECT_EQ(client.get("/hello")->body, "hello");  // nothing was left behind
    EXPECT_EQ(client.send(Method::put, "/hello", "x")->status, 405);
    EXPECT_EQ(client.send(Method::put, "/hello", "x")->header("allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(client.send(Method::options, "/hello")->status, 204);
}

TEST(Server, AnswersEveryPipelinedRequestInOrder) {
    TestServer test(usual());
    auto client = test.client();
    ASSERT_TRUE(client.connect());
    std::string all;
    for (int i = 0; i < 50; ++i) {
        const auto body = std::to_string(i);
        all += "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    ASSERT_TRUE(client.write(all));
    for (int i = 0; i < 50; ++i) EXPECT_EQ(client.read_answer()->body, std::to_string(i));
}

TEST(Server, ReadsARequestSplitAtEveryByte) {
    TestServer test(usual());
    auto client = test.client();
    ASSERT_TRUE(client.connect());
    const std::string request =
        "\r\nPOST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
        "chunked\r\n\r\n3\r\nkit\r\n2;x=y\r\nes\r\n0\r\nTrailer: z\r\n\r\n";
    for (std::size_t i = 1; i < request.size(); ++i) {
        ASSERT_TRUE(client.write(std::string_view(request).substr(0, i)));
        ASSERT_TRUE(client.write(std::string_view(request).substr(i)));
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer.has_value()) << i;
        EXPECT_EQ(answer->body, "kites") << i;
    }
}

TEST(Server, SaysContinue) {
    TestServer test(usual());
    auto client = test.client();
    ASSERT_TRUE(client.connect());
    ASSERT_TRUE(client.write("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"));
    EXPECT_TRUE(client.read_some().starts_with("HTTP/1.1 100 "));
    ASSERT_TRUE(client.write("kite"));
    EXPECT_EQ(client.read_answer()->body, "kite");
}

TEST(Server, AnswersFromAnotherThread) {
    std::vector<std::jthread> threads;
    std::vector<Route> routes;
    std::mutex mutex;
    routes.push_back(raw_route({.pattern = "/later", .permission = "public"}, [&](Request& request, Responder reply) {
        const std::lock_guard lock(mutex);
        threads.emplace_back([&request, reply] { reply(text_response(200, request.path)); });
    }));
    TestServer test(std::move(routes));
    auto client = test.client();
    for (int i = 0; i < 20; ++i) EXPECT_EQ(client.get("/later")->body, "/later");
}

TEST(Server, DroppedResponderIs500) {
    std::vector<Route> routes;
    routes.push_back(raw_route({.pattern = "/drop", .permission = "public"}, [](Request&, Responder) {}));
    TestServer test(std::move(routes));
    auto client = test.client();
    const auto answer = client.get("/drop", {{"Accept-Language", "en"}});
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->status, 500);
    EXPECT_NE(answer->body.find("\"code\":\"http.no_answer\""), std::string::npos);
}

TEST(Server, CutsAHandlerThatNeverAnswers) {
    std::vector<Route> routes;
    std::vector<Responder> kept;
    routes.push_back(raw_route({.pattern = "/stuck", .permission = "public"},
                               [&](Request&, Responder reply) { kept.push_back(reply); }));
    routes.push_back(hello_route());
    auto options = TestServer::quick();
    options.limits.handler = Milliseconds(30);
    TestServer test(std::move(routes), options);
    auto client = test.client();
    EXPECT_EQ(client.get("/stuck")->status, 500);
    kept.front()(text_response(200, "too late"));
    EXPECT_EQ(client.get("/hello")->body, "hello");
}

TEST(Server, ServesManyAtOnce) {
    TestServer test(usual());
    std::atomic<int> right{0};
    std::vector<std::jthread> threads;
    for (int t = 0; t < 16; ++t)
        threads.emplace_back([&, t] {
            auto client = test.client();
            for (int i = 0; i < 50; ++i) {
                const auto body = std::to_string(t * 1000 + i);
                const auto answer = client.send(Method::post, "/echo", body);
                right += answer.has_value() && answer->body == body;
            }
        });
    threads.clear();
    EXPECT_EQ(right, 800);
    EXPECT_NE(test.metrics.text().find("http_requests_total{outcome=\"done\"} 800"), std::string::npos);
}

TEST(Server, StopsGracefully) {
    std::vector<Route> routes;
    std::promise<Responder> running;
    routes.push_back(raw_route({.pattern = "/long", .permission = "public"},
                               [&](Request&, Responder reply) { running.set_value(reply); }));
    routes.push_back(hello_route());
    auto options = TestServer::quick();
    options.threads = 1;  // so that both connections hear of the stop at once
    TestServer test(std::move(routes), options);
    auto idle = test.client();
    EXPECT_EQ(idle.get("/hello")->status, 200);
    auto active = test.client();
    ASSERT_TRUE(active.connect());
    ASSERT_TRUE(active.write("GET /long HTTP/1.1\r\nHost: a\r\n\r\n"));
    const auto reply = running.get_future().get();
    std::jthread stopper([&] { test.server->stop(); });
    EXPECT_TRUE(idle.at_end());
    reply(text_response(200, "done"));
    const auto answer = active.read_answer();
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->body, "done");
    EXPECT_EQ(answer->header("connection"), "close");
    stopper.join();
    EXPECT_FALSE(test.client().connect());
}

TEST(Server, StopIsBounded) {
    std::vector<Route> routes;
    std::promise<Responder> running;
    routes.push_back(raw_route({.pattern = "/long", .permission = "public"},
                               [&](Request&, Responder reply) { running.set_value(reply); }));
    auto options = TestServer::quick();
    options.limits.stop = Milliseconds(30);
    TestServer test(std::move(routes), options);
    auto client = test.client();
    ASSERT_TRUE(client.connect());
    ASSERT_TRUE(client.write("GET /long HTTP/1.1\r\nHost: a\r\n\r\n"));
    const auto reply = running.get_future().get();
    test.server->stop();
    EXPECT_TRUE(client.at_end());
    test.server.reset();
    EXPECT_TRUE(reply(text_response(200, "nobody hears it")));
}

TEST(Server, NoticesATakenPort) {
    TestServer first(usual());
    auto options = TestServer::quick();
    options.port = first.server->port();
    const Router router(usual());
    telemetry::NullLog log;
    telemetry::NullMetrics metrics;
    const auto second = Server::start(router, options, log, metrics);
    ASSERT_TRUE(second.has_error());
    EXPECT_TRUE(second.error().is(errors::cannot_listen));
}

TEST(Server, KnowsClientAndLocale) {
    std::vector<Route> routes;
    routes.push_back(text_route(Method::get, "/who", [](Request& r) {
        return text_response(200, r.client + " " + r.locale + (r.secure ? " s" : ""));
    }));
    auto options = TestServer::quick();
    TestServer direct(std::move(routes), options);
    auto client = direct.client();
    const Client::HeaderList headers{
        {"X-Forwarded-For", "1.2.3.4"}, {"X-Forwarded-Proto", "https"}, {"Accept-Language", "en-GB, zh;q=0.5"}};
    EXPECT_EQ(client.get("/who", headers)->body, "127.0.0.1 en");
    EXPECT_EQ(client.get("/who")->body, "127.0.0.1 zh-Hans");
    std::vector<Route> again;
    again.push_back(text_route(Method::get, "/who",
                               [](Request& r) { return text_response(200, r.client + (r.secure ? " s" : "")); }));
    const std::vector<std::string> proxies{"127.0.0.0/8"};
    options.trusted_proxies = *Networks::parse(proxies);
    TestServer proxied(std::move(again), options);
    EXPECT_EQ(proxied.client().get("/who", headers)->body, "1.2.3.4 s");
}

// The id of an answer is the one its log line has, and the caller's trace goes on.
TEST(Server, EveryAnswerHasItsIdInTheLog) {
    class Lines final : public telemetry::Log {
      public:
        [[nodiscard]] bool enabled(telemetry::Level) const override { return true; }
        void write(telemetry::Level level, std::string_view event, std::span<const telemetry::Field> fields) override {
            const std::lock_guard lock(mutex);
            text += telemetry::json_line(from_millis(0), level, event, fields) + "\n";
        }
        std::mutex mutex;
        std::string text;
    } lines;
    std::vector<Route> routes;
    routes.push_back(hello_route());
    const Router router(std::move(routes));
    telemetry::NullMetrics metrics;
    const auto server = Server::start(router, TestServer::quick(), lines, metrics);
    ASSERT_TRUE(server);
    Client client("127.0.0.1", (*server)->port(), std::chrono::seconds(10));
    const std::string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    const auto answer = client.get("/hello", {{"traceparent", "00-" + trace + "-00f067aa0ba902b7-01"}});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->header("X-Request-Id"), trace);
    const auto other = client.get("/nothing");
    const std::string id(other->header("x-request-id"));
    EXPECT_EQ(id.size(), 32U);
    (*server)->stop();
    EXPECT_NE(lines.text.find("\"trace\":\"" + trace + "\""), std::string::npos) << lines.text;
    EXPECT_NE(lines.text.find("\"parent\":\"00f067aa0ba902b7\""), std::string::npos) << lines.text;
    EXPECT_NE(lines.text.find("\"trace\":\"" + id + "\""), std::string::npos) << lines.text;
}

}  // namespace
}  // namespace hz::http
