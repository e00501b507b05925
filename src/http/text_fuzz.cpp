// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "base/text.hpp"
#include "http/cursor.hpp"
#include "http/etag.hpp"
#include "http/network.hpp"
#include "http/request.hpp"
#include "http/text.hpp"
#include "telemetry/trace.hpp"

// Everything in a request that is parsed after the parser: target, query, cursor, language, tags, ranges, forwarded
// addresses, traces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (const auto target = hz::http::parse_target(text); target.has_value()) {
        hz::check(hz::is_utf8(target->path), "a path is not UTF-8");
        for (const auto& [name, value] : target->query.all)
            hz::check(hz::is_utf8(name) && hz::is_utf8(value), "a query is not UTF-8");
    }
    if (const auto decoded = hz::http::percent_decode(text, false))
        hz::check(hz::http::percent_decode(hz::http::percent_encode(*decoded), false) == decoded,
                  "escaping does not come back");
    if (const auto content = hz::http::open_cursor(text))
        hz::check(hz::http::seal_cursor(*content) == text, "two cursors for one place");
    (void)hz::http::choose_locale(text);
    const std::vector<std::string> texts{"127.0.0.0/8", "::/7"};
    const auto proxies = *hz::http::Networks::parse(texts);
    const auto client = hz::http::client_behind(proxies, "127.0.0.1", text);
    hz::check(client == "127.0.0.1" || text.find(client) != text.npos, "a client that nobody named");
    const std::vector<std::string> one{text};
    if (const auto networks = hz::http::Networks::parse(one)) (void)networks->contain(text);
    hz::SeededRandom random(1);
    const auto span = hz::telemetry::begin_span(text, random);
    hz::check(span.trace.size() == 32 && span.id.size() == 16, "a span without its ids");
    (void)hz::http::etag_listed(text, "\"a\"", true);
    hz::http::Request request;
    request.headers.all = {{"Range", text}, {"Cookie", text}, {"Content-Type", text}};
    (void)request.cookie("a");
    (void)request.media_type();
    auto response = hz::http::text_response(200, "0123456789");
    hz::http::apply_range(request, response);
    hz::check(response.text().size() <= 10, "a range is larger than the whole");
    return 0;
}
