// SPDX-License-Identifier: Apache-2.0
#include "http/server.hpp"

#include <openssl/ssl.h>

#include <csignal>

#include <boost/asio/buffer.hpp>
#include <mutex>
#include <thread>

#include "http/errors.hpp"
#include "http/response_head.hpp"
#include "http/worker.hpp"

namespace hz::http {
namespace {

constexpr std::string_view requests_help = "Requests answered, by outcome";

unsigned thread_count(unsigned wanted) { return wanted ? wanted : std::max(1U, std::thread::hardware_concurrency()); }

// sendfile(2) to a client that has gone must be an error, not a signal; the signal goes to the thread that wrote.
void without_pipe_signal() {
    sigset_t pipe;
    ::sigemptyset(&pipe);
    ::sigaddset(&pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
}

// TLS 1.2 and newer, forward secrecy only.
Result<void> open_tls(std::optional<ssl::context>& context, const Tls& tls) {
    context.emplace(ssl::context::tls_server);
    NetError ec;
    context->set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                             ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 | ssl::context::single_dh_use,
                         ec);
    SSL_CTX_set_cipher_list(context->native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_mode(context->native_handle(), SSL_MODE_RELEASE_BUFFERS);
    if (!ec) context->use_certificate_chain(asio::buffer(tls.certificate_pem), ec);
    if (!ec) context->use_private_key(asio::buffer(tls.key_pem), ssl::context::pem, ec);
    if (ec) return refuse(errors::bad_certificate, {{"reason", ec.message()}});
    return {};
}

}  // namespace

Shared::Shared(const Router& routes, ServerOptions chosen, telemetry::Log& lines, telemetry::Metrics& numbers)
    : router(routes),
      options(std::move(chosen)),
      log(lines),
      limiter(options.rate.per_second, options.rate.burst, options.rate.clients),
      common(common_headers(options.content_security_policy, options.tls.has_value())),
      open(numbers.gauge("http_connections", "Open connections")),
      seconds(numbers.histogram("http_request_seconds", "From the head of a request to its answer")),
      informed(numbers.counter("http_requests_total", requests_help, {{"outcome", "done"}})),
      refused(numbers.counter("http_requests_total", requests_help, {{"outcome", "refused"}})),
      failed(numbers.counter("http_requests_total", requests_help, {{"outcome", "failed"}})) {}

class Server::Implementation {
  public:
    Result<void> open(const Router& router, ServerOptions options, telemetry::Log& log, telemetry::Metrics& metrics) {
        shared_ = std::make_shared<Shared>(router, std::move(options), log, metrics);
        if (shared_->options.tls) {
            const auto opened = open_tls(shared_->tls, *shared_->options.tls);
            if (opened.has_error()) return opened;
        }
        port_ = shared_->options.port;
        for (unsigned i = 0; i < thread_count(shared_->options.threads); ++i) {
            auto worker = std::make_shared<Worker>(shared_);
            const auto port = worker->listen(port_, i == 0);
            if (port.has_error()) return port.error();
            port_ = *port;
            workers_.push_back(std::move(worker));
        }
        for (const auto& worker : workers_)
            threads_.emplace_back([worker = worker.get()] {
                without_pipe_signal();
                worker->run();
            });
        return {};
    }

    void stop() {
        const std::lock_guard lock(mutex_);
        for (const auto& worker : workers_) worker->stop();
        for (auto& thread : threads_) thread.join();
        threads_.clear();
        workers_.clear();
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }

  private:
    std::shared_ptr<Shared> shared_;
    std::vector<std::shared_ptr<Worker>> workers_;
    std::vector<std::thread> threads_;
    std::mutex mutex_;
    std::uint16_t port_ = 0;
};

Server::Server(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Server::~Server() { stop(); }
std::uint16_t Server::port() const { return implementation_->port(); }
void Server::stop() { implementation_->stop(); }

Result<std::uint16_t> Server::find_free_port(const std::string& address) {
    NetError ec;
    asio::io_context io;
    Acceptor probe(io);
    const Tcp::endpoint endpoint(asio::ip::make_address(address, ec), 0);
    if (!ec) probe.open(endpoint.protocol(), ec);
    if (!ec) probe.bind(endpoint, ec);
    if (ec) return refuse(errors::cannot_listen, {{"address", address}, {"reason", ec.message()}});
    return probe.local_endpoint().port();
}

Result<std::unique_ptr<Server>> Server::start(const Router& router, ServerOptions options, telemetry::Log& log,
                                              telemetry::Metrics& metrics) {
    auto implementation = std::make_unique<Implementation>();
    const auto opened = implementation->open(router, std::move(options), log, metrics);
    if (opened.has_error()) return opened.error();
    return std::unique_ptr<Server>(new Server(std::move(implementation)));
}

}  // namespace hz::http
