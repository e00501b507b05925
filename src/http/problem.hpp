// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "http/response.hpp"

namespace hz::http {

// The status of an error: by its category, but for the few codes of this module that HTTP has an own status for.
[[nodiscard]] int status_of(const ErrorCode& code);

// RFC 9457: {"type":"urn:huizheng:problem:<code>","title","status","code","detail"?,"fields"?}. The title is the
// message in `locale`; each field has path, code and message. Error::detail is for operators and never sent.
[[nodiscard]] std::string problem_json(const Error& error, std::string_view locale);
[[nodiscard]] Response problem(const Error& error, std::string_view locale);

}  // namespace hz::http
