// SPDX-License-Identifier: Apache-2.0
// How a resource's function runs: it is a plain synchronous function over a session, and this is the one place that
// finds the caller, checks the CSRF token and the route's permission, and chooses the thread.
//
//     http::Route get_kite(Platform& p) {
//         return read<KitePath, Kite>(p, {.pattern = "/api/v1/kites/{id}", .permission = "kite.read", ...},
//             [&](storage::Session& s, const Asked<KitePath>& asked) -> Result<Kite> { ... });
//     }
#pragma once
#include <boost/describe.hpp>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "api/platform.hpp"
#include "http/endpoint.hpp"
#include "identity/session.hpp"

namespace hz::api {

// Route permissions that are no role's: nobody need be signed in; anybody signed in.
inline constexpr std::string_view public_permission = "public";
inline constexpr std::string_view signed_in = "signed_in";

// The input of a route that takes none.
struct NoInput {};
BOOST_DESCRIBE_STRUCT(NoInput, (), ())

struct Caller {
    identity::ActorPtr actor;  // never null; anonymous where nobody is signed in
    std::string token;         // of the session, empty for nobody
    std::shared_ptr<http::Request> request;
    bool touch_due = false;  // the session's last use should be written down

    [[nodiscard]] const std::string& locale() const { return request->locale; }
};

// The decoded input and who asks.
template <class In>
struct Asked : In {
    Caller caller;
    [[nodiscard]] const identity::Actor& actor() const { return *caller.actor; }
    [[nodiscard]] const std::string& locale() const { return caller.locale(); }
    // In the caller's language.
    [[nodiscard]] const std::string& text(const identity::Title& title) const { return title.in(caller.locale()); }
};

using Action = std::function<Result<http::Response>(storage::Session&, const Caller&)>;
using SlowAction = std::function<Result<http::Response>(const Caller&)>;

// What a repeated request gets. `once`: the first answer, by its Idempotency-Key, which it needs; for POSTs that
// create. `once_if_keyed`: the same where the key is given.
enum class Repeats { as_they_come, once, once_if_keyed };

// Run on a reader; in the writer's transaction; on the slow pool without a session. Each answers exactly once.
void run_read(Platform& platform, std::string permission, http::Responder responder, Action action);
void run_write(Platform& platform, std::string permission, Repeats repeats, http::Responder responder, Action action);
void run_slow(Platform& platform, std::string permission, http::Responder responder, SlowAction action);

[[nodiscard]] std::string_view session_cookie(bool secure);
// The OpenAPI request body of bytes that are no JSON of ours.
[[nodiscard]] JsonObject raw_body(std::string_view media_type);

// An answer that carries headers of its own, or is something else than its value (304).
template <class Out>
struct Answer {
    http::Response response;

    explicit Answer(const Out& out, int status = 200) : response(http::json_response(status, codec::encode(out))) {}
    Answer& header(std::string_view name, std::string_view value) {
        response.header(name, value);
        return *this;
    }
    [[nodiscard]] static Answer instead(http::Response other) {
        Answer out;
        out.response = std::move(other);
        return out;
    }

  private:
    Answer() = default;
};

[[nodiscard]] inline http::Response to_response(const http::Nothing&, int) { return http::empty_response(204); }
[[nodiscard]] inline http::Response to_response(const http::Response& out, int) { return out; }
template <class Out>
[[nodiscard]] http::Response to_response(const Answer<Out>& out, int) {
    return out.response;
}
template <class Out>
[[nodiscard]] http::Response to_response(const Out& out, int status) {
    return http::json_response(status, codec::encode(out));
}

// A route's function gives what the route says it answers.
template <class Out, class Given>
inline constexpr bool answers = std::is_same_v<Given, Result<Out>> || std::is_same_v<Given, Result<Answer<Out>>>;

template <class Out, class Given>
[[nodiscard]] Result<http::Response> finish(const Given& given, int status) {
    static_assert(answers<Out, Given>, "the function answers with another type than the route describes");
    if (!given) return given.error();
    return to_response(*given, status);
}

template <class In, class Out>
http::Route typed(http::Spec spec, std::function<void(In, http::Responder, int)> run) {
    const auto status = spec.status;
    return http::endpoint<In, Out>(std::move(spec),
                                   [status, run = std::move(run)](http::Call<In> call, http::Reply<Out> reply) {
                                       run(static_cast<In&&>(call), reply.responder(), status);
                                   });
}

// `f(session, asked)` gives Result<Out> or Result<Answer<Out>>.
template <class In, class Out, class F>
http::Route read(Platform& platform, http::Spec spec, F f) {
    const auto permission = spec.permission;
    return typed<In, Out>(std::move(spec),
                          [&platform, permission, f = std::move(f)](In in, http::Responder responder, int status) {
                              run_read(platform, permission, std::move(responder),
                                       [f, in = std::move(in), status](storage::Session& s, const Caller& caller) {
                                           return finish<Out>(f(s, Asked<In>{in, caller}), status);
                                       });
                          });
}

// The same in the writer's transaction.
template <class In, class Out, class F>
http::Route write(Platform& platform, http::Spec spec, F f, Repeats repeats = Repeats::as_they_come) {
    const auto permission = spec.permission;
    return typed<In, Out>(std::move(spec), [&platform, permission, repeats, f = std::move(f)](
                                               In in, http::Responder responder, int status) {
        run_write(platform, permission, repeats, std::move(responder),
                  [f, in = std::move(in), status](storage::Session& s, const Caller& caller) {
                      return finish<Out>(f(s, Asked<In>{in, caller}), status);
                  });
    });
}

// Without a session, `f(asked)`: for work that takes long. Uses platform.store itself.
template <class In, class Out, class F>
http::Route slow(Platform& platform, http::Spec spec, F f) {
    const auto permission = spec.permission;
    return typed<In, Out>(
        std::move(spec), [&platform, permission, f = std::move(f)](In in, http::Responder responder, int status) {
            run_slow(platform, permission, std::move(responder), [f, in = std::move(in), status](const Caller& caller) {
                return finish<Out>(f(Asked<In>{in, caller}), status);
            });
        });
}

// Describes a route that reads its bytes itself: its path, what the body is, and what it answers.
template <class In, class Out>
http::Route raw(http::Spec spec, std::string_view body_type, http::Handler handler) {
    auto describe = [spec, type = std::string(body_type)](codec::SchemaBook& book) {
        auto operation = http::operation_json(http::describe_call<In, Out>(book, spec));
        if (!type.empty()) operation["requestBody"] = raw_body(type);
        return operation;
    };
    auto route = http::raw_route(std::move(spec), std::move(handler));
    route.describe = std::move(describe);
    return route;
}

}  // namespace hz::api
