// SPDX-License-Identifier: Apache-2.0
// Signing in: read, verify elsewhere, write. Counts failures and locks (GB/T 22239 8.1.4: limit wrong attempts).
#include <algorithm>

#include "identity/entry.hpp"
#include "identity/errors.hpp"
#include "identity/session.hpp"

namespace hz::identity {
namespace {

constexpr std::size_t max_login = 64;

struct State {
    PersonId person{};
    std::string state;
    std::string hash;
    bool must_change = false;
    std::int64_t failed_count = 0;
    std::int64_t failed_since = 0;
    std::int64_t locked_until = 0;
};

std::optional<State> read_state(storage::Session& session, AccountId account) {
    const auto row = session.row<PersonId, std::string, std::string, bool, std::int64_t, std::int64_t, std::int64_t>(
        "select person, state, password, must_change, failed_count, failed_since, locked_until from account where id = "
        "$1",
        account);
    if (!row) return std::nullopt;
    auto [person, state, hash, must_change, count, since, until] = *row;
    return State{person, std::move(state), std::move(hash), must_change, count, since, until};
}

ledger::Entry entry_of(const SignInTicket& ticket, PersonId person, std::string type, Time at) {
    ledger::Entry entry;
    entry.at = at;
    entry.type = std::move(type);
    entry.stream = account_stream(ticket.account);
    entry.actor = person ? "person:" + to_text(person) : "anonymous";
    entry.subject = subject_of(person);
    return entry;
}

// An attempt on a login that does not exist is kept too, without what was typed: it may be somebody's password.
SignInOutcome unknown_login(storage::Session& session, Context& context, const SignInTicket& ticket) {
    auto entry = entry_of(ticket, {}, "sign_in_failed", context.clock.now());
    entry.stream = "account:unknown";
    context.ledger.append(session, entry);
    return {std::nullopt, refuse(errors::wrong_credentials)};
}

SignInOutcome failed(storage::Session& session, Context& context, const SignInTicket& ticket, State& state) {
    const auto at = context.clock.now();
    const auto now = to_millis(at);
    const auto window = std::chrono::milliseconds(context.settings.failure_window).count();
    if (state.locked_until > now) return {std::nullopt, refuse(errors::wrong_credentials)};  // already counted out
    if (now - state.failed_since > window) {
        state.failed_since = now;
        state.failed_count = 0;
    }
    ++state.failed_count;
    const bool lock = state.failed_count >= context.settings.failures_before_lock;
    if (lock) {
        state.locked_until = now + std::chrono::milliseconds(context.settings.lock_for).count();
        state.failed_count = 0;
    }
    session.exec("update account set failed_count = $1, failed_since = $2, locked_until = $3 where id = $4",
                 state.failed_count, state.failed_since, state.locked_until, ticket.account);
    auto entry = entry_of(ticket, state.person, "sign_in_failed", at);
    entry.payload = {{"failed_count", state.failed_count},
                     {"failed_since", state.failed_since},
                     {"locked_until", state.locked_until}};
    context.ledger.append(session, entry);
    if (lock) {
        entry.type = "account_locked";
        entry.payload = {{"until", state.locked_until}};
        context.ledger.append(session, entry);
    }
    return {std::nullopt, refuse(errors::wrong_credentials)};
}

// The password is right, and yet.
std::optional<Error> stopped(const Context& context, const State& state) {
    const auto now = to_millis(context.clock.now());
    if (state.state != "active") return refuse(errors::account_disabled);
    if (state.locked_until > now) {
        const auto minutes = (state.locked_until - now + 59'999) / 60'000;
        return refuse(errors::account_locked, {{"minutes", std::to_string(minutes)}});
    }
    return std::nullopt;
}

SignedIn open_session(storage::Session& session, Context& context, const SignInTicket& ticket, const State& state) {
    const auto now = context.clock.now();
    SignedIn out{ticket.token, csrf_token(context, ticket.token),       ticket.account,
                 state.person, now + context.settings.session_lifetime, state.must_change};
    if (!ticket.previous_token.empty())
        session.exec("delete from login_session where token_digest = $1",
                     context.secrets.digest(ticket.previous_token));
    session.exec(
        "insert into login_session (token_digest, account, created_at, last_seen, expires_at) values ($1, $2, $3, $3, "
        "$4)",
        context.secrets.digest(ticket.token), ticket.account, to_millis(now), to_millis(out.expires_at));
    if (state.failed_count != 0 || state.locked_until != 0)
        session.exec("update account set failed_count = 0, locked_until = 0 where id = $1", ticket.account);
    // Which session, by the digest it is stored under: no session can appear that nobody signed in for.
    auto entry = entry_of(ticket, state.person, "signed_in", now);
    entry.payload = {{"session", to_hex(context.secrets.digest(ticket.token))},
                     {"expires_at", to_millis(out.expires_at)}};
    context.ledger.append(session, entry);
    return out;
}

}  // namespace

Result<SignInTicket> begin_sign_in(storage::Session& session, Context& context, std::string_view login,
                                   std::string_view previous_token) {
    SignInTicket ticket;
    ticket.login = login.substr(0, max_login);
    ticket.hash = context.secrets.nobodys_hash();
    ticket.previous_token = previous_token;
    Bytes random(32);
    context.random.fill(random);
    ticket.token = to_base64url(random);
    if (login.size() > max_login) return ticket;
    if (const auto row =
            session.row<AccountId, std::string>("select id, password from account where login = $1", ticket.login)) {
        ticket.account = std::get<0>(*row);
        ticket.hash = std::get<1>(*row);
    }
    return ticket;
}

void check_password(SignInTicket& ticket, Context& context, std::string_view password) {
    const bool matches = context.secrets.verify_password(ticket.hash, password);
    ticket.verified = matches && ticket.account;
}

Result<SignInOutcome> finish_sign_in(storage::Session& session, Context& context, const SignInTicket& ticket) {
    auto state = ticket.account ? read_state(session, ticket.account) : std::nullopt;
    if (!state) return unknown_login(session, context, ticket);
    // A password that was changed between reading and now does not open a session any more.
    if (!ticket.verified || state->hash != ticket.hash) return failed(session, context, ticket, *state);
    if (auto error = stopped(context, *state)) return SignInOutcome{std::nullopt, std::move(error)};
    return SignInOutcome{open_session(session, context, ticket, *state), std::nullopt};
}

}  // namespace hz::identity
