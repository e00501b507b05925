// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>
#include <map>

#include "api/resource/routes.hpp"
#include "identity/account.hpp"
#include "identity/errors.hpp"
#include "identity/organisation.hpp"
#include "identity/person.hpp"

namespace hz::api {
namespace {

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

struct ListAccounts {
    struct Query {
        std::optional<identity::AccountId> cursor;
        std::optional<int> limit;
    } query;
};
BOOST_DESCRIBE_STRUCT(ListAccounts::Query, (), (cursor, limit))

struct CreateAccount {
    struct Body {
        Text<64> login;
        Text<200> name;
        Text<200> password;
        std::optional<Text<20>> phone;
    } body;
};
BOOST_DESCRIBE_STRUCT(CreateAccount::Body, (), (login, name, password, phone))

struct AccountPath {
    struct Path {
        identity::AccountId id;
    } path;
};
BOOST_DESCRIBE_STRUCT(AccountPath::Path, (), (id))

struct AssignPost {
    struct Path {
        Text<60> agency;
        Text<60> post;
    } path;
    struct Body {
        identity::AccountId account;
        bool assigned = true;
    } body;
};
BOOST_DESCRIBE_STRUCT(AssignPost::Path, (), (agency, post))
BOOST_DESCRIBE_STRUCT(AssignPost::Body, (), (account, assigned))

Json account_json(const identity::Account& a) {
    return {{"id", to_text(a.id)}, {"login", a.login}, {"name", a.name},
            {"kind", a.kind},      {"state", a.state}, {"locked", a.locked}};
}

Result<Json> list_accounts(Platform& p, storage::Session& s, const ListAccounts::Query& q) {
    const auto limit = static_cast<std::size_t>(std::clamp(q.limit.value_or(50), 1, 200));
    const auto found = identity::list_accounts(s, p.identity, q.cursor.value_or(identity::AccountId{}), limit + 1);
    JsonArray items;
    for (std::size_t i = 0; i < std::min(limit, found.size()); ++i) items.push_back(account_json(found[i]));
    JsonObject out{{"items", std::move(items)}};
    if (found.size() > limit) out["next_cursor"] = to_text(found[limit - 1].id);
    return Json(std::move(out));
}

// The password is hashed before the write, which must not wait.
Result<Json> create_account(Platform& p, const Asked<CreateAccount>& asked) {
    const auto& b = asked.body;
    if (const auto fits = identity::check_password_rules(p.identity.settings, b.login.value, b.password.value); !fits)
        return fits.error();
    const auto hash = p.identity.secrets.hash_password(b.password.value);
    if (!hash) return hash.error();
    return p.store.write_wait([&](storage::Session& s) -> Result<Json> {
        const auto person = identity::register_person(s, p.identity, asked.actor(),
                                                      {b.name.value, "", b.phone ? b.phone->value : "", "staff"});
        if (!person) return person.error();
        const auto id =
            identity::create_account(s, p.identity, asked.actor(), {b.login.value, *person, "staff", *hash, true});
        if (!id) return id.error();
        return account_json(*identity::find_account(s, p.identity, *id));
    });
}

constexpr std::size_t staff_limit = 5000;

// A post is given to an account, so whoever gives it needs to know those.
Json holder_json(const identity::Holder& holder, const std::map<identity::PersonId, std::string>& account_of) {
    JsonObject out{{"id", to_text(holder.person)}, {"name", holder.name}};
    if (const auto found = account_of.find(holder.person); found != account_of.end()) out["account"] = found->second;
    return out;
}

Json roles_json(Platform& p, storage::Session& s) {
    JsonArray roles, agencies, accounts;
    std::map<identity::PersonId, std::string> account_of;
    for (const auto& account : identity::list_accounts(s, p.identity, {}, staff_limit)) {
        if (account.kind != "staff") continue;
        account_of[account.person] = to_text(account.id);
        accounts.push_back({{"id", to_text(account.id)}, {"login", account.login}, {"name", account.name}});
    }
    for (const auto& [code, role] : p.identity.directory.roles()->all()) {
        JsonArray permissions, exclusive;
        for (const auto& grant : role.grants)
            permissions.push_back(Json(grant.action + "@" + std::string(identity::to_text(grant.scope))));
        for (const auto& other : role.exclusive_with) exclusive.push_back(Json(other));
        roles.push_back({{"code", code},
                         {"title", identity::to_json(role.title)},
                         {"permissions", std::move(permissions)},
                         {"exclusive_with", std::move(exclusive)}});
    }
    const auto directory = p.identity.directory.get(s);
    for (const auto& [code, agency] : directory->agencies) {
        JsonArray posts;
        for (const auto& post : agency.posts) {
            JsonArray holders, post_roles;
            for (const auto& holder : identity::people_in_post(s, p.identity, code, post.code))
                holders.push_back(holder_json(holder, account_of));
            for (const auto& role : post.roles) post_roles.push_back(Json(role));
            posts.push_back({{"code", post.code},
                             {"title", identity::to_json(post.title)},
                             {"roles", std::move(post_roles)},
                             {"holders", std::move(holders)}});
        }
        agencies.push_back({{"code", code}, {"name", identity::to_json(agency.name)}, {"posts", std::move(posts)}});
    }
    return {{"roles", std::move(roles)}, {"agencies", std::move(agencies)}, {"accounts", std::move(accounts)}};
}

Result<http::Nothing> assign(Platform& p, storage::Session& s, const Asked<AssignPost>& asked) {
    const auto account = identity::find_account(s, p.identity, asked.body.account);
    if (!account) return refuse(identity::errors::account_not_found);
    const auto& path = asked.path;
    const auto done = asked.body.assigned ? identity::assign_post(s, p.identity, asked.actor(), account->person,
                                                                  path.agency.value, path.post.value)
                                          : identity::unassign_post(s, p.identity, asked.actor(), account->person,
                                                                    path.agency.value, path.post.value);
    if (!done) return done.error();
    return http::Nothing{};
}

using Change = Result<void> (*)(storage::Session&, identity::Context&, const identity::Actor&, identity::AccountId);

http::Route account_command(Platform& p, std::string verb, std::string summary, Change change) {
    return write<AccountPath, http::Nothing>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/admin/accounts/{id}/" + verb,
         .permission = "account.manage",
         .operation_id = verb + "_account",
         .summary = std::move(summary)},
        [&p, change](storage::Session& s, const Asked<AccountPath>& asked) -> Result<http::Nothing> {
            if (const auto done = change(s, p.identity, asked.actor(), asked.path.id); !done) return done.error();
            return http::Nothing{};
        });
}

}  // namespace

