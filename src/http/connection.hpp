// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/intrusive/list.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "http/net.hpp"
#include "http/response.hpp"

// One client's socket, plain or TLS, with its deadline. Lives on its worker's thread. Private to http/.
namespace hz::http {

namespace ssl = asio::ssl;

// fresh: nothing has come yet; idle: between two requests, or a stream of events; busy: must not be ended.
enum class Phase { fresh, idle, busy };

class Connection : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
  public:
    Connection(Socket socket, ssl::context* tls);

    Task<bool> handshake();
    // Appends what has come to `in`; false at the end, on a fault, or past the deadline.
    Task<bool> more();
    Task<bool> write(std::string_view bytes);
    Task<bool> send_file(const FilePart& file);
    // Ends our side, waits shortly for the other to take the last answer in.
    Task<void> linger();

    // The time by which the next step must be done; past it the sweep calls expire().
    void due_in(std::chrono::milliseconds time) {
        due_ = SteadyClock::now() + time;
        expired_ = false;
    }
    void never_due() { due_ = SteadyClock::time_point::max(); }
    void due_at_latest(SteadyClock::time_point at) { due_ = std::min(due_, at); }
    [[nodiscard]] SteadyClock::time_point due() const { return due_; }
    [[nodiscard]] bool expired() const { return expired_; }
    // Ends whatever the connection waits for.
    void expire();
    void abandon();  // as expire, for good
    [[nodiscard]] bool abandoned() const { return abandoned_; }
    [[nodiscard]] bool secure() const { return tls_.has_value(); }
    [[nodiscard]] const std::string& peer() const { return peer_; }

    std::string in;   // received, not yet taken
    std::string out;  // to be sent
    Timer ready;      // cancelled when an answer or an event is there
    Phase phase = Phase::fresh;
    std::chrono::milliseconds write_progress{20000};

  private:
    Task<bool> send_plain_file(const FilePart& file);
    Task<bool> send_secure_file(const FilePart& file);
    Socket socket_;
    std::optional<ssl::stream<Socket&>> tls_;
    std::string peer_;
    SteadyClock::time_point due_ = SteadyClock::time_point::max();
    bool expired_ = false;
    bool abandoned_ = false;
};

}  // namespace hz::http
