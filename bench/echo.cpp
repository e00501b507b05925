// SPDX-License-Identifier: Apache-2.0
#include "bench/echo.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cstdlib>
#include <memory>
#include <thread>
#include <vector>

namespace hz::bench {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;
using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;

class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(Socket socket, const std::string& body) : socket_(std::move(socket)), body_(body) { buffer_.reserve(4096); }
    void read() {
        request_ = {};
        http::async_read(socket_, buffer_, request_,
                         [self = shared_from_this()](boost::system::error_code fault, std::size_t) {
                             if (!fault) self->answer();
                         });
    }

  private:
    void answer() {
        response_ = {http::status::ok, request_.version()};
        response_.set(http::field::content_type, "application/json");
        response_.keep_alive(request_.keep_alive());
        response_.body() = body_;
        response_.prepare_payload();
        http::async_write(socket_, response_,
                          [self = shared_from_this()](boost::system::error_code fault, std::size_t) {
                              if (!fault) self->read();
                          });
    }
    Socket socket_;
    const std::string& body_;
    boost::beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> response_;
};

void accept_next(Acceptor& acceptor, const std::string& body) {
    acceptor.async_accept([&](boost::system::error_code fault, Socket socket) {
        if (fault) return;
        boost::system::error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        std::make_shared<Session>(std::move(socket), body)->read();
        accept_next(acceptor, body);
    });
}

void serve(Acceptor& acceptor, asio::io_context& context, const std::string& body) {
    accept_next(acceptor, body);
    context.run();
}

void listen(Acceptor& acceptor, std::uint16_t port) {
    const int yes = 1;
    acceptor.open(tcp::v4());
    ::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
    acceptor.bind({asio::ip::address_v4::loopback(), port});
    acceptor.listen();
}

}  // namespace

void serve_echo(std::string body, unsigned threads, int tell) {
    asio::io_context first(1);
    Acceptor acceptor(first);
    listen(acceptor, 0);
    const std::uint16_t port = acceptor.local_endpoint().port();
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads; ++i)
        others.emplace_back([&body, port] {
            asio::io_context context(1);
            Acceptor more(context);
            listen(more, port);
            serve(more, context, body);
        });
    if (::write(tell, &port, sizeof port) != sizeof port) std::abort();
    serve(acceptor, first, body);
    std::abort();
}

}  // namespace hz::bench
