// SPDX-License-Identifier: Apache-2.0
// How a resource's function runs: it is a plain synchronous function over a session, and this is the one place that
// finds the caller, checks the CSRF token and the route's permission, and chooses the thread.
//
//     http::Route get_kite(Platform& p) {
//         return read<KitePath, Kite>(p, {.pattern = "/api/v1/kites/{id}", .permission = "kite.read", ...},
//             [&](storage::Session& s, const Asked<KitePath>& asked) -> Result<Kite> { ... });
//     }
#pragma once
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

// Run on a reader; in the writer's transaction; on the slow pool without a session. Each answers exactly once.
void run_read(Platform& platform, std::string permission, http::Responder responder, Action action);
void run_write(Platform& platform, std::string permission, bool idempotent, http::Responder responder, Action action);
void run_slow(Platform& platform, std::string permission, http::Responder responder, SlowAction action);

[[nodiscard]] std::string_view session_cookie(bool secure);

template <class Out>
http::Response to_response(const Out& out, int status) {
    if constexpr (std::is_same_v<Out, http::Nothing>)
        return http::empty_response(204);
    else if constexpr (std::is_same_v<Out, http::Response>)
        return out;
    else
        return http::json_response(status, codec::encode(out));
}

template <class In, class Out>
http::Route typed(http::Spec spec, std::function<void(In, http::Responder, int)> run) {
    const auto status = spec.status;
    return http::endpoint<In, Out>(std::move(spec),
                                   [status, run = std::move(run)](http::Call<In> call, http::Reply<Out> reply) {
                                       run(static_cast<In&&>(call), reply.responder(), status);
                                   });
}

template <class In, class Out>
http::Route read(Platform& platform, http::Spec spec,
                 std::function<Result<Out>(storage::Session&, const Asked<In>&)> f) {
    const auto permission = spec.permission;
    return typed<In, Out>(std::move(spec), [&platform, permission, f = std::move(f)](In in, http::Responder responder,
                                                                                     int status) {
        run_read(platform, permission, std::move(responder),
                 [f, in = std::move(in), status](storage::Session& s, const Caller& caller) -> Result<http::Response> {
                     const auto out = f(s, Asked<In>{in, caller});
                     if (!out) return out.error();
                     return to_response(*out, status);
                 });
    });
}

// `idempotent`: needs an Idempotency-Key, and a repeated request gets the first answer. For POSTs that create.
template <class In, class Out>
http::Route write(Platform& platform, http::Spec spec,
                  std::function<Result<Out>(storage::Session&, const Asked<In>&)> f, bool idempotent = false) {
    const auto permission = spec.permission;
    return typed<In, Out>(std::move(spec), [&platform, permission, idempotent, f = std::move(f)](
                                               In in, http::Responder responder, int status) {
        run_write(platform, permission, idempotent, std::move(responder),
                  [f, in = std::move(in), status](storage::Session& s, const Caller& caller) -> Result<http::Response> {
                      const auto out = f(s, Asked<In>{in, caller});
                      if (!out) return out.error();
                      return to_response(*out, status);
                  });
    });
}

// Without a session: for work that takes long. Uses platform.store itself.
template <class In, class Out>
http::Route slow(Platform& platform, http::Spec spec, std::function<Result<Out>(const Asked<In>&)> f) {
    const auto permission = spec.permission;
    return typed<In, Out>(std::move(spec),
                          [&platform, permission, f = std::move(f)](In in, http::Responder responder, int status) {
                              run_slow(platform, permission, std::move(responder),
                                       [f, in = std::move(in), status](const Caller& caller) -> Result<http::Response> {
                                           const auto out = f(Asked<In>{in, caller});
                                           if (!out) return out.error();
                                           return to_response(*out, status);
                                       });
                          });
}

}  // namespace hz::api
