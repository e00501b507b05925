// SPDX-License-Identifier: Apache-2.0
#include "http/connection.hpp"

#include <sys/sendfile.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>

namespace hz::http {
namespace {

constexpr std::size_t read_bytes = 16 << 10;
constexpr std::size_t piece_bytes = 64 << 10;
constexpr std::size_t file_turn_bytes = 1 << 20;  // then others get their turn
constexpr std::size_t linger_bytes = 4 << 20;
constexpr std::chrono::milliseconds linger_time{1000};

std::string address_of(const Socket& socket) {
    NetError ec;
    const auto endpoint = socket.remote_endpoint(ec);
    if (ec) return {};
    const auto address = endpoint.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

}  // namespace

Connection::Connection(Socket socket, ssl::context* tls)
    : ready(socket.get_executor()), socket_(std::move(socket)), peer_(address_of(socket_)) {
    in.reserve(4096);
    NetError ec;
    socket_.non_blocking(true, ec);
    socket_.set_option(Tcp::no_delay(true), ec);
    ready.expires_at(SteadyClock::time_point::max());
    if (tls) tls_.emplace(socket_, *tls);
}

Task<bool> Connection::handshake() {
    if (!tls_) co_return true;
    const auto [ec] = co_await tls_->async_handshake(ssl::stream_base::server, quiet);
    co_return !ec && !expired_;
}

Task<bool> Connection::more() {
    if (expired_ || abandoned_) co_return false;
    const auto old = in.size();
    in.resize(old + (old == 0 ? 4096 : read_bytes));
    const auto buffer = asio::buffer(in.data() + old, in.size() - old);
    NetError ec;
    std::size_t got = 0;
    if (tls_)
        std::tie(ec, got) = co_await tls_->async_read_some(buffer, quiet);
    else
        std::tie(ec, got) = co_await socket_.async_read_some(buffer, quiet);
    in.resize(old + got);
    co_return !ec && !abandoned_;
}

Task<bool> Connection::write(std::string_view bytes) {
    if (!tls_ && !bytes.empty()) {  // most answers fit the socket's buffer: no wait, no event
        NetError ec;
        const auto done = socket_.write_some(asio::buffer(bytes), ec);
        if (ec && ec != asio::error::would_block) co_return false;
        bytes.remove_prefix(done);
    }
    while (!bytes.empty()) {
        if (abandoned_) co_return false;
        due_in(write_progress);
        const auto buffer = asio::buffer(bytes.data(), std::min(bytes.size(), piece_bytes));
        NetError ec;
        std::size_t done = 0;
        if (tls_)
            std::tie(ec, done) = co_await tls_->async_write_some(buffer, quiet);
        else
            std::tie(ec, done) = co_await socket_.async_write_some(buffer, quiet);
        if (ec || expired_) co_return false;
        bytes.remove_prefix(done);
    }
    co_return true;
}

Task<bool> Connection::send_file(const FilePart& file) {
    bool fine = false;
    if (secure())
        fine = co_await send_secure_file(file);
    else
        fine = co_await send_plain_file(file);
    co_return fine;
}

Task<bool> Connection::send_plain_file(const FilePart& file) {
    auto offset = static_cast<off_t>(file.offset);
    std::uint64_t left = file.size;
    while (left > 0) {
        if (abandoned_) co_return false;
        due_in(write_progress);
        const auto done = ::sendfile(socket_.native_handle(), file.descriptor, &offset,
                                     static_cast<std::size_t>(std::min<std::uint64_t>(left, file_turn_bytes)));
        if (done > 0) {
            left -= static_cast<std::uint64_t>(done);
            co_await asio::post(socket_.get_executor(), quiet);
        } else if (done < 0 && errno == EAGAIN) {
            const auto [ec] = co_await socket_.async_wait(Socket::wait_write, quiet);
            if (ec || expired_) co_return false;
        } else if (done == 0 || errno != EINTR) {
            co_return false;  // the file became shorter, or the client is gone
        }
    }
    co_return true;
}

Task<bool> Connection::send_secure_file(const FilePart& file) {
    std::string piece(piece_bytes, '\0');
    for (std::uint64_t at = 0; at < file.size;) {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), file.size - at));
        const auto got = ::pread(file.descriptor, piece.data(), wanted, static_cast<off_t>(file.offset + at));
        if (got <= 0) co_return false;
        if (!co_await write(std::string_view(piece).substr(0, static_cast<std::size_t>(got)))) co_return false;
        at += static_cast<std::uint64_t>(got);
    }
    co_return true;
}

Task<void> Connection::linger() {
    NetError ec;
    if (abandoned_) co_return;
    due_in(linger_time);
    if (tls_) co_await tls_->async_shutdown(quiet);
    socket_.shutdown(Socket::shutdown_send, ec);
    for (std::size_t seen = 0; seen < linger_bytes && !expired_ && !abandoned_;) {
        in.resize(read_bytes);
        const auto [fault, got] = co_await socket_.async_read_some(asio::buffer(in), quiet);
        if (fault) break;
        seen += got;
    }
}

void Connection::expire() {
    NetError ec;
    expired_ = true;
    never_due();
    socket_.cancel(ec);
    ready.cancel();
}

void Connection::abandon() {
    abandoned_ = true;
    expire();
}

}  // namespace hz::http
