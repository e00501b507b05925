// SPDX-License-Identifier: Apache-2.0
#include "http/live.hpp"

#include <thread>

#include "http/server_test_support.hpp"

namespace hz::http {
namespace {

// Reads until `text` has come; what came.
std::string read_until(Client& client, std::string_view text) {
    std::string all;
    while (all.find(text) == std::string::npos) {
        const auto more = client.read_some();
        if (more.empty()) break;
        all += more;
    }
    return all;
}

std::vector<Route> live_routes(LiveHub& hub) {
    std::vector<Route> routes;
    routes.push_back(text_route(Method::get, "/live", [&hub](Request& request) {
        std::vector<LiveEvent> first;
        if (const auto last = last_event_id(request); !last.empty()) first.push_back({"missed", "since " + last, ""});
        return hub.subscribe(request, {std::string(request.query.find("topic").value_or("all"))}, first);
    }));
    routes.push_back(hello_route());
    return routes;
}

TEST(Live, EventsReachWhoListens) {
    LiveHub hub;
    TestServer test(live_routes(hub));
    auto a = test.client(), b = test.client();
    for (auto* client : {&a, &b}) ASSERT_TRUE(client->connect());
    ASSERT_TRUE(a.write("GET /live?topic=a HTTP/1.1\r\nHost: a\r\n\r\n"));
    ASSERT_TRUE(b.write("GET /live?topic=b HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 7\r\n\r\n"));
    const auto head = read_until(a, ": hello\n\n");
    EXPECT_NE(head.find("Content-Type: text/event-stream\r\n"), std::string::npos);
    EXPECT_NE(read_until(b, "since 7").find("event: missed\ndata: since 7\n\n"), std::string::npos);
    EXPECT_EQ(hub.publish("a", {"task", "{\"id\":1}", "42"}), 1U);
    EXPECT_EQ(hub.publish("nobody", {"task", "", ""}), 0U);
    EXPECT_EQ(hub.publish("b", {"case", "two\nlines", ""}), 1U);
    EXPECT_EQ(read_until(a, "\n\n"), "id: 42\nevent: task\ndata: {\"id\":1}\n\n");
    EXPECT_EQ(read_until(b, "lines\n\n"), "event: case\ndata: two\ndata: lines\n\n");
}

TEST(Live, ManyEventsFromManyThreadsArriveWhole) {
    LiveHub hub;
    TestServer test(live_routes(hub));
    auto client = test.client();
    ASSERT_TRUE(client.connect());
    ASSERT_TRUE(client.write("GET /live HTTP/1.1\r\nHost: a\r\n\r\n"));
    read_until(client, ": hello\n\n");
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 250; ++i) hub.publish("all", {"n", "kite", ""});
        });
    threads.clear();
    hub.publish("all", {"end", "", ""});
    const auto all = read_until(client, "event: end");
    std::size_t events = 0;
    for (auto at = all.find("event: n\ndata: kite\n\n"); at != std::string::npos;
         at = all.find("event: n\ndata: kite\n\n", at + 1))
        ++events;
    EXPECT_EQ(events, 1000U);
}

TEST(Live, HeartbeatAndStop) {
    LiveHub hub;
    auto options = TestServer::quick();
    options.limits.heartbeat = Milliseconds(20);
    TestServer test(live_routes(hub), options);
    auto client = test.client();
    ASSERT_TRUE(client.connect());
    ASSERT_TRUE(client.write("GET /live HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_NE(read_until(client, "\n:\n\n").find(":\n\n"), std::string::npos);
    test.server->stop();
    EXPECT_TRUE(client.at_end());
    EXPECT_EQ(hub.streams(), 0U);
}

TEST(Live, ClosingTheHubEndsStreams) {
    LiveHub hub;
    TestServer test(live_routes(hub));
    auto client = test.client();
    ASSERT_TRUE(client.connect());
    ASSERT_TRUE(client.write("GET /live HTTP/1.1\r\nHost: a\r\n\r\n"));
    read_until(client, ": hello\n\n");
    hub.publish("all", {"last", "", ""});
    hub.close();
    EXPECT_NE(read_until(client, "event: last").find("event: last"), std::string::npos);
    EXPECT_TRUE(client.at_end());
    EXPECT_EQ(test.client().get("/live")->status, 503);
}

TEST(Live, SlowReaderIsDropped) {
    LiveHub hub({.buffer_bytes = 1 << 16, .most_streams = 10});
    TestServer test(live_routes(hub));
    auto client = test.client();
    ASSERT_TRUE(client.connect());
    ASSERT_TRUE(client.write("GET /live HTTP/1.1\r\nHost: a\r\n\r\n"));
    read_until(client, ": hello\n\n");
    const std::string data(60000, 'k');
    std::size_t published = 0;  // the socket's buffers fill, then ours, then it is dropped
    while (hub.publish("all", {"n", data, ""}) == 1 && published < 100000) ++published;
    EXPECT_LT(published, 100000U);
}

TEST(Live, TooManyStreamsAre503) {
    LiveHub hub({.buffer_bytes = 1 << 16, .most_streams = 1});
    Request request;
    const auto first = hub.subscribe(request, {"a"});
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(hub.subscribe(request, {"a"}).status, 503);
}

TEST(Live, AnEventCannotSmuggleAnother) {
    EXPECT_EQ(format_event({"a\nevent: b", "x\r\ny\rz", "1\n2"}), "id: 1\nevent: a\ndata: x\ndata: y\ndata: z\n\n");
}

}  // namespace
}  // namespace hz::http
