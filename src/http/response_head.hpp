// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/response.hpp"

// The status line and headers of an answer, with what every answer carries. Private to http/.
namespace hz::http {

struct HeadContext {
    bool keep_alive = true;
    bool old_version = false;           // HTTP/1.0
    std::optional<std::uint64_t> size;  // Content-Length; empty: chunked, or until the connection ends
    bool chunked = false;
    std::string_view date;             // as RFC 9110 5.6.7 wants it; left out when empty
    std::string_view request_id = {};  // what to quote when asking about it; left out when empty
    std::string_view common;           // common_headers()
};

// The headers of every answer: what browsers need to protect the user. `policy` replaces ours where not empty.
[[nodiscard]] std::string common_headers(std::string_view policy, bool secure);
// Appends the head. Line ends inside values are left out, so a value can never add a header.
void write_head(std::string& out, const Response& response, const HeadContext& context);
// Whether an answer with this status has a body at all.
[[nodiscard]] bool has_body(int status);
[[nodiscard]] std::string http_date(std::int64_t unix_seconds);

}  // namespace hz::http
