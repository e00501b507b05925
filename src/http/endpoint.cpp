// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"

namespace hz::http {
namespace {

// No database keeps U+0000 in a text; JSON can only write it as an escape. A backslash before it may itself be escaped.
bool has_nul(std::string_view json) {
    constexpr std::string_view escape = "\\u0000";
    for (auto at = json.find(escape); at != std::string_view::npos; at = json.find(escape, at + 1)) {
        const auto before = json.find_last_not_of('\\', at);
        const auto backslashes = before == std::string_view::npos ? at + 1 : at - before;
        if (backslashes % 2 == 1) return true;
    }
    return false;
}

}  // namespace

std::optional<Error> check_json_body(const Request& request) {
    const auto type = request.media_type();
    if (type == "application/json" || type.ends_with("+json")) {
        if (has_nul(request.body)) return refuse(hz::errors::malformed_json, {{"reason", "U+0000"}});
        return std::nullopt;
    }
    return refuse(errors::unsupported_media_type, {{"expected", "application/json"}});
}

Route raw_route(Spec spec, Handler handler) {
    Route route;
    route.method = spec.method;
    route.pattern = std::move(spec.pattern);
    route.permission = std::move(spec.permission);
    route.operation_id = std::move(spec.operation_id);
    route.summary = std::move(spec.summary);
    route.tags = std::move(spec.tags);
    route.body_limit = spec.body_limit;
    route.large_body = spec.large_body;
    route.cost = spec.cost;
    route.handler = std::move(handler);
    return route;
}

}  // namespace hz::http
