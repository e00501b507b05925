// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/request.hpp"

// Bytes -> Request, in two steps: the head, then, with a limit that depends on the route, the body. Private to http/.
namespace hz::http {

class RequestReader {
  public:
    explicit RequestReader(std::uint32_t head_limit);
    ~RequestReader();

    // Takes what it can and says how much. Stops after the head, and after the whole request. Bytes not taken must be
    // given again, with more behind them.
    std::size_t put(std::string_view bytes);

    [[nodiscard]] bool started() const;
    [[nodiscard]] bool has_head() const;
    [[nodiscard]] bool complete() const;
    [[nodiscard]] const std::optional<Error>& fault() const;

    // After has_head().
    [[nodiscard]] const std::shared_ptr<Request>& request() const;
    [[nodiscard]] bool keep_alive() const;
    [[nodiscard]] bool is_http_1_0() const;
    [[nodiscard]] bool expects_continue() const;
    [[nodiscard]] std::uint64_t body_size() const;  // so far

    // Before the first byte of the body: how much it may be, and the folder it is spooled to (empty: kept in memory).
    void accept_body(std::uint64_t limit, const std::string& spool_folder);

  private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace hz::http
