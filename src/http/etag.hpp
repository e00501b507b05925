// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"

namespace hz::http {

// A strong entity tag with quotes for a version ("7" -> "\"7\""), or from content.
[[nodiscard]] std::string etag_of(std::string_view version);
[[nodiscard]] std::string etag_of_content(std::string_view content);

// Whether a list as in If-Match or If-None-Match names `etag` ("*" names all). Weak comparison lets W/ pass (RFC
// 9110 8.8.3.2).
[[nodiscard]] bool etag_listed(std::string_view list, std::string_view etag, bool weak);

// For updates: http.precondition_required where If-Match is absent, http.stale where it names another version.
[[nodiscard]] Result<void> check_if_match(const Request& request, std::string_view etag);

// Makes a 200 for GET or HEAD a 304 where If-None-Match names its ETag. The server does it for every answer.
void apply_if_none_match(const Request& request, Response& response);

}  // namespace hz::http
