// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"

namespace hz::http {

std::optional<Error> check_json_body(const Request& request) {
    const auto type = request.media_type();
    if (type == "application/json" || type.ends_with("+json")) return std::nullopt;
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
