// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "http/cookie.hpp"
#include "http/problem.hpp"
#include "http/request_reader.hpp"
#include "http/route.hpp"

// Bytes through parser and router, in pieces whose size is the first byte: the result must not depend on the pieces.
namespace {

struct Outcome {
    bool complete = false;
    bool fault = false;
    int status = 0;
    std::string body;
    bool operator==(const Outcome&) const = default;
};

const hz::http::Router& router() {
    static const hz::http::Router routes = [] {
        std::vector<hz::http::Route> all(2);
        all[0].pattern = "/a/{id}";
        all[0].permission = all[1].permission = "public";
        all[0].handler = all[1].handler = [](hz::http::Request& request, hz::http::Responder reply) {
            reply(hz::http::text_response(200, request.path + std::string(request.cookie("c").value_or(""))));
        };
        all[1].method = hz::http::Method::post;
        all[1].pattern = "/{rest...}";
        return hz::http::Router(std::move(all));
    }();
    return routes;
}

Outcome feed(std::string_view bytes, std::size_t piece) {
    hz::http::RequestReader reader(1024);
    std::string waiting;
    bool accepted = false;
    for (std::size_t at = 0; at < bytes.size() && !reader.complete() && !reader.fault(); at += piece) {
        waiting += bytes.substr(at, piece);
        for (std::size_t used = 1; used > 0 && !reader.complete() && !reader.fault();) {
            used = reader.put(waiting);
            waiting.erase(0, used);
            if (reader.has_head() && !accepted && !reader.fault()) {
                accepted = true;
                reader.accept_body(2000, "");
            }
        }
    }
    Outcome out{reader.complete(), reader.fault().has_value(), 0, {}};
    if (!out.complete || out.fault) return out;
    out.body = reader.request()->body;
    hz::check(out.body.size() <= 2000, "the body is larger than its limit");
    hz::http::dispatch(router(), reader.request(),
                       [&](const hz::http::Response& response) { out.status = response.status; });
    hz::check(out.status != 0, "a request was not answered");
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto whole = feed(bytes, bytes.size());
    const auto pieces = feed(bytes, data[0] % 32 + 1U);
    // A broken head may be noticed at once or only be waited out; what is accepted must be the same.
    const auto accepted = [](const Outcome& outcome) { return outcome.complete && !outcome.fault; };
    hz::check(accepted(whole) == accepted(pieces), "the pieces decide whether a request is accepted");
    if (accepted(whole)) hz::check(whole == pieces, "the answer depends on how the bytes were split");
    return 0;
}
