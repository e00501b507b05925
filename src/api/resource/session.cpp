// SPDX-License-Identifier: Apache-2.0
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "identity/errors.hpp"
#include "identity/policy.hpp"

namespace hz::api {
namespace {

struct Nobody {};
BOOST_DESCRIBE_STRUCT(Nobody, (), ())

struct SignIn {
    struct Body {
        Text<200> login;
        Text<1000> password;
    } body;
};
BOOST_DESCRIBE_STRUCT(SignIn::Body, (), (login, password))

Json session_json(const identity::Actor& actor, std::string_view csrf, Time expires, bool must_change) {
    JsonArray posts;
    for (const auto& post : actor.posts)
        posts.push_back({{"code", post.code},
                         {"title", identity::to_json(post.title)},
                         {"agency", {{"code", post.agency}, {"name", identity::to_json(post.agency_name)}}}});
    JsonArray roles, permissions, companies;
    for (const auto& role : actor.roles) roles.push_back(Json(role));
    for (const auto& permission : actor.permissions()) permissions.push_back(Json(permission));
    for (const auto& company : actor.companies) companies.push_back(Json(company));
    return {{"account", {{"id", to_text(actor.account)}, {"login", actor.login}}},
            {"person", {{"id", to_text(actor.person)}, {"name", actor.name}}},
            {"posts", std::move(posts)},
            {"roles", std::move(roles)},
            {"permissions", std::move(permissions)},
            {"companies", std::move(companies)},
            {"csrf_token", std::string(csrf)},
            {"must_change_password", must_change},
            {"expires_at", format_rfc3339(expires)}};
}

std::string cookie(std::string_view token, bool secure, bool ends) {
    std::string out =
        std::string(session_cookie(secure)) + "=" + std::string(token) + "; Path=/; HttpOnly; SameSite=Lax";
    if (secure) out += "; Secure";
    if (ends) out += "; Max-Age=0";
    return out;
}

Result<http::Response> sign_in(Platform& p, const Asked<SignIn>& asked) {
    const auto& request = *asked.caller.request;
    const auto previous = request.cookie(session_cookie(request.secure)).value_or("");
    auto ticket = p.store.read(
        [&](storage::Session& s) { return identity::begin_sign_in(s, p.identity, asked.body.login.value, previous); });
    if (!ticket) return ticket.error();
    identity::check_password(*ticket, p.identity, asked.body.password.value);
    auto outcome =
        p.store.write_wait([&](storage::Session& s) { return identity::finish_sign_in(s, p.identity, *ticket); });
    if (!outcome) return outcome.error();
    if (outcome->refusal) return *outcome->refusal;
    const auto& made = *outcome->session;
    auto actor = p.store.read([&](storage::Session& s) { return identity::load_actor(s, p.identity, made.token); });
    if (!actor) return actor.error();
    auto response = http::json_response(
        201, to_string(session_json(*actor->actor, made.csrf_token, made.expires_at, made.must_change_password)));
    response.header("Set-Cookie", cookie(made.token, request.secure, false));
    return response;
}

}  // namespace

Routes session_routes(Platform& p) {
    Routes routes;
    routes.push_back(slow<SignIn, http::Response>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/session",
         .permission = std::string(public_permission),
         .operation_id = "sign_in",
         .summary = "Sign in; gives a session cookie and its CSRF token",
         .status = 201,
         .cost = 5,
         .problems = {&identity::errors::wrong_credentials, &identity::errors::account_locked}},
        [&p](const Asked<SignIn>& asked) { return sign_in(p, asked); }));
    routes.push_back(read<Nobody, Json>(p,
                                        {.pattern = "/api/v1/session",
                                         .permission = std::string(signed_in),
                                         .operation_id = "get_session",
                                         .summary = "Who is signed in, with posts and permissions"},
                                        [&p](storage::Session& s, const Asked<Nobody>& asked) -> Result<Json> {
                                            const auto now = identity::load_actor(s, p.identity, asked.caller.token);
                                            if (!now) return now.error();
                                            return session_json(*now->actor, now->csrf_token, now->expires_at,
                                                                now->must_change_password);
                                        }));
    routes.push_back(write<Nobody, http::Response>(
        p,
        {.method = http::Method::delete_,
         .pattern = "/api/v1/session",
         .permission = std::string(signed_in),
         .operation_id = "sign_out",
         .summary = "Sign out"},
        [&p](storage::Session& s, const Asked<Nobody>& asked) -> Result<http::Response> {
            if (const auto out = identity::sign_out(s, p.identity, asked.caller.token); !out) return out.error();
            return http::empty_response().header("Set-Cookie", cookie("", asked.caller.request->secure, true));
        }));
    return routes;
}

}  // namespace hz::api
