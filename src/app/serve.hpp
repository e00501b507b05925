// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "api/platform.hpp"
#include "app/node.hpp"
#include "http/live.hpp"
#include "http/server.hpp"
#include "ledger/sequencer.hpp"

namespace hz::app {

struct ServeOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string public_url;            // how people reach it; no slash at the end
    http::Networks trusted_proxies;    // whose X-Forwarded-For and X-Forwarded-Proto are believed
    http::Networks metrics_readers;    // besides this machine itself
    double requests_per_second = 100;  // of one client address; 0: no limit
    std::optional<http::Tls> tls;
    std::vector<api::DemoLogin> demo_logins;
    unsigned threads = 0;
};

// A node that answers HTTP: the API, the pages, and what runs in the background (sequencer, timers and jobs, search
// index, live events). Stops cleanly on destruction.
class Serving {
  public:
    [[nodiscard]] static Result<std::unique_ptr<Serving>> start(std::unique_ptr<Node> node, const ServeOptions& options,
                                                                telemetry::Log& log);
    ~Serving();
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    void stop();

  private:
    Serving(std::unique_ptr<Node> node, const ServeOptions& options, telemetry::Log& log);
    api::Site make_site(const ServeOptions& options) const;
    void follow(const std::stop_token& stop);
    bool supervise();
    bool recount();

    std::unique_ptr<Node> node_;
    telemetry::Log& log_;
    telemetry::Registry metrics_;
    http::LiveHub live_;
    api::WorkerPool readers_;
    api::WorkerPool slow_;
    api::Site site_;
    std::unique_ptr<api::Platform> platform_;
    std::unique_ptr<http::Router> router_;
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<ledger::Sequencer> sequencer_;
    std::jthread follower_;
    std::mutex commit_mutex_;
    std::condition_variable_any commit_;
    bool committed_ = true;  // since the follower last looked
};

}  // namespace hz::app
