// SPDX-License-Identifier: Apache-2.0
#include "app/pages.hpp"

#include <memory>

#include "http/endpoint.hpp"
#include "http/static_files.hpp"

namespace hz {
std::span<const EmbeddedFile> web_files();
}

namespace hz::app {

std::vector<http::Route> page_routes(telemetry::Metrics& metrics) {
    std::vector<http::Route> routes;
    auto pages = std::make_shared<http::StaticFiles>(web_files());
    auto route = pages->route("/");
    // The route must keep the files alive. An address of the API that does not exist is no page.
    route.handler = [pages, handler = route.handler](http::Request& request, http::Responder responder) {
        if (request.path == "/api" || request.path.starts_with("/api/"))
            responder(refuse(http::errors::no_such_page));
        else
            handler(request, std::move(responder));
    };
    routes.push_back(std::move(route));
    routes.push_back(http::raw_route({.pattern = "/metrics",
                                      .permission = "public",
                                      .operation_id = "get_metrics",
                                      .summary = "Counters for Prometheus; keep it from the public at the proxy"},
                                     [&metrics](http::Request&, http::Responder responder) {
                                         responder(http::text_response(200, metrics.text()));
                                     }));
    return routes;
}

}  // namespace hz::app
