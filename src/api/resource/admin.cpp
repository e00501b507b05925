// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>
#include <map>

#include "api/resource/routes.hpp"
#include "api/view/words.hpp"
#include "identity/absence.hpp"
#include "identity/account.hpp"
#include "identity/errors.hpp"
#include "identity/organisation.hpp"
#include "identity/person.hpp"

namespace hz::api {
namespace {

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

struct SetSkills {
    struct Path {
        identity::AccountId id;
    } path;
    struct Body {
        std::vector<Text<60>> skills;
    } body;
};
BOOST_DESCRIBE_STRUCT(SetSkills::Path, (), (id))
BOOST_DESCRIBE_STRUCT(SetSkills::Body, (), (skills))

struct AccountView {
    identity::AccountId id;
    std::string login, name;
    std::string kind;   // resident, staff
    std::string state;  // active, disabled
    bool locked = false;
};
BOOST_DESCRIBE_STRUCT(AccountView, (), (id, login, name, kind, state, locked))

struct AccountPage {
    std::vector<AccountView> items;
    std::optional<identity::AccountId> next_cursor;
};
BOOST_DESCRIBE_STRUCT(AccountPage, (), (items, next_cursor))

AccountView account_view(const identity::Account& a) { return {a.id, a.login, a.name, a.kind, a.state, a.locked}; }

Result<AccountPage> list_accounts(Platform& p, storage::Session& s, const ListAccounts::Query& q) {
    const auto limit = static_cast<std::size_t>(std::clamp(q.limit.value_or(50), 1, 200));
    const auto found = identity::list_accounts(s, p.identity, q.cursor.value_or(identity::AccountId{}), limit + 1);
    AccountPage out;
    for (std::size_t i = 0; i < std::min(limit, found.size()); ++i) out.items.push_back(account_view(found[i]));
    if (found.size() > limit) out.next_cursor = found[limit - 1].id;
    return out;
}

// The password is hashed before the write, which must not wait.
Result<AccountView> create_account(Platform& p, const Asked<CreateAccount>& asked) {
    const auto& b = asked.body;
    if (const auto fits = identity::check_password_rules(p.identity.settings, b.login.value, b.password.value); !fits)
        return fits.error();
    const auto hash = p.identity.secrets.hash_password(b.password.value);
    if (!hash) return hash.error();
    return p.store.write_wait([&](storage::Session& s) -> Result<AccountView> {
        const auto person = identity::register_person(s, p.identity, asked.actor(),
                                                      {b.name.value, "", b.phone ? b.phone->value : "", "staff"});
        if (!person) return person.error();
        const auto id =
            identity::create_account(s, p.identity, asked.actor(), {b.login.value, *person, "staff", *hash, true});
        if (!id) return id.error();
        return account_view(*identity::find_account(s, p.identity, *id));
    });
}

constexpr std::size_t staff_limit = 5000;

struct Staffing {
    struct Role {
        std::string code;
        Words title;
        std::vector<std::string> permissions, exclusive_with;
    };
    struct Holder {
        identity::PersonId id;
        std::string name;
        std::optional<identity::AccountId> account;  // a post is given to an account, so whoever gives it needs it
    };
    struct Post {
        std::string code;
        Words title;
        std::vector<std::string> roles;
        std::vector<Holder> holders;
    };
    struct Agency {
        std::string code;
        Words name;
        std::vector<Post> posts;
    };
    struct Account {
        identity::AccountId id;
        std::string login, name;
        std::vector<std::string> skills;
    };
    std::vector<Role> roles;
    std::vector<Agency> agencies;
    std::vector<Account> accounts;  // of staff
    std::vector<Coded> skills;      // that people may have
};
BOOST_DESCRIBE_STRUCT(Staffing::Role, (), (code, title, permissions, exclusive_with))
BOOST_DESCRIBE_STRUCT(Staffing::Holder, (), (id, name, account))
BOOST_DESCRIBE_STRUCT(Staffing::Post, (), (code, title, roles, holders))
BOOST_DESCRIBE_STRUCT(Staffing::Agency, (), (code, name, posts))
BOOST_DESCRIBE_STRUCT(Staffing::Account, (), (id, login, name, skills))
BOOST_DESCRIBE_STRUCT(Staffing, (), (roles, agencies, accounts, skills))

using AccountOf = std::map<identity::PersonId, identity::AccountId>;

Staffing::Post post_view(Platform& p, storage::Session& s, const std::string& agency, const identity::Post& post,
                         const AccountOf& account_of) {
    Staffing::Post out{post.code, post.title, post.roles, {}};
    for (const auto& holder : identity::people_in_post(s, p.identity, agency, post.code)) {
        const auto account = account_of.find(holder.person);
        out.holders.push_back(
            {holder.person, holder.name, account == account_of.end() ? std::nullopt : std::optional(account->second)});
    }
    return out;
}

Result<Staffing> staffing(Platform& p, storage::Session& s) {
    Staffing out;
    AccountOf account_of;
    for (const auto& account : identity::list_accounts(s, p.identity, {}, staff_limit)) {
        if (account.kind != "staff") continue;
        account_of[account.person] = account.id;
        out.accounts.push_back({account.id, account.login, account.name, identity::skills_of(s, account.person)});
    }
    for (const auto& [code, role] : p.identity.directory.roles()->all()) {
        Staffing::Role line{code, role.title, {}, {role.exclusive_with.begin(), role.exclusive_with.end()}};
        for (const auto& grant : role.grants)
            line.permissions.push_back(grant.action + "@" + std::string(identity::to_text(grant.scope)));
        out.roles.push_back(std::move(line));
    }
    const auto definitions = p.definitions.current();
    if (const auto list = definitions->find("code_list", "skill"))
        for (const auto& entry : get_array(list->body, "entries"))
            out.skills.push_back(coded(*definitions, "skill", get_text(entry, "code")));
    const auto directory = p.identity.directory.get(s);
    for (const auto& [code, agency] : directory->agencies) {
        Staffing::Agency line{code, agency.name, {}};
        for (const auto& post : agency.posts) line.posts.push_back(post_view(p, s, code, post, account_of));
        out.agencies.push_back(std::move(line));
    }
    return out;
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

Result<http::Nothing> set_skills(Platform& p, storage::Session& s, const Asked<SetSkills>& asked) {
    const auto account = identity::find_account(s, p.identity, asked.path.id);
    if (!account) return refuse(identity::errors::account_not_found);
    const auto known = p.definitions.current()->find("code_list", "skill");
    std::vector<std::string> skills;
    for (const auto& skill : asked.body.skills) {
        const auto is_it = [&](const Json& entry) { return get_text(entry, "code") == skill.value; };
        if (!known || !std::ranges::any_of(get_array(known->body, "entries"), is_it))
            return refuse(identity::errors::bad_skill);
        skills.push_back(skill.value);
    }
    const auto done = identity::set_skills(s, p.identity, asked.actor(), account->person, std::move(skills));
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
    routes.push_back(read<ListAccounts, AccountPage>(
        p,
        {.pattern = "/api/v1/admin/accounts",
         .permission = accounts,
         .operation_id = "list_accounts",
         .summary = "Accounts"},
        [&p](storage::Session& s, const Asked<ListAccounts>& asked) { return list_accounts(p, s, asked.query); }));
    routes.push_back(
        slow<CreateAccount, AccountView>(p,
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
    routes.push_back(
        read<NoInput, Staffing>(p,
                                {.pattern = "/api/v1/admin/roles",
                                 .permission = "role.manage",
                                 .operation_id = "list_roles",
                                 .summary = "Roles, posts, and who fills them"},
                                [&p](storage::Session& s, const Asked<NoInput>&) { return staffing(p, s); }));
    routes.push_back(write<AssignPost, http::Nothing>(
        p,
        {.method = http::Method::put,
         .pattern = "/api/v1/admin/posts/{agency}/{post}",
         .permission = "role.manage",
         .operation_id = "assign_post",
         .summary = "Give a post to a person, or take it"},
        [&p](storage::Session& s, const Asked<AssignPost>& asked) { return assign(p, s, asked); }));
    routes.push_back(write<SetSkills, http::Nothing>(
        p,
        {.method = http::Method::put,
         .pattern = "/api/v1/admin/accounts/{id}/skills",
         .permission = "role.manage",
         .operation_id = "set_skills",
         .summary = "What a person is able to do beyond their posts: codes of the code list `skill`",
         .problems = {&identity::errors::bad_skill}},
        [&p](storage::Session& s, const Asked<SetSkills>& asked) { return set_skills(p, s, asked); }));
    return routes;
}

}  // namespace hz::api
