// SPDX-License-Identifier: Apache-2.0
#include "http/request.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "http/text.hpp"

namespace hz::http {
namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> methods{{{Method::get, "GET"},
                                                                      {Method::head, "HEAD"},
                                                                      {Method::post, "POST"},
                                                                      {Method::put, "PUT"},
                                                                      {Method::patch, "PATCH"},
                                                                      {Method::delete_, "DELETE"},
                                                                      {Method::options, "OPTIONS"}}};

}  // namespace

std::string_view to_text(Method method) {
    for (const auto& [value, name] : methods)
        if (value == method) return name;
    return "?";
}

std::optional<Method> method_from_text(std::string_view text) {
    for (const auto& [value, name] : methods)
        if (name == text) return value;
    return std::nullopt;
}

bool is_safe(Method method) { return method == Method::get || method == Method::head || method == Method::options; }

std::optional<std::string_view> Pairs::find(std::string_view name) const {
    for (const auto& [key, value] : all)
        if (key == name) return value;
    return std::nullopt;
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    for (const auto& [key, value] : all)
        if (equal_ignoring_case(key, name)) return value;
    return std::nullopt;
}

std::size_t Headers::count(std::string_view name) const {
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [&](const auto& header) { return equal_ignoring_case(header.first, name); }));
}

SpooledFile::~SpooledFile() { ::close(descriptor_); }

std::size_t SpooledFile::read(std::uint64_t offset, std::span<std::byte> out) const {
    const auto got = ::pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset));
    return got > 0 ? static_cast<std::size_t>(got) : 0;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    for (const auto& [key, value] : headers.all) {
        if (!equal_ignoring_case(key, "cookie")) continue;
        for (const auto pair : split(value, ';')) {
            const auto equals = pair.find('=');
            if (equals != std::string_view::npos && trim(pair.substr(0, equals)) == name)
                return trim(pair.substr(equals + 1));
        }
    }
    return std::nullopt;
}

std::string Request::media_type() const {
    const auto value = header("content-type").value_or("");
    return lower_case(trim(value.substr(0, value.find(';'))));
}

std::string choose_locale(std::string_view accept_language, std::string_view fallback) {
    double best = 0;
    std::string_view chosen = fallback;
    for (const auto range : split(accept_language, ',')) {
        const auto semicolon = range.find(';');
        const auto tag = lower_case(trim(range.substr(0, semicolon)));
        const double weight = semicolon == std::string_view::npos ? 1 : quality(range.substr(semicolon + 1));
        const std::string_view locale = tag == "zh" || tag.starts_with("zh-")   ? "zh-Hans"
                                        : tag == "en" || tag.starts_with("en-") ? "en"
                                                                                : "";
        if (locale.empty() || weight <= best) continue;
        best = weight;
        chosen = locale;
    }
    return std::string(chosen);
}

}  // namespace hz::http
