// SPDX-License-Identifier: Apache-2.0
#include "bench/load.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>

namespace hz::bench {
namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::seconds longest_silence{15};

int connect_to(std::uint16_t port) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) return socket;
    ::close(socket);
    return -1;
}

// The number behind a header's name, which our servers write in this case; npos where it is missing.
std::size_t length_of(std::string_view head) {
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto at = head.find(name);
    std::size_t value = std::string_view::npos;
    if (at != std::string_view::npos) std::from_chars(head.data() + at + name.size(), head.data() + head.size(), value);
    return value;
}

class Connection {
  public:
    Connection(int epoll, std::uint16_t port, Script& script) : epoll_(epoll), port_(port), script_(script) { open(); }
    ~Connection() { close(); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Each false when the client has ended, by itself or not.
    bool start() { return socket_ >= 0 ? ask(nullptr) : fail(); }
    bool readable(std::size_t& replies) {
        std::array<char, 65536> piece;
        const auto got = ::recv(socket_, piece.data(), piece.size(), 0);
        if (got <= 0) return fail();
        in_.append(piece.data(), static_cast<std::size_t>(got));
        const auto end = in_.find("\r\n\r\n");
        if (end == std::string::npos) return true;
        const auto head = std::string_view(in_).substr(0, end + 2);
        const int status = head.size() > 12 ? std::atoi(head.data() + 9) : 0;
        const bool empty = status == 204 || status == 304;
        const auto length = empty ? 0 : length_of(head);
        if (length == std::string_view::npos) return fail();
        if (in_.size() < end + 4 + length) return true;
        ++replies;
        const bool last = head.find("\r\nConnection: close") != std::string_view::npos;
        const Reply reply{status, head, std::string_view(in_).substr(end + 4, length), Steady::now() - sent_};
        if (last) {
            close();
            open();
        }
        return ask(&reply);
    }
    [[nodiscard]] bool broken() const { return broken_; }
    [[nodiscard]] bool silent(Steady::time_point now) const {
        return socket_ >= 0 && !waits_ && now - sent_ > longest_silence;
    }
    // When it wants to go on by itself, and that it may.
    [[nodiscard]] std::optional<Steady::time_point> waits() const { return waits_; }
    bool go_on() { return ask(nullptr); }
    bool fail() {
        broken_ = true;
        close();
        return false;
    }

  private:
    void open() {
        socket_ = connect_to(port_);
        if (socket_ < 0) return;
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = this;
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket_, &event);
    }
    void close() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }
    bool ask(const Reply* reply) {
        std::string request = script_.next(reply);
        in_.clear();
        waits_.reset();
        if (request.empty()) {
            if (script_.wait_until() > Steady::now()) {
                waits_ = script_.wait_until();
                return true;
            }
            close();
            return false;
        }
        sent_ = Steady::now();
        if (socket_ < 0) return fail();
        for (std::string_view left = request; !left.empty();) {
            const auto done = ::send(socket_, left.data(), left.size(), MSG_NOSIGNAL);
            if (done <= 0) return fail();
            left.remove_prefix(static_cast<std::size_t>(done));
        }
        return true;
    }

    int epoll_;
    std::uint16_t port_;
    Script& script_;
    int socket_ = -1;
    bool broken_ = false;
    std::string in_;
    Steady::time_point sent_{};
    std::optional<Steady::time_point> waits_;
};

// Lets those go on whose time has come; gives how many milliseconds the next of them may be waited for.
int wake(const std::vector<std::unique_ptr<Connection>>& all, std::size_t& alive) {
    const auto now = Steady::now();
    auto next = now + std::chrono::seconds(1);
    for (const auto& c : all) {
        if (c->waits() && *c->waits() <= now && !c->go_on()) --alive;
        if (c->waits()) next = std::min(next, *c->waits());
    }
    return static_cast<int>(std::max<std::int64_t>(0, (next - now) / std::chrono::milliseconds(1)));
}

}  // namespace

LoadResult run_load(std::uint16_t port, const std::vector<std::unique_ptr<Script>>& scripts) {
    LoadResult result;
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<std::unique_ptr<Connection>> all;
    std::size_t alive = 0;
    for (const auto& script : scripts) {
        all.push_back(std::make_unique<Connection>(epoll, port, *script));
        alive += all.back()->start() ? 1 : 0;
    }
    std::array<epoll_event, 128> events{};
    while (alive > 0) {
        const int pause = wake(all, alive);
        const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), pause);
        for (int i = 0; i < ready; ++i)
            if (!static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr)->readable(result.replies))
                --alive;
        if (ready > 0) continue;
        // Nobody has answered: those that have waited too long are given up.
        std::size_t silent = 0;
        for (const auto& c : all)
            if (c->silent(Steady::now())) silent += c->fail() ? 0 : 1;
        alive -= std::min(alive, silent);
    }
    for (const auto& c : all) result.broken += c->broken() ? 1 : 0;
    all.clear();
    ::close(epoll);
    return result;
}

std::string_view text_member(std::string_view json, std::string_view name) {
    const std::string wanted = "\"" + std::string(name) + "\":\"";
    const auto at = json.find(wanted);
    if (at == std::string_view::npos) return {};
    const auto begin = at + wanted.size();
    return json.substr(begin, json.find('"', begin) - begin);
}

float Latencies::at(double part) {
    if (ms.empty()) return 0;
    const auto index = std::min(ms.size() - 1, static_cast<std::size_t>(part * static_cast<double>(ms.size())));
    std::ranges::nth_element(ms, ms.begin() + static_cast<std::ptrdiff_t>(index));
    return ms[index];
}

}  // namespace hz::bench
