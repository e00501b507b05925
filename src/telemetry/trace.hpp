// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "base/random.hpp"

namespace hz::telemetry {

// Where one piece of work stands in a trace (W3C Trace Context). A log line that carries these is its span.
struct Span {
    std::string trace;   // 32 hex digits; also the request id people quote
    std::string id;      // 16 hex digits
    std::string parent;  // of who asked; empty where the trace begins here
};

// Continues the trace of a `traceparent` header, or begins one where there is none or it is not well formed.
[[nodiscard]] Span begin_span(std::string_view traceparent, Random& random);

}  // namespace hz::telemetry
