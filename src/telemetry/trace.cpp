// SPDX-License-Identifier: Apache-2.0
#include "telemetry/trace.hpp"

#include <algorithm>
#include <array>

#include "base/encoding.hpp"

namespace hz::telemetry {
namespace {

// Lower-case hex and not all zero (3.2.2).
bool is_id(std::string_view text) {
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return std::all_of(text.begin(), text.end(), is_digit) && text.find_first_not_of('0') != std::string_view::npos;
}

}  // namespace

Span begin_span(std::string_view traceparent, Random& random) {
    std::array<std::byte, 24> bytes;
    random.fill(bytes);
    const auto hex = to_hex(bytes);
    Span span{hex.substr(0, 32), hex.substr(32), ""};
    // 00-<trace>-<parent>-<flags>; later versions may append fields.
    const auto& t = traceparent;
    if (t.size() < 55 || t.substr(0, 2) == "ff" || t[2] != '-' || t[35] != '-' || t[52] != '-') return span;
    if (t.size() > 55 && (t.starts_with("00") || t[55] != '-')) return span;
    if (!is_id(t.substr(3, 32)) || !is_id(t.substr(36, 16))) return span;
    span.trace = t.substr(3, 32);
    span.parent = t.substr(36, 16);
    return span;
}

}  // namespace hz::telemetry
