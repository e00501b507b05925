// SPDX-License-Identifier: Apache-2.0
#include "http/errors.hpp"
#include "http/request.hpp"
#include "http/text.hpp"

namespace hz::http {
namespace {

constexpr std::size_t most_segments = 64;
constexpr std::size_t most_query_members = 100;

bool has_control(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20) return true;
    return false;
}

bool read_query(std::string_view text, Pairs& out) {
    const auto pieces = split(text, '&', most_query_members + 1);
    if (pieces.size() > most_query_members) return false;
    for (const auto piece : pieces) {
        if (piece.empty()) continue;
        const auto equals = piece.find('=');
        auto name = percent_decode(piece.substr(0, equals), true);
        auto value = percent_decode(equals == std::string_view::npos ? "" : piece.substr(equals + 1), true);
        if (!name || !value) return false;
        out.all.emplace_back(std::move(*name), std::move(*value));
    }
    return true;
}

bool read_path(std::string_view text, Target& out) {
    const auto pieces = split(text.substr(1), '/', most_segments + 1);
    if (pieces.size() > most_segments) return false;
    for (const auto piece : pieces) {
        auto segment = percent_decode(piece, false);
        if (!segment || has_control(*segment) || *segment == "." || *segment == "..") return false;
        out.path.append("/").append(*segment);
        out.segments.push_back(std::move(*segment));
    }
    return true;
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
    Target out;
    target = target.substr(0, target.find('#'));
    const auto question = target.find('?');
    const auto path = target.substr(0, question);
    if (!path.starts_with('/') || !read_path(path, out)) return refuse(errors::bad_target);
    if (question != std::string_view::npos && !read_query(target.substr(question + 1), out.query))
        return refuse(errors::bad_target);
    return out;
}

}  // namespace hz::http
