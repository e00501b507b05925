// SPDX-License-Identifier: Apache-2.0
#include "app/pages.hpp"

#include <memory>

#include "http/endpoint.hpp"
#include "http/static_files.hpp"

namespace hz {
std::span<const EmbeddedFile> web_files();
}

namespace hz::app {

namespace {

// Who asks from this machine and for nobody else, or from a network that may.
bool may_read_metrics(const http::Request& request, const http::Networks& readers) {
    if (readers.contain(request.client)) return true;
    const std::vector<std::string> own{"127.0.0.0/8", "::1"};
    static const auto this_machine = *http::Networks::parse(own);
    const bool forwarded = request.header("x-forwarded-for") || request.header("forwarded") || request.header("via");
    return this_machine.contain(request.client) && !forwarded;
}

}  // namespace

std::vector<http::Route> page_routes(telemetry::Metrics& metrics, const http::Networks& readers) {
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
                                      .summary = "Counters for Prometheus, for this machine and networks named"},
                                     [&metrics, readers](http::Request& request, http::Responder responder) {
                                         if (may_read_metrics(request, readers))
                                             responder(http::text_response(200, metrics.text()));
                                         else
                                             responder(refuse(http::errors::no_such_page));
                                     }));
    return routes;
}

}  // namespace hz::app
