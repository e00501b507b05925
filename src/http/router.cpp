// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "base/check.hpp"
#include "http/errors.hpp"
#include "http/problem.hpp"
#include "http/route.hpp"
#include "http/text.hpp"

namespace hz::http {

// One segment of the patterns below the same prefix. Depth is bounded by parse_target.
struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
    std::unique_ptr<Node> parameter;
    std::map<Method, const Route*> here;
    std::map<Method, const Route*> rest;  // "{name...}"
};

namespace {

bool is_parameter(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }
bool is_rest(std::string_view segment) { return is_parameter(segment) && segment.ends_with("...}"); }

const Route* pick(const std::map<Method, const Route*>& table, Method method) {
    auto found = table.find(method);
    if (found == table.end() && method == Method::head) found = table.find(Method::get);
    return found == table.end() ? nullptr : found->second;
}

// Names the parameters of the route that was found; a pattern knows its own names.
Pairs name_params(const Route& route, const std::vector<std::string>& segments) {
    Pairs out;
    const auto pieces = split(std::string_view(route.pattern).substr(1), '/');
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (is_rest(pieces[i])) {
            std::string rest;
            for (std::size_t k = i; k < segments.size(); ++k) rest.append(k > i ? "/" : "").append(segments[k]);
            out.all.emplace_back(pieces[i].substr(1, pieces[i].size() - 5), std::move(rest));
        } else if (is_parameter(pieces[i])) {
            out.all.emplace_back(pieces[i].substr(1, pieces[i].size() - 2), segments[i]);
        }
    }
    return out;
}

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)), root_(std::make_unique<Node>()) {
    for (const auto& route : routes_) add(route);
}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(const Route& route) {
    check(!route.permission.empty(), "route " + route.pattern + " names no permission");
    check(static_cast<bool>(route.handler), "route " + route.pattern + " has no handler");
    check(route.pattern.starts_with('/'), "route " + route.pattern + " must start with /");
    Node* node = root_.get();
    bool rest = false;
    for (const auto segment : split(std::string_view(route.pattern).substr(1), '/')) {
        check(!rest, "route " + route.pattern + " goes on after its rest");
        if (is_rest(segment)) {
            rest = true;
            continue;
        }
        auto& next = is_parameter(segment) ? node->parameter : node->fixed[std::string(segment)];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    const bool fresh = (rest ? node->rest : node->here).emplace(route.method, &route).second;
    check(fresh, "route " + route.pattern + " is given twice");
}

Router::Match Router::find(Method method, const std::vector<std::string>& segments) const {
    Match match;
    std::set<Method> allowed;
    const auto take = [&](const std::map<Method, const Route*>& table) {
        for (const auto& [known, route] : table) allowed.insert(known);
        match.route = pick(table, method);
        return match.route != nullptr;
    };
    // Depth first: fixed before parameter before rest. True once a route with the method is found.
    const auto walk = [&](const auto& self, const Node& node, std::size_t depth) -> bool {
        if (depth == segments.size()) return take(node.here);
        const auto fixed = node.fixed.find(segments[depth]);
        if (fixed != node.fixed.end() && self(self, *fixed->second, depth + 1)) return true;
        if (node.parameter && !segments[depth].empty() && self(self, *node.parameter, depth + 1)) return true;
        return take(node.rest);
    };
    if (walk(walk, *root_, 0)) {
        match.params = name_params(*match.route, segments);
        return match;
    }
    if (allowed.contains(Method::get)) allowed.insert(Method::head);
    if (!allowed.empty()) allowed.insert(Method::options);
    match.allowed.assign(allowed.begin(), allowed.end());
    return match;
}

Routed route_request(const Router& router, Request& request) {
    auto target = parse_target(request.target);
    if (target.has_error()) return {nullptr, problem(target.error(), request.locale)};
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    auto match = router.find(request.method, target->segments);
    if (match.route) {
        request.params = std::move(match.params);
        return {match.route, std::nullopt};
    }
    if (match.allowed.empty()) return {nullptr, problem(refuse(errors::no_such_page), request.locale)};
    std::string allow;
    for (const auto method : match.allowed) allow.append(allow.empty() ? "" : ", ").append(to_text(method));
    const auto method = std::string(to_text(request.method));
    auto answer = request.method == Method::options
                      ? empty_response()
                      : problem(refuse(errors::method_not_allowed, {{"method", method}}), request.locale);
    answer.header("Allow", allow);
    return {nullptr, std::move(answer)};
}

void dispatch(const Router& router, std::shared_ptr<Request> request, Responder::Deliver deliver) {
    auto routed = route_request(router, *request);
    if (!routed.route) return deliver(std::move(*routed.answer));
    Request& reference = *request;
    routed.route->handler(reference, Responder(std::move(request), std::move(deliver)));
}

}  // namespace hz::http
