// SPDX-License-Identifier: Apache-2.0
#include "api/execute.hpp"

#include "api/errors.hpp"
#include "identity/errors.hpp"

namespace hz::api {
namespace {

using storage::Session;

// Who asks, and whether this route is open to them. Unsafe methods of a session need its CSRF token.
Result<Caller> authorise(Session& session, Platform& platform, std::string_view permission,
                         std::shared_ptr<http::Request> request) {
    Caller caller{nullptr, {}, std::move(request), false};
    const auto cookie = caller.request->cookie(session_cookie(caller.request->secure));
    if (cookie) {
        auto signed_actor = identity::load_actor(session, platform.identity, *cookie);
        if (signed_actor) {
            caller.actor = signed_actor->actor;
            caller.token = *cookie;
            caller.touch_due = signed_actor->touch_due;
        } else if (permission != public_permission) {
            return signed_actor.error();
        }
    }
    if (!caller.actor) {
        if (permission != public_permission) return refuse(identity::errors::not_signed_in);
        caller.actor =
            std::make_shared<const identity::Actor>(identity::anonymous_actor(*platform.identity.directory.roles()));
        return caller;
    }
    if (!http::is_safe(caller.request->method)) {
        const auto given = caller.request->header("X-CSRF-Token").value_or("");
        if (auto ok = identity::check_csrf(platform.identity, caller.token, given); !ok) return ok.error();
    }
    if (permission != public_permission && permission != signed_in && !caller.actor->has(permission))
        return refuse(identity::errors::not_permitted, {{"action", std::string(permission)}});
    return caller;
}

struct Key {
    std::string key;
    std::string digest;
};

Result<Key> idempotency_key(const Platform& platform, const http::Request& request) {
    const auto key = request.header("Idempotency-Key");
    if (!key) return refuse(errors::no_key);
    if (key->empty() || key->size() > 100) return refuse(errors::bad_key);
    for (const char c : *key)
        if (c < 0x21 || c > 0x7E) return refuse(errors::bad_key);
    const auto digest = platform.suite.digest({as_bytes(request.target), as_bytes("\n"), as_bytes(request.body)});
    return Key{std::string(*key), to_hex(digest)};
}

// The answer given before under this key; empty where there was none.
Result<std::optional<http::Response>> earlier_answer(Session& session, identity::AccountId account, const Key& key) {
    constexpr std::string_view find_answer =
        "select request_digest, status, answer from api_answer where account = $1 and idempotency_key = $2";
    session.foresee_none(find_answer, account, key.key);  // a key is mostly new
    const auto row = session.row_likely<std::string, int, std::string>(find_answer, account, key.key);
    if (!row) return std::optional<http::Response>{};
    const auto& [digest, status, answer] = *row;
    if (digest != key.digest) return refuse(errors::key_reused);
    return std::optional(http::json_response(status, answer).header("Idempotent-Replay", "true"));
}

Result<http::Response> once(Session& session, Platform& platform, const Caller& caller, const Action& action) {
    const auto key = idempotency_key(platform, *caller.request);
    if (!key) return key.error();
    auto before = earlier_answer(session, caller.actor->account, *key);
    if (!before) return before.error();
    if (*before) return std::move(**before);
    auto response = action(session, caller);
    if (response)
        session.exec(
            "insert into api_answer (account, idempotency_key, request_digest, status, answer, created_at) "
            "values ($1, $2, $3, $4, $5, $6)",
            caller.actor->account, key->key, key->digest, response->status, response->text(),
            to_millis(platform.now()));
    return response;
}

// Keeps a session in use from ending; a write of its own, whose outcome nobody waits for.
void touch(Platform& platform, const Caller& caller) {
    if (!caller.touch_due) return;
    platform.store.write(
        [&platform, token = caller.token](Session& s) { return identity::touch_session(s, platform.identity, token); },
        [](const Result<void>&) noexcept {});
}

void answer(const http::Responder& responder, Result<http::Response> result) {
    if (result)
        responder(std::move(*result));
    else
        responder(result.error());
}

}  // namespace

JsonObject raw_body(std::string_view media_type) {
    const JsonObject schema =
        media_type == "application/json" ? JsonObject{{"description", "Free-form: any JSON value."}} : JsonObject{};
    JsonObject content;
    content[media_type] = JsonObject{{"schema", schema}};
    return {{"required", true}, {"content", std::move(content)}};
}

std::string_view session_cookie(bool secure) { return secure ? "__Host-hz" : "hz"; }

void run_read(Platform& platform, std::string permission, http::Responder responder, Action action) {
    auto work = [&platform, permission = std::move(permission), responder, action = std::move(action)] {
        answer(responder, platform.store.read([&](Session& s) -> Result<http::Response> {
            const auto caller = authorise(s, platform, permission, responder.shared_request());
            if (!caller) return caller.error();
            touch(platform, *caller);
            return action(s, *caller);
        }));
    };
    if (!platform.readers.post(std::move(work))) responder(refuse(errors::busy));
}

void run_write(Platform& platform, std::string permission, Repeats repeats, http::Responder responder, Action action) {
    const bool keyed = responder.shared_request()->header("Idempotency-Key").has_value();
    const bool idempotent = repeats == Repeats::once || (repeats == Repeats::once_if_keyed && keyed);
    auto work = [&platform, permission = std::move(permission), idempotent, request = responder.shared_request(),
                 action = std::move(action)](Session& s) -> Result<http::Response> {
        const auto caller = authorise(s, platform, permission, request);
        if (!caller) return caller.error();
        if (caller->touch_due)
            if (auto touched = identity::touch_session(s, platform.identity, caller->token); !touched)
                return touched.error();
        return idempotent ? once(s, platform, *caller, action) : action(s, *caller);
    };
    platform.store.write(std::move(work),
                         [responder](Result<http::Response> result) noexcept { answer(responder, std::move(result)); });
}

void run_slow(Platform& platform, std::string permission, http::Responder responder, SlowAction action) {
    auto work = [&platform, permission = std::move(permission), responder, action = std::move(action)] {
        const auto caller = platform.store.read([&](Session& s) -> Result<Caller> {
            return authorise(s, platform, permission, responder.shared_request());
        });
        if (!caller)
            responder(caller.error());
        else
            answer(responder, action(*caller));
    };
    if (!platform.slow.post(std::move(work))) responder(refuse(errors::busy));
}

}  // namespace hz::api
