// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "http/request.hpp"

namespace hz::http {

struct Answer {
    int status = 0;
    Headers headers;
    std::string body;
    [[nodiscard]] std::string_view header(std::string_view name) const { return headers.find(name).value_or(""); }
};

// A blocking HTTP/1.1 client over one plain socket that is kept open; for tests, the command line and load generation,
// not for the open internet: no TLS, no redirects, no proxy. One thread at a time.
class Client {
  public:
    using HeaderList = std::vector<std::pair<std::string, std::string>>;
    Client(std::string address, std::uint16_t port, std::chrono::milliseconds timeout = std::chrono::seconds(10));
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // Connects when needed, and once more when a kept connection turns out to be closed. http.unreachable,
    // http.bad_answer.
    [[nodiscard]] Result<Answer> send(Method method, std::string_view target, std::string_view body = "",
                                      const HeaderList& headers = {});
    [[nodiscard]] Result<Answer> get(std::string_view target, const HeaderList& headers = {});
    [[nodiscard]] Result<Answer> post_json(std::string_view target, std::string_view body,
                                           const HeaderList& headers = {});

    // The bytes themselves: for tests of a server, and for pipelining.
    bool connect();
    bool write(std::string_view bytes);
    [[nodiscard]] Result<Answer> read_answer(Method method = Method::get);
    [[nodiscard]] std::string read_some();  // whatever comes next; "" at the end or after the timeout
    [[nodiscard]] bool at_end();            // waits until the server closes; false when it does not within the timeout
    void close();

  private:
    [[nodiscard]] bool fill();
    [[nodiscard]] Result<Answer> read_head();
    [[nodiscard]] bool read_exactly(std::size_t count, std::string& out);
    [[nodiscard]] bool read_chunks(std::string& out);
    [[nodiscard]] std::optional<std::string> read_line();

    std::string address_;
    std::uint16_t port_;
    std::chrono::milliseconds timeout_;
    int socket_ = -1;
    std::string buffer_;
};

}  // namespace hz::http
