// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "http/response.hpp"
#include "http/text.hpp"

namespace hz::http {
namespace {

struct Span {
    std::uint64_t first;
    std::uint64_t count;
};

// "bytes=a-b", "bytes=a-", "bytes=-n". Empty where it is no range we understand (then it is ignored);
// a count of 0 means that it lies outside.
std::optional<Span> parse_range(std::string_view text, std::uint64_t size) {
    if (!text.starts_with("bytes=") || text.find(',') != std::string_view::npos) return std::nullopt;
    text = trim(text.substr(6));
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto last_text = text.substr(dash + 1);
    const auto last = parse_size(last_text);
    if (dash == 0) {
        if (!last) return std::nullopt;
        const auto count = std::min(*last, size);
        return Span{size - count, count};
    }
    const auto first = parse_size(text.substr(0, dash));
    if (!first || (!last && !last_text.empty()) || (last && *last < *first)) return std::nullopt;
    if (*first >= size) return Span{0, 0};
    return Span{*first, std::min(last.value_or(size - 1), size - 1) - *first + 1};
}

std::optional<std::uint64_t> size_of(const Body& body) {
    if (const auto* file = std::get_if<FilePart>(&body)) return file->size;
    if (const auto* text = std::get_if<std::string>(&body)) return text->size();
    if (const auto* text = std::get_if<StaticText>(&body)) return text->text.size();
    return std::nullopt;
}

void narrow(Body& body, Span span) {
    if (auto* file = std::get_if<FilePart>(&body)) {
        file->offset += span.first;
        file->size = span.count;
    } else if (auto* text = std::get_if<std::string>(&body)) {
        *text = text->substr(span.first, span.count);
    } else if (auto* fixed = std::get_if<StaticText>(&body)) {
        fixed->text = fixed->text.substr(span.first, span.count);
    }
}

}  // namespace

void apply_range(const Request& request, Response& response) {
    const auto range = request.header("range");
    const auto size = size_of(response.body);
    if (response.status != 200 || request.method != Method::get || !range || !size) return;
    if (const auto condition = request.header("if-range"); condition && response.find("etag") != condition) return;
    const auto span = parse_range(*range, *size);
    if (!span) return;
    if (span->count == 0) {
        response = empty_response(416).header("Content-Range", "bytes */" + std::to_string(*size));
        return;
    }
    narrow(response.body, *span);
    response.status = 206;
    response.header("Content-Range", "bytes " + std::to_string(span->first) + "-" +
                                         std::to_string(span->first + span->count - 1) + "/" + std::to_string(*size));
}

}  // namespace hz::http
