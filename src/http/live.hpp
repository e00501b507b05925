// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/response.hpp"

// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).
//
//     handler:   reply(hub.subscribe(request, {"desk:" + agency, "person:" + id}));
//     anywhere:  hub.publish("desk:" + agency, {.name = "task", .data = R"({"id":"..."})", .id = "42"});
namespace hz::http {

struct LiveEvent {
    std::string name;  // the event's type; one line
    std::string data;  // JSON or text; line ends are kept
    std::string id;    // what the browser sends back as Last-Event-ID; one line
};

// What one connection still has to send. Made by the hub, drained by the server. Thread-safe.
class LiveStream {
  public:
    explicit LiveStream(std::size_t most_bytes) : most_bytes_(most_bytes) {}
    enum class State { open, closed };

    // Appends everything waiting to `out`.
    State take(std::string& out);
    // Called (from any thread, with a lock held: must only post) when there is something to take. Replaces the one
    // before; called at once when something already waits.
    void on_wake(std::function<void()> wake);
    // False once closed; a reader that falls behind `most_bytes` is closed.
    bool push(const std::shared_ptr<const std::string>& text);
    void close();

  private:
    void wake_locked();
    std::mutex mutex_;
    std::vector<std::shared_ptr<const std::string>> waiting_;
    std::size_t bytes_ = 0;
    std::size_t most_bytes_;
    bool closed_ = false;
    bool woken_ = false;
    std::function<void()> wake_;
};

// Topics and who listens. Thread-safe. Delivers at most once and in order of publish; what was missed is found by
// asking the API again, so the hub keeps no history.
class LiveHub {
  public:
    struct Options {
        std::size_t buffer_bytes =
            256 << 10;  // a connection that is further behind is dropped (the browser reconnects)
        std::size_t most_streams = 10000;
    };
    explicit LiveHub(Options options) : options_(options) {}
    LiveHub() : LiveHub(Options{}) {}

    // The response that keeps the connection open: `first` is sent at once (for what was missed since Last-Event-ID,
    // which the caller reads with last_event_id). 503 when there are too many.
    [[nodiscard]] Response subscribe(const Request& request, const std::vector<std::string>& topics,
                                     const std::vector<LiveEvent>& first = {});
    // To how many it went.
    std::size_t publish(std::string_view topic, const LiveEvent& event);
    [[nodiscard]] std::size_t streams() const;
    // Ends all streams; later subscriptions are refused.
    void close();

  private:
    using Listeners = std::vector<std::weak_ptr<LiveStream>>;
    void forget_closed();
    Options options_;
    mutable std::mutex mutex_;
    std::map<std::string, Listeners, std::less<>> topics_;
    std::vector<std::weak_ptr<LiveStream>> all_;
    bool closed_ = false;
};

[[nodiscard]] std::string last_event_id(const Request& request);
// The bytes on the wire; a line end in name or id ends it.
[[nodiscard]] std::string format_event(const LiveEvent& event);

}  // namespace hz::http
