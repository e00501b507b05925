// SPDX-License-Identifier: Apache-2.0
#include "identity/account.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "identity/directory.hpp"
#include "identity/entry.hpp"
#include "identity/errors.hpp"
#include "identity/policy.hpp"

namespace hz::identity {
namespace {

constexpr std::string_view manage = "account.manage";
constexpr std::string_view columns =
    "select a.id, a.login, a.person, p.name, a.kind, a.state, a.locked_until, a.created_at from account a "
    "join person p on p.id = a.person ";

bool is_login(std::string_view login) {
    return login.size() >= 2 && login.size() <= 64 && std::ranges::all_of(login, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
           });
}

int kinds_of_characters(std::string_view password) {
    std::array<bool, 4> seen{};
    for (const char c : password) {
        if (c >= 'A' && c <= 'Z')
            seen[0] = true;
        else if (c >= 'a' && c <= 'z')
            seen[1] = true;
        else if (c >= '0' && c <= '9')
            seen[2] = true;
        else
            seen[3] = true;
    }
    return static_cast<int>(std::ranges::count(seen, true));
}

Result<Decision> may_manage(const Actor& by) {
    Resource resource;
    resource.kind = "account";
    resource.platform = true;
    const auto decision = decide(by, manage, resource, "");
    if (!decision) return decision.result(manage).error();
    return decision;
}

// The account's person, for a change by somebody else.
Result<PersonId> other_than(storage::Session& session, const Actor& by, AccountId account) {
    const auto row = session.row<PersonId>("select person from account where id = $1", account);
    if (!row) return refuse(errors::account_not_found);
    if (std::get<0>(*row) == by.person) return refuse(errors::own_rights);
    return std::get<0>(*row);
}

void record(storage::Session& session, Context& context, const Actor& by, const Decision& decision, std::string type,
            AccountId account, PersonId person, Time at, Json payload = nullptr) {
    auto entry = entry_by(by, decision, std::move(type), account_stream(account));
    entry.subject = subject_of(person);
    entry.payload = std::move(payload);
    entry.at = at;
    context.ledger.append(session, entry);
}

void end_sessions(storage::Session& session, AccountId account) {
    session.exec("delete from login_session where account = $1", account);
}

std::vector<Account> read_accounts(storage::Session& session, const Context& context, std::string_view sql,
                                   const storage::Value& first, const storage::Value& second) {
    std::vector<Account> out;
    const auto now = to_millis(context.clock.now());
    session.each<AccountId, std::string, PersonId, std::string, std::string, std::string, std::int64_t, std::int64_t>(
        sql,
        [&](AccountId id, std::string login, PersonId person, std::string name, std::string kind, std::string state,
            std::int64_t locked_until, std::int64_t created_at) {
            out.push_back({id, std::move(login), person, std::move(name), std::move(kind), std::move(state),
                           locked_until > now, from_millis(created_at)});
        },
        first, second);
    return out;
}

}  // namespace

Result<void> check_password_rules(const Settings& settings, std::string_view login, std::string_view password) {
    const auto size = is_utf8(password) ? length(password) : 0;
    const bool short_or_long = size < settings.password_least || size > settings.password_most;
    if (short_or_long || kinds_of_characters(password) < 3 || password.find(login) != std::string_view::npos)
        return refuse(errors::weak_password, {{"least", std::to_string(settings.password_least)},
                                              {"most", std::to_string(settings.password_most)}});
    return {};
}

Result<AccountId> create_account(storage::Session& session, Context& context, const Actor& by,
                                 const NewAccount& account) {
    const auto decision = may_manage(by);
    if (!decision) return decision.error();
    if (!is_login(account.login)) return refuse(errors::bad_login);
    if (!session.row<PersonId>("select id from person where id = $1 and state = 'active'", account.person))
        return refuse(errors::person_not_found);
    if (session.row<AccountId>("select id from account where login = $1", account.login))
        return refuse(errors::login_taken, {{"login", account.login}});
    const auto id = context.ids.make<AccountId>();
    const auto now = context.clock.now();
    session.exec(
        "insert into account (id, login, person, kind, state, password, must_change, failed_count, failed_since, "
        "locked_until, "
        "created_at) values ($1, $2, $3, $4, 'active', $5, $6, 0, 0, 0, $7)",
        id, account.login, account.person, account.kind, account.password_hash, account.must_change, to_millis(now));
    record(session, context, by, *decision, "account_created", id, account.person, now,
           {{"login", account.login},
            {"kind", account.kind},
            {"password", mark_of(account.password_hash)},
            {"must_change", account.must_change}});
    return id;
}

Result<void> disable_account(storage::Session& session, Context& context, const Actor& by, AccountId account) {
    const auto decision = may_manage(by);
    if (!decision) return decision.error();
    const auto person = other_than(session, by, account);
    if (!person) return person.error();
    session.exec("update account set state = 'disabled' where id = $1", account);
    end_sessions(session, account);
    record(session, context, by, *decision, "account_disabled", account, *person, context.clock.now());
    bump_version(session, context.ids);
    return {};
}

Result<void> enable_account(storage::Session& session, Context& context, const Actor& by, AccountId account) {
    const auto decision = may_manage(by);
    if (!decision) return decision.error();
    const auto person = other_than(session, by, account);
    if (!person) return person.error();
    session.exec("update account set state = 'active', failed_count = 0, locked_until = 0 where id = $1", account);
    record(session, context, by, *decision, "account_enabled", account, *person, context.clock.now());
    bump_version(session, context.ids);
    return {};
}

Result<void> reset_password(storage::Session& session, Context& context, const Actor& by, AccountId account,
                            std::string_view new_hash) {
    const auto decision = may_manage(by);
    if (!decision) return decision.error();
    const auto person = other_than(session, by, account);
    if (!person) return person.error();
    session.exec("update account set password = $1, must_change = 1, failed_count = 0, locked_until = 0 where id = $2",
                 new_hash, account);
    end_sessions(session, account);
    record(session, context, by, *decision, "password_reset", account, *person, context.clock.now(),
           {{"password", mark_of(new_hash)}});
    return {};
}

Result<void> change_password(storage::Session& session, Context& context, const Actor& by, std::string_view new_hash,
                             std::string_view keep_token) {
    if (!by.account) return refuse(errors::not_signed_in);
    session.exec("update account set password = $1, must_change = 0 where id = $2", new_hash, by.account);
    session.exec("delete from login_session where account = $1 and token_digest <> $2", by.account,
                 context.secrets.digest(keep_token));
    record(session, context, by, {}, "password_changed", by.account, by.person, context.clock.now(),
           {{"password", mark_of(new_hash)}});
    return {};
}

std::optional<Account> find_account(storage::Session& session, const Context& context, AccountId id) {
    static const std::string sql = std::string(columns) + "where a.id = $1 limit $2";
    auto found = read_accounts(session, context, sql, id.value, std::int64_t{1});
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::optional<Account> find_account_by_login(storage::Session& session, const Context& context,
                                             std::string_view login) {
    const auto row = session.row<AccountId>("select id from account where login = $1", login);
    if (!row) return std::nullopt;
    return find_account(session, context, std::get<0>(*row));
}

std::vector<Account> list_accounts(storage::Session& session, const Context& context, AccountId after,
                                   std::size_t limit) {
    static const std::string sql = std::string(columns) + "where a.id > $1 order by a.id limit $2";
    return read_accounts(session, context, sql, after.value, static_cast<std::int64_t>(limit));
}

}  // namespace hz::identity
