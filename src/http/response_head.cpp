// SPDX-License-Identifier: Apache-2.0
#include "http/response_head.hpp"

#include <array>
#include <cstdio>
#include <ctime>

#include "http/text.hpp"

namespace hz::http {
namespace {

// bpmn-js and form-js set style attributes and use data: images; a clerk reads a PDF in a frame of the
// page made from its bytes (blob:). Nothing is loaded from elsewhere.
constexpr std::string_view default_policy =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "frame-src blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

constexpr std::array<std::pair<int, std::string_view>, 32> reasons{{{200, "OK"},
                                                                    {201, "Created"},
                                                                    {202, "Accepted"},
                                                                    {204, "No Content"},
                                                                    {206, "Partial Content"},
                                                                    {301, "Moved Permanently"},
                                                                    {302, "Found"},
                                                                    {303, "See Other"},
                                                                    {304, "Not Modified"},
                                                                    {307, "Temporary Redirect"},
                                                                    {308, "Permanent Redirect"},
                                                                    {400, "Bad Request"},
                                                                    {401, "Unauthorized"},
                                                                    {403, "Forbidden"},
                                                                    {404, "Not Found"},
                                                                    {405, "Method Not Allowed"},
                                                                    {408, "Request Timeout"},
                                                                    {409, "Conflict"},
                                                                    {410, "Gone"},
                                                                    {412, "Precondition Failed"},
                                                                    {413, "Content Too Large"},
                                                                    {415, "Unsupported Media Type"},
                                                                    {416, "Range Not Satisfiable"},
                                                                    {422, "Unprocessable Content"},
                                                                    {428, "Precondition Required"},
                                                                    {429, "Too Many Requests"},
                                                                    {431, "Request Header Fields Too Large"},
                                                                    {500, "Internal Server Error"},
                                                                    {501, "Not Implemented"},
                                                                    {502, "Bad Gateway"},
                                                                    {503, "Service Unavailable"},
                                                                    {504, "Gateway Timeout"}}};

std::string_view reason(int status) {
    for (const auto& [code, text] : reasons)
        if (code == status) return text;
    return "Status";
}

void put(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ");
    for (const char c : value)
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') out += c;
    out += "\r\n";
}

}  // namespace

std::string common_headers(std::string_view policy, bool secure) {
    std::string out;
    put(out, "Content-Security-Policy", policy.empty() ? default_policy : policy);
    put(out, "X-Content-Type-Options", "nosniff");
    put(out, "X-Frame-Options", "DENY");
    put(out, "Referrer-Policy", "same-origin");
    put(out, "Cross-Origin-Opener-Policy", "same-origin");
    put(out, "Cross-Origin-Resource-Policy", "same-origin");
    put(out, "Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=()");
    if (secure) put(out, "Strict-Transport-Security", "max-age=31536000");
    return out;
}

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

void write_head(std::string& out, const Response& response, const HeadContext& context) {
    out.append("HTTP/1.1 ")
        .append(std::to_string(response.status))
        .append(" ")
        .append(reason(response.status))
        .append("\r\n");
    if (!context.date.empty()) put(out, "Date", context.date);
    if (!context.request_id.empty()) put(out, "X-Request-Id", context.request_id);
    if (!response.content_type.empty()) put(out, "Content-Type", response.content_type);
    if (context.chunked)
        out += "Transfer-Encoding: chunked\r\n";
    else if (context.size && has_body(response.status))
        put(out, "Content-Length", std::to_string(*context.size));
    if (!context.keep_alive)
        out += "Connection: close\r\n";
    else if (context.old_version)
        out += "Connection: keep-alive\r\n";
    if (!response.find("cache-control")) out += "Cache-Control: no-store\r\n";
    for (const auto& [name, value] : response.headers) put(out, name, value);
    out.append(context.common).append("\r\n");
}

std::string http_date(std::int64_t unix_seconds) {
    constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto seconds = static_cast<std::time_t>(unix_seconds);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char buffer[64];
    const int used = std::snprintf(buffer, sizeof buffer, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                   days[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                                   months[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900, parts.tm_hour,
                                   parts.tm_min, parts.tm_sec);
    return {buffer, static_cast<std::size_t>(used)};
}

}  // namespace hz::http
