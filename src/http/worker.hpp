// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <memory>
#include <string>

#include "base/random.hpp"
#include "http/connection.hpp"
#include "http/rate_limit.hpp"
#include "http/server.hpp"

// One thread, its io_context, its acceptor and its connections. Private to http/.
namespace hz::http {

// At a stop, for a first request that may already be on its way.
inline constexpr std::chrono::milliseconds fresh_at_stop{200};

// What all workers share.
struct Shared {
    Shared(const Router& routes, ServerOptions chosen, telemetry::Log& lines, telemetry::Metrics& numbers);
    const Router& router;
    const ServerOptions options;
    telemetry::Log& log;
    SystemRandom random;  // of trace ids
    RateLimiter limiter;
    std::optional<ssl::context> tls;
    std::string common;  // headers of every answer
    std::atomic<std::size_t> connections{0};
    telemetry::Gauge& open;
    telemetry::Histogram& seconds;
    telemetry::Counter& informed;
    telemetry::Counter& refused;
    telemetry::Counter& failed;
};

class Worker : public std::enable_shared_from_this<Worker> {
  public:
    explicit Worker(std::shared_ptr<Shared> shared) : shared_(std::move(shared)), acceptor_(io_), sweeper_(io_) {}

    // Port 0 takes a free one; the port that it became. The `first` worker also checks that nobody else has it.
    [[nodiscard]] Result<std::uint16_t> listen(std::uint16_t port, bool first);
    void run();   // until stopped and empty
    void stop();  // from any thread

    [[nodiscard]] Executor executor() { return io_.get_executor(); }
    [[nodiscard]] bool stopping() const { return stopping_; }
    [[nodiscard]] Shared& shared() const { return *shared_; }
    [[nodiscard]] const std::string& date() const { return date_; }
    void join(Connection& connection) { connections_.push_back(connection); }

  private:
    Task<void> accept();
    Task<void> sweep();
    void admit(Socket socket);
    void close_acceptor();
    void leave();

    std::shared_ptr<Shared> shared_;
    asio::io_context io_{1};
    Acceptor acceptor_;
    Timer sweeper_;
    boost::intrusive::list<Connection, boost::intrusive::constant_time_size<false>> connections_;
    std::size_t sessions_ = 0;
    std::string date_;
    bool stopping_ = false;
    SteadyClock::time_point stop_by_ = SteadyClock::time_point::max();
};

// Serves one connection until it ends (session.cpp).
Task<void> serve(std::shared_ptr<Worker> worker, Socket socket);

}  // namespace hz::http
