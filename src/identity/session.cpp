// SPDX-License-Identifier: Apache-2.0
#include "identity/session.hpp"

#include "crypto/suite.hpp"
#include "identity/entry.hpp"
#include "identity/errors.hpp"

namespace hz::identity {
namespace {

// One question at every request.
constexpr std::string_view find_session =
    "select s.account, s.last_seen, s.expires_at, a.state, a.must_change, v.value from login_session s "
    "join account a on a.id = s.account cross join identity_version v where s.token_digest = $1 and v.id = 1";

}  // namespace

std::string csrf_token(const Context& context, std::string_view token) {
    return to_base64url(context.secrets.digest("csrf." + std::string(token)));
}

Result<void> check_csrf(const Context& context, std::string_view token, std::string_view given) {
    if (!crypto::constant_time_equal(as_bytes(csrf_token(context, token)), as_bytes(given)))
        return refuse(errors::wrong_csrf);
    return {};
}

Result<SignedActor> load_actor(storage::Session& session, Context& context, std::string_view token) {
    const auto row = session.row_likely<AccountId, std::int64_t, std::int64_t, std::string, bool, std::int64_t>(
        find_session, context.secrets.digest(token));
    if (!row) return refuse(errors::not_signed_in);
    const auto& [account, last_seen, expires_at, state, must_change, version] = *row;
    const auto now = context.clock.now();
    if (state != "active") return refuse(errors::account_disabled);
    if (to_millis(now) >= expires_at || now - from_millis(last_seen) >= context.settings.idle_timeout)
        return refuse(errors::session_expired);
    auto actor = actor_of_account(session, context, account, version);
    if (!actor) return actor.error();
    return SignedActor{std::move(*actor), from_millis(expires_at), csrf_token(context, token), must_change,
                       now - from_millis(last_seen) >= context.settings.touch_every};
}

Result<void> touch_session(storage::Session& session, Context& context, std::string_view token) {
    const auto now = to_millis(context.clock.now());
    // Never back to life: a session that went idle in between stays expired.
    const auto idle_since = now - std::chrono::milliseconds(context.settings.idle_timeout).count();
    const auto digest = context.secrets.digest(token);
    session.exec(
        "update login_session set last_seen = $1 where token_digest = $2 and last_seen < $1 and last_seen > $3", now,
        digest, idle_since);
    session.forget(find_session, digest);
    return {};
}

Result<void> sign_out(storage::Session& session, Context& context, std::string_view token) {
    const auto digest = context.secrets.digest(token);
    const auto row = session.row<AccountId, PersonId>(
        "select s.account, a.person from login_session s join account a on a.id = s.account where s.token_digest = $1",
        digest);
    if (!row) return {};
    session.exec("delete from login_session where token_digest = $1", digest);
    session.forget(find_session, digest);
    ledger::Entry entry;
    entry.type = "signed_out";
    entry.stream = account_stream(std::get<0>(*row));
    entry.actor = "person:" + to_text(std::get<1>(*row));
    entry.subject = subject_of(std::get<1>(*row));
    entry.at = context.clock.now();
    context.ledger.append(session, entry);
    return {};
}

Result<std::int64_t> purge_sessions(storage::Session& session, Context& context, std::size_t limit) {
    const auto now = to_millis(context.clock.now());
    const auto idle_since = now - std::chrono::milliseconds(context.settings.idle_timeout).count();
    return session.change(
        "delete from login_session where token_digest in "
        "(select token_digest from login_session where expires_at <= $1 or last_seen <= $2 limit $3)",
        now, idle_since, static_cast<std::int64_t>(limit));
}

}  // namespace hz::identity
