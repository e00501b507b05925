// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "http/client.hpp"
#include "http/endpoint.hpp"
#include "http/server.hpp"

// A server on a free port of 127.0.0.1 with quick limits. For tests.
namespace hz::http {

class TestServer {
  public:
    explicit TestServer(std::vector<Route> routes, ServerOptions options = quick()) : router_(std::move(routes)) {
        auto started = Server::start(router_, std::move(options), log_, metrics);
        if (started.has_value())
            server = std::move(*started);
        else
            ADD_FAILURE() << message(*started.error().code, started.error().params, "en");
    }
    static ServerOptions quick() {
        ServerOptions options;
        options.threads = 2;
        options.limits.sweep = Milliseconds(10);
        return options;
    }
    [[nodiscard]] Client client(std::chrono::milliseconds timeout = std::chrono::seconds(10)) const {
        return {"127.0.0.1", server->port(), timeout};
    }

    telemetry::Registry metrics;

  private:
    telemetry::NullLog log_;
    Router router_;

  public:
    std::unique_ptr<Server> server;
};

inline Route text_route(Method method, std::string pattern, std::function<Response(Request&)> make) {
    return raw_route({.method = method, .pattern = std::move(pattern), .permission = "public"},
                     [make = std::move(make)](Request& request, Responder reply) { reply(make(request)); });
}

inline Route echo_route() {
    return text_route(Method::post, "/echo", [](Request& request) { return text_response(200, request.body); });
}

inline Route hello_route() {
    return text_route(Method::get, "/hello", [](Request&) { return text_response(200, "hello"); });
}

}  // namespace hz::http
