// SPDX-License-Identifier: Apache-2.0
#include "http/client.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>

#include "base/text.hpp"
#include "http/errors.hpp"
#include "http/text.hpp"

namespace hz::http {
namespace {

constexpr std::size_t longest_line = 64 << 10;
constexpr std::size_t most_headers = 200;

}  // namespace

Client::Client(std::string address, std::uint16_t port, std::chrono::milliseconds timeout)
    : address_(std::move(address)), port_(port), timeout_(timeout) {}

Client::~Client() { close(); }

void Client::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    buffer_.clear();
}

bool Client::connect() {
    close();
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port_);
    if (::inet_pton(AF_INET, address_ == "localhost" ? "127.0.0.1" : address_.c_str(), &to.sin_addr) != 1) return false;
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    timeval limit{timeout_.count() / 1000, (timeout_.count() % 1000) * 1000};
    const int yes = 1;
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) return true;
    close();
    return false;
}

bool Client::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto done = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
}

bool Client::fill() {
    char piece[16384];
    for (;;) {
        const auto got = ::recv(socket_, piece, sizeof piece, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        buffer_.append(piece, static_cast<std::size_t>(got));
        return true;
    }
}

std::string Client::read_some() {
    if (buffer_.empty() && !fill()) return {};
    return std::exchange(buffer_, {});
}

bool Client::at_end() {
    char piece[4096];
    for (;;) {
        const auto got = ::recv(socket_, piece, sizeof piece, 0);
        if (got == 0) return true;
        if (got < 0) return errno == ECONNRESET;
    }
}

std::optional<std::string> Client::read_line() {
    for (;;) {
        if (const auto end = buffer_.find("\r\n"); end != std::string::npos) {
            auto line = buffer_.substr(0, end);
            buffer_.erase(0, end + 2);
            return line;
        }
        if (buffer_.size() > longest_line || !fill()) return std::nullopt;
    }
}

bool Client::read_exactly(std::size_t count, std::string& out) {
    while (buffer_.size() < count) {
        out += buffer_;
        count -= buffer_.size();
        buffer_.clear();
        if (!fill()) return false;
    }
    out.append(buffer_, 0, count);
    buffer_.erase(0, count);
    return true;
}

bool Client::read_chunks(std::string& out) {
    for (;;) {
        const auto line = read_line();
        if (!line) return false;
        std::size_t size = 0;
        const auto [end, fault] = std::from_chars(line->data(), line->data() + line->size(), size, 16);
        if (fault != std::errc{} || end == line->data()) return false;
        if (size == 0) break;
        if (!read_exactly(size, out)) return false;
        if (const auto after = read_line(); !after || !after->empty()) return false;
    }
    for (;;) {
        const auto trailer = read_line();
        if (!trailer) return false;
        if (trailer->empty()) return true;
    }
}

Result<Answer> Client::read_head() {
    Answer out;
    const auto first = read_line();
    if (!first) return refuse(errors::unreachable, {{"address", address_}});
    if (!first->starts_with("HTTP/1.") || first->size() < 12) return refuse(errors::bad_answer);
    const auto status = parse_size(std::string_view(*first).substr(9, 3));
    if (!status) return refuse(errors::bad_answer);
    out.status = static_cast<int>(*status);
    for (;;) {
        const auto line = read_line();
        if (!line || out.headers.all.size() > most_headers) return refuse(errors::bad_answer);
        if (line->empty()) return out;
        const auto colon = line->find(':');
        if (colon == std::string::npos) return refuse(errors::bad_answer);
        out.headers.all.emplace_back(line->substr(0, colon), trim(std::string_view(*line).substr(colon + 1)));
    }
}

Result<Answer> Client::read_answer(Method method) {
    auto answer = read_head();
    while (answer.has_value() && answer->status == 100) answer = read_head();
    if (answer.has_error()) return answer;
    const bool last = equal_ignoring_case(answer->header("connection"), "close");
    const auto size = parse_size(answer->header("content-length"));
    bool whole = true;
    if (method == Method::head || answer->status == 204 || answer->status == 304) {
    } else if (equal_ignoring_case(answer->header("transfer-encoding"), "chunked")) {
        whole = read_chunks(answer->body);
    } else if (size) {
        whole = read_exactly(*size, answer->body);
    } else {
        do answer->body += std::exchange(buffer_, {});
        while (fill());
    }
    if (!whole) return refuse(errors::bad_answer);
    if (last) close();
    return answer;
}

Result<Answer> Client::send(Method method, std::string_view target, std::string_view body, const HeaderList& headers) {
    std::string out(to_text(method));
    out.append(" ").append(target).append(" HTTP/1.1\r\nHost: ").append(address_).append("\r\n");
    for (const auto& [name, value] : headers) out.append(name).append(": ").append(value).append("\r\n");
    if (!body.empty() || !is_safe(method))
        out.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    out.append("\r\n").append(body);
    for (const bool kept = socket_ >= 0; const bool again : {kept, false}) {
        if (socket_ < 0 && !connect()) break;
        if (write(out)) {
            auto answer = read_answer(method);
            if (answer.has_value() || !again || !answer.error().is(errors::unreachable)) return answer;
        }
        close();
        if (!again) break;
    }
    return refuse(errors::unreachable, {{"address", address_ + ":" + std::to_string(port_)}});
}

Result<Answer> Client::get(std::string_view target, const HeaderList& headers) {
    return send(Method::get, target, "", headers);
}

Result<Answer> Client::post_json(std::string_view target, std::string_view body, const HeaderList& headers) {
    auto all = headers;
    all.emplace_back("Content-Type", "application/json");
    return send(Method::post, target, body, all);
}

}  // namespace hz::http
