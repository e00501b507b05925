// SPDX-License-Identifier: Apache-2.0
#include "http/worker.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include "base/check.hpp"
#include "http/errors.hpp"
#include "http/problem.hpp"
#include "http/response_head.hpp"

namespace hz::http {
namespace {

constexpr int backlog = 1024;
constexpr std::chrono::milliseconds accept_pause{50};

// A coroutine that throws is a bug: expected faults are values.
void rethrow_as_bug(const std::exception_ptr& fault) {
    if (!fault) return;
    try {
        std::rethrow_exception(fault);
    } catch (const std::exception& e) {
        bug(std::string("http worker: ") + e.what());
    }
}

std::string today() {
    using namespace std::chrono;
    return http_date(
        duration_cast<seconds>(system_clock::now().time_since_epoch()).count());  // the protocol's own time
}

// With SO_REUSEPORT alone a second program would silently share the port; a first bind without it notices.
NetError port_taken(asio::io_context& io, const Tcp::endpoint& endpoint) {
    NetError ec;
    Acceptor probe(io);
    probe.open(endpoint.protocol(), ec);
    if (!ec) probe.set_option(Acceptor::reuse_address(true), ec);
    if (!ec) probe.bind(endpoint, ec);
    if (!ec) probe.listen(1, ec);
    return ec;
}

}  // namespace

Result<std::uint16_t> Worker::listen(std::uint16_t port, bool first) {
    const auto& address = shared_->options.address;
    const auto fail = [&](const NetError& ec) {
        return refuse(errors::cannot_listen,
                      {{"address", address + ":" + std::to_string(port)}, {"reason", ec.message()}});
    };
    NetError ec;
    const Tcp::endpoint endpoint(asio::ip::make_address(address, ec), port);
    if (ec) return fail(ec);
    if (first && port != 0) ec = port_taken(io_, endpoint);
    if (!ec) acceptor_.open(endpoint.protocol(), ec);
    using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
    if (!ec) acceptor_.set_option(Acceptor::reuse_address(true), ec);
    if (!ec) acceptor_.set_option(ReusePort(true), ec);
    if (!ec) acceptor_.bind(endpoint, ec);
    if (!ec) acceptor_.listen(backlog, ec);
    if (!ec) acceptor_.non_blocking(true, ec);
    if (ec) return fail(ec);
    return acceptor_.local_endpoint().port();
}

void Worker::run() {
    date_ = today();
    asio::co_spawn(io_, accept(), rethrow_as_bug);
    asio::co_spawn(io_, sweep(), rethrow_as_bug);
    io_.run();
}

Task<void> Worker::accept() {
    while (!stopping_) {
        auto [ec, socket] = co_await acceptor_.async_accept(quiet);
        if (!ec) {
            admit(std::move(socket));
        } else if (ec != asio::error::operation_aborted && !stopping_) {  // out of descriptors: do not spin
            Timer pause(io_, accept_pause);
            co_await pause.async_wait(quiet);
        }
    }
}

void Worker::admit(Socket socket) {
    const auto limit = shared_->options.limits.connections;
    if (shared_->connections.fetch_add(1) >= limit) {
        shared_->connections.fetch_sub(1);
        if (shared_->tls) return;
        const auto response = problem(refuse(errors::too_many_connections), shared_->options.default_locale);
        std::string out;
        write_head(out, response,
                   {.keep_alive = false, .size = response.text().size(), .date = date_, .common = shared_->common});
        out += response.text();
        NetError ec;
        socket.non_blocking(true, ec);
        socket.write_some(asio::buffer(out), ec);
        socket.shutdown(Socket::shutdown_send, ec);
        return;
    }
    ++sessions_;
    shared_->open.add(1);
    asio::co_spawn(io_, serve(shared_from_this(), std::move(socket)), [this](const std::exception_ptr& fault) {
        rethrow_as_bug(fault);
        leave();
    });
}

void Worker::leave() {
    --sessions_;
    shared_->connections.fetch_sub(1);
    shared_->open.add(-1);
    if (stopping_ && sessions_ == 0) sweeper_.cancel();
}

Task<void> Worker::sweep() {
    while (!stopping_ || sessions_ > 0) {
        sweeper_.expires_after(shared_->options.limits.sweep);
        co_await sweeper_.async_wait(quiet);
        const auto now = SteadyClock::now();
        date_ = today();
        for (auto& connection : connections_) {
            if (now > stop_by_)
                connection.abandon();
            else if (connection.due() < now)
                connection.expire();
        }
    }
}

void Worker::stop() {
    asio::post(io_, [self = shared_from_this()] {
        if (self->stopping_) return;
        self->stopping_ = true;
        self->close_acceptor();
        self->stop_by_ = SteadyClock::now() + self->shared_->options.limits.stop;
        for (auto& connection : self->connections_)
            if (connection.phase == Phase::idle)
                connection.expire();
            else if (connection.phase == Phase::fresh)
                connection.due_at_latest(SteadyClock::now() + fresh_at_stop);
        self->sweeper_.cancel();
    });
}

// Clients that are already in the queue get their answer.
void Worker::close_acceptor() {
    for (;;) {
        NetError ec;
        auto socket = acceptor_.accept(ec);
        if (ec) break;
        admit(std::move(socket));
    }
    NetError ec;
    acceptor_.close(ec);
}

}  // namespace hz::http
