// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/network.hpp"
#include "http/route.hpp"
#include "telemetry/log.hpp"
#include "telemetry/metrics.hpp"

namespace hz::http {

using Milliseconds = std::chrono::milliseconds;

struct Tls {
    std::string certificate_pem;  // the chain, leaf first: the text itself, not a path
    std::string key_pem;
};

struct Limits {
    std::uint32_t head_bytes = 16 << 10;  // more is 431
    std::uint64_t body_bytes = 1 << 20;   // more is 413; Route::body_limit wins
    std::size_t connections = 10000;      // more are answered 503 and closed
    std::size_t requests_per_connection = 10000;
    Milliseconds head{5000};                     // from the first byte (or the connection) to the end of the head
    Milliseconds body_progress{10000};           // between two reads of a body
    std::uint64_t body_bytes_per_second = 1024;  // a body slower than this on average is cut ...
    Milliseconds body_grace{30000};              // ... but not before this
    Milliseconds idle{60000};                    // a kept connection without a request
    Milliseconds write_progress{20000};          // between two writes of an answer
    Milliseconds handler{60000};                 // a handler that has not answered: 500, and its answer is lost
    Milliseconds heartbeat{15000};               // comment line on a silent event stream
    Milliseconds stop{10000};                    // how long stop() waits for what is running
    Milliseconds sweep{500};                     // how often the times above are looked at
};

struct RateLimit {
    double per_second = 0;            // tokens a client gains; 0 is off
    double burst = 100;               // tokens a client can save up
    bool spare_this_machine = false;  // clients on a loopback address are not limited
    std::size_t clients = 65536;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free one, see Server::port()
    unsigned threads = 0;    // 0: one a processor
    std::optional<Tls> tls = {};
    Limits limits = {};
    RateLimit rate = {};
    std::string spool_folder = "/tmp";  // for bodies of `large_body` routes; files there have no name
    Networks trusted_proxies = {};      // whose X-Forwarded-For and X-Forwarded-Proto we believe
    std::string default_locale = "zh-Hans";
    std::string content_security_policy = {};  // ours where empty
    // Looks at a request whose head has come, before its body is read (`body` is empty then): an answer refuses it.
    std::function<std::optional<Response>(const Request&, const Route&)> admit = {};
};

// Serves the routes. Router, log and metrics must outlive it. A handler runs on the thread of its connection.
class Server {
  public:
    // Binds and starts. Refusals: http.cannot_listen, http.bad_certificate.
    [[nodiscard]] static Result<std::unique_ptr<Server>> start(const Router& router, ServerOptions options,
                                                               telemetry::Log& log, telemetry::Metrics& metrics);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    // A port of this address that is free now, for who must know it before the start. Refusal: http.cannot_listen.
    [[nodiscard]] static Result<std::uint16_t> find_free_port(const std::string& address);
    // Stops accepting, ends event streams and idle connections, lets what runs be answered, then returns; what is not
    // done after Limits::stop is cut. Call it before closing what handlers use. Idempotent.
    void stop();

  private:
    class Implementation;
    explicit Server(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace hz::http