Routes admin_routes(Platform& p) {
    const std::string accounts = "account.manage";
    Routes routes;
    routes.push_back(read<ListAccounts, Json>(
        p,
        {.pattern = "/api/v1/admin/accounts",
         .permission = accounts,
         .operation_id = "list_accounts",
         .summary = "Accounts"},
        [&p](storage::Session& s, const Asked<ListAccounts>& asked) { return list_accounts(p, s, asked.query); }));
    routes.push_back(
        slow<CreateAccount, Json>(p,
                                  {.method = http::Method::post,
                                   .pattern = "/api/v1/admin/accounts",
                                   .permission = accounts,
                                   .operation_id = "create_account",
                                   .summary = "A new staff account; its first password must be changed",
                                   .status = 201},
                                  [&p](const Asked<CreateAccount>& asked) { return create_account(p, asked); }));
    routes.push_back(
        account_command(p, "lock", "Stop an account; its sessions end at once", &identity::disable_account));
    routes.push_back(account_command(p, "unlock", "Let an account in again", &identity::enable_account));
    routes.push_back(read<Nothing, Json>(
        p,
        {.pattern = "/api/v1/admin/roles",
         .permission = "role.manage",
         .operation_id = "list_roles",
         .summary = "Roles, posts, and who fills them"},
        [&p](storage::Session& s, const Asked<Nothing>&) -> Result<Json> { return roles_json(p, s); }));
    routes.push_back(write<AssignPost, http::Nothing>(
        p,
        {.method = http::Method::put,
         .pattern = "/api/v1/admin/posts/{agency}/{post}",
         .permission = "role.manage",
         .operation_id = "assign_post",
         .summary = "Give a post to a person, or take it"},
        [&p](storage::Session& s, const Asked<AssignPost>& asked) { return assign(p, s, asked); }));
    return routes;
}

}  // namespace hz::api
