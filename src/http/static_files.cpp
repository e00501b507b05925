// SPDX-License-Identifier: Apache-2.0
#include "http/static_files.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "http/errors.hpp"
#include "http/etag.hpp"
#include "http/problem.hpp"
#include "http/text.hpp"

namespace hz::http {
namespace {

constexpr std::size_t worth_gzip = 1024;
constexpr int gzip_window = 15 + 16;

constexpr std::array<std::pair<std::string_view, std::string_view>, 22> types{
    {{"html", "text/html; charset=utf-8"},
     {"js", "text/javascript; charset=utf-8"},
     {"mjs", "text/javascript; charset=utf-8"},
     {"css", "text/css; charset=utf-8"},
     {"json", "application/json"},
     {"map", "application/json"},
     {"svg", "image/svg+xml"},
     {"png", "image/png"},
     {"jpg", "image/jpeg"},
     {"jpeg", "image/jpeg"},
     {"webp", "image/webp"},
     {"gif", "image/gif"},
     {"ico", "image/x-icon"},
     {"woff", "font/woff"},
     {"woff2", "font/woff2"},
     {"ttf", "font/ttf"},
     {"txt", "text/plain; charset=utf-8"},
     {"xml", "application/xml"},
     {"bpmn", "application/xml"},
     {"dmn", "application/xml"},
     {"pdf", "application/pdf"},
     {"webmanifest", "application/manifest+json"}}};

bool is_texty(std::string_view type) {
    return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml");
}

// A last part of the name, before the extension, of 8 or more letters and digits with at least one digit or capital.
bool has_hash(std::string_view path) {
    const auto name = path.substr(path.rfind('/') + 1);
    const auto dot = name.rfind('.');
    const auto dash = name.substr(0, dot).find_last_of("-.");
    if (dot == std::string_view::npos || dash == std::string_view::npos || !path.starts_with("assets/")) return false;
    const auto hash = name.substr(dash + 1, dot - dash - 1);
    return hash.size() >= 8 && std::any_of(hash.begin(), hash.end(), [](char c) { return c < 'a' || c > 'z'; });
}

std::string gzip(std::string_view text) {
    z_stream stream{};
    if (::deflateInit2(&stream, 9, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::string out(::deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int state = ::deflate(&stream, Z_FINISH);
    out.resize(state == Z_STREAM_END ? stream.total_out : 0);
    ::deflateEnd(&stream);
    return out;
}

bool takes_gzip(const Request& request) {
    for (const auto item : split(request.header("accept-encoding").value_or(""), ',')) {
        const auto semicolon = item.find(';');
        if (equal_ignoring_case(trim(item.substr(0, semicolon)), "gzip"))
            return semicolon == std::string_view::npos || quality(item.substr(semicolon + 1)) > 0;
    }
    return false;
}

}  // namespace

std::string_view media_type_of(std::string_view path) {
    const auto extension = lower_case(path.substr(std::min(path.rfind('.'), path.size() - 1) + 1));
    for (const auto& [known, type] : types)
        if (known == extension) return type;
    return "application/octet-stream";
}

StaticFiles::StaticFiles(std::span<const EmbeddedFile> files, std::string fallback) : fallback_(std::move(fallback)) {
    for (const auto& file : files) {
        const auto type = media_type_of(file.path);
        entries_.emplace(std::string(file.path),
                         Entry{file.content, type, etag_of_content(file.content), has_hash(file.path),
                               is_texty(type) && file.content.size() >= worth_gzip, nullptr});
    }
}

std::shared_ptr<const std::string> StaticFiles::gzipped(Entry& entry) {
    const std::lock_guard lock(mutex_);
    if (!entry.gzipped) entry.gzipped = std::make_shared<const std::string>(gzip(entry.content));
    return entry.gzipped;
}

Response StaticFiles::answer(const Request& request, std::string_view path) {
    auto found = entries_.find(path);
    // Only an extension that files of ours have makes a missing file; identifiers in addresses have dots, too.
    if (found == entries_.end() && media_type_of(path) == "application/octet-stream") found = entries_.find(fallback_);
    if (found == entries_.end()) return problem(refuse(errors::no_such_page), request.locale);
    auto& entry = found->second;
    Response out;
    out.content_type = entry.type;
    out.header("Cache-Control", entry.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (entry.texty) out.header("Vary", "Accept-Encoding");
    const bool small = entry.texty && takes_gzip(request) && !request.header("range");
    if (const auto packed = small ? gzipped(entry) : nullptr; packed && !packed->empty()) {
        out.header("Content-Encoding", "gzip").header("ETag", entry.etag.substr(0, entry.etag.size() - 1) + "-gzip\"");
        out.body = StaticText{*packed};  // lives as long as we do
        return out;
    }
    out.header("ETag", entry.etag).header("Accept-Ranges", "bytes");
    out.body = StaticText{entry.content};
    apply_range(request, out);
    return out;
}

Route StaticFiles::route(std::string_view prefix) {
    Route route;
    route.pattern = std::string(prefix) + "{path...}";
    route.permission = "public";
    route.handler = [this](Request& request, Responder reply) {
        reply(answer(request, request.params.find("path").value_or("")));
    };
    return route;
}

}  // namespace hz::http
