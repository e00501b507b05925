// SPDX-License-Identifier: Apache-2.0
// Signing in and out, and from a session's token to the actor.
//   auto ticket = store.read([&](auto& s) { return begin_sign_in(s, context, login); });
//   check_password(*ticket, context, password);                 // slow: on a pool of its own
//   auto outcome = store.write_wait([&](auto& s) { return finish_sign_in(s, context, *ticket); });
//   outcome->refusal or outcome->session
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "identity/actor.hpp"
#include "identity/context.hpp"
#include "storage/store.hpp"

namespace hz::identity {

struct SignInTicket {
    std::string login;
    AccountId account{};  // empty: unknown login; goes the same way to the same answer
    std::string hash;
    bool verified = false;
    std::string token;           // the new session's, made outside the writer
    std::string previous_token;  // of the session that is given up, if the browser had one
};

struct SignedIn {
    std::string token;       // 43 characters; stored only as a digest
    std::string csrf_token;  // derived from the token
    AccountId account{};
    PersonId person{};
    Time expires_at{};
    bool must_change_password = false;
};

// Either `session` or `refusal`. A refusal is a value here, since the failed attempt must be kept.
struct SignInOutcome {
    std::optional<SignedIn> session;
    std::optional<Error> refusal;
};

[[nodiscard]] Result<SignInTicket> begin_sign_in(storage::Session& session, Context& context, std::string_view login,
                                                 std::string_view previous_token = "");
// Takes as long for an unknown login as for a known one.
void check_password(SignInTicket& ticket, Context& context, std::string_view password);
// Writes signed_in, sign_in_failed and account_locked. "Locked" is told only to who knows the password.
[[nodiscard]] Result<SignInOutcome> finish_sign_in(storage::Session& session, Context& context,
                                                   const SignInTicket& ticket);
// Ends the session of this token; no refusal where there is none.
[[nodiscard]] Result<void> sign_out(storage::Session& session, Context& context, std::string_view token);

struct SignedActor {
    ActorPtr actor;
    Time expires_at{};
    std::string csrf_token;
    bool must_change_password = false;
    bool touch_due = false;  // queue touch_session() soon
};

// Two reads at most when the actor is in memory. Refuses errors::not_signed_in (no such token), session_expired,
// account_disabled.
[[nodiscard]] Result<SignedActor> load_actor(storage::Session& session, Context& context, std::string_view token);
[[nodiscard]] Result<void> touch_session(storage::Session& session, Context& context, std::string_view token);
// The actor of an account without a session: command line, flows, jobs on behalf of somebody.
// `version`: read_version() where it is known already.
[[nodiscard]] Result<ActorPtr> actor_of_account(storage::Session& session, Context& context, AccountId account,
                                                std::optional<std::int64_t> version = std::nullopt);
[[nodiscard]] Result<ActorPtr> actor_of_login(storage::Session& session, Context& context, std::string_view login);

[[nodiscard]] std::string csrf_token(const Context& context, std::string_view token);
// Constant time. Refuses errors::wrong_csrf.
[[nodiscard]] Result<void> check_csrf(const Context& context, std::string_view token, std::string_view given);
// Removes sessions that ended; at most `limit`. Returns how many.
[[nodiscard]] Result<std::int64_t> purge_sessions(storage::Session& session, Context& context, std::size_t limit = 500);

}  // namespace hz::identity
