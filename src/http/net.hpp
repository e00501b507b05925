// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

// The names of Asio we use, with the concrete executor (type erasure costs a quarter). Seconds to compile: only the few
// files that do I/O include this. Private to http/.
namespace hz::http {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;
using Tcp = asio::ip::tcp;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
using SteadyClock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;
using NetError = boost::system::error_code;
template <class T>
using Task = asio::awaitable<T, Executor>;

// Completion as a tuple, never an exception.
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> quiet{};

}  // namespace hz::http
