// SPDX-License-Identifier: Apache-2.0
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/words.hpp"
#include "identity/errors.hpp"
#include "identity/policy.hpp"

namespace hz::api {
namespace {

struct SignIn {
    struct Body {
        Text<200> login;
        Text<1000> password;
    } body;
};
BOOST_DESCRIBE_STRUCT(SignIn::Body, (), (login, password))

struct SessionView {
    struct Account {
        identity::AccountId id;
        std::string login;
    } account;
    struct Person {
        identity::PersonId id;
        std::string name;
    } person;
    struct Post {
        std::string code;
        Words title;
        Named agency;
    };
    std::vector<Post> posts;
    std::vector<std::string> roles, permissions;
    std::vector<std::string> companies;  // keys of the companies this person may act for
    std::string csrf_token;
    bool must_change_password = false;
    Time expires_at{};
};
BOOST_DESCRIBE_STRUCT(SessionView::Account, (), (id, login))
BOOST_DESCRIBE_STRUCT(SessionView::Person, (), (id, name))
BOOST_DESCRIBE_STRUCT(SessionView::Post, (), (code, title, agency))
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (account, person, posts, roles, permissions, companies, csrf_token, must_change_password,
                       expires_at))

SessionView session_view(const identity::Actor& actor, std::string_view csrf, Time expires, bool must_change) {
    SessionView out;
    out.account = {actor.account, actor.login};
    out.person = {actor.person, actor.name};
    for (const auto& post : actor.posts) out.posts.push_back({post.code, post.title, {post.agency, post.agency_name}});
    out.roles.assign(actor.roles.begin(), actor.roles.end());
    for (const auto& permission : actor.permissions()) out.permissions.emplace_back(permission);
    out.companies = actor.companies;
    out.csrf_token = csrf;
    out.must_change_password = must_change;
    out.expires_at = expires;
    return out;
}

std::string cookie(std::string_view token, bool secure, bool ends) {
    std::string out =
        std::string(session_cookie(secure)) + "=" + std::string(token) + "; Path=/; HttpOnly; SameSite=Lax";
    if (secure) out += "; Secure";
    if (ends) out += "; Max-Age=0";
    return out;
}

Result<Answer<SessionView>> sign_in(Platform& p, const Asked<SignIn>& asked) {
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
    Answer<SessionView> response(
        session_view(*actor->actor, made.csrf_token, made.expires_at, made.must_change_password), 201);
    response.header("Set-Cookie", cookie(made.token, request.secure, false));
    return response;
}

}  // namespace

Routes session_routes(Platform& p) {
    Routes routes;
    routes.push_back(slow<SignIn, SessionView>(
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
    routes.push_back(read<NoInput, SessionView>(
        p,
        {.pattern = "/api/v1/session",
         .permission = std::string(signed_in),
         .operation_id = "get_session",
         .summary = "Who is signed in, with posts and permissions"},
        [&p](storage::Session& s, const Asked<NoInput>& asked) -> Result<SessionView> {
            const auto now = identity::load_actor(s, p.identity, asked.caller.token);
            if (!now) return now.error();
            return session_view(*now->actor, now->csrf_token, now->expires_at, now->must_change_password);
        }));
    routes.push_back(write<NoInput, http::Nothing>(
        p,
        {.method = http::Method::delete_,
         .pattern = "/api/v1/session",
         .permission = std::string(signed_in),
         .operation_id = "sign_out",
         .summary = "Sign out"},
        [&p](storage::Session& s, const Asked<NoInput>& asked) -> Result<Answer<http::Nothing>> {
            if (const auto out = identity::sign_out(s, p.identity, asked.caller.token); !out) return out.error();
            return Answer<http::Nothing>::instead(
                http::empty_response().header("Set-Cookie", cookie("", asked.caller.request->secure, true)));
        }));
    return routes;
}

}  // namespace hz::api
