// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/codec_schema.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace hz::http {

// Runs on a server thread and must not block: hand long work to somebody else and keep the Responder. The request lives
// as long as the Responder; it may be changed (a guard sets `context`, a handler moves the body out).
using Handler = std::function<void(Request&, Responder)>;

// What the OpenAPI document says about a route beyond its name; made by the typed endpoints.
using Describe = std::function<JsonObject(codec::SchemaBook&)>;

struct Route {
    Method method = Method::get;
    std::string pattern;       // "/api/v1/cases/{id}"; a last segment "{rest...}" takes all that follows
    std::string permission;    // what the caller needs; "public" must be said
    std::string operation_id;  // stable name in the OpenAPI document
    std::string summary;
    std::vector<std::string> tags;
    std::optional<std::uint64_t> body_limit;  // bytes; the server's default where absent
    bool large_body = false;                  // the body goes to a temporary file: Request::file
    unsigned cost = 1;  // tokens of the rate limiter; more for what is dear or guessed at (sign-in)
    Handler handler;
    Describe describe;  // empty for what the document leaves out
};

// Finds the route for a request. Fixed segments win over parameters. Immutable once built, so thread-safe.
// A route without permission, handler, or with a pattern given twice is a bug (hz::check).
class Router {
  public:
    explicit Router(std::vector<Route> routes);
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    struct Match {
        const Route* route = nullptr;  // empty: `allowed` says 404 (empty) or 405
        std::vector<Method> allowed;
        Pairs params;
    };
    // HEAD finds the GET route.
    [[nodiscard]] Match find(Method method, const std::vector<std::string>& segments) const;
    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

  private:
    struct Node;
    void add(const Route& route);
    std::vector<Route> routes_;
    std::unique_ptr<Node> root_;
};

// Sets path, params and query of the request from its target. Without a route, `answer` says why (400, 404, 405,
// OPTIONS).
struct Routed {
    const Route* route = nullptr;
    std::optional<Response> answer;
};
[[nodiscard]] Routed route_request(const Router& router, Request& request);

// Answers a request without any socket: routes, runs the handler. For tests and for calls within the program.
void dispatch(const Router& router, std::shared_ptr<Request> request, Responder::Deliver deliver);

}  // namespace hz::http
