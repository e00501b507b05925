// SPDX-License-Identifier: Apache-2.0
// Accounts, kept by the system administrator.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "identity/actor.hpp"
#include "identity/context.hpp"
#include "storage/store.hpp"

namespace hz::identity {

struct Account {
    AccountId id{};
    std::string login;
    PersonId person{};
    std::string name;   // the person's
    std::string kind;   // "resident", "staff"
    std::string state;  // "active", "disabled"
    bool locked = false;
    Time created_at{};
};

struct NewAccount {
    std::string login;
    PersonId person{};
    std::string kind = "resident";
    std::string password_hash;  // Secrets::hash_password, made outside the writer
    bool must_change = false;
};

// Refuses errors::weak_password. Call before hashing.
[[nodiscard]] Result<void> check_password_rules(const Settings& settings, std::string_view login,
                                                std::string_view password);

// Events: account_created. Needs account.manage, as everything here but change_password. Refuses errors::bad_login,
// login_taken, person_not_found.
[[nodiscard]] Result<AccountId> create_account(storage::Session& session, Context& context, const Actor& by,
                                               const NewAccount& account);
// Events: account_disabled, account_enabled, password_reset. Never on one's own account. Sessions end at once. Enabling
// also ends a lock after failures.
[[nodiscard]] Result<void> disable_account(storage::Session& session, Context& context, const Actor& by,
                                           AccountId account);
[[nodiscard]] Result<void> enable_account(storage::Session& session, Context& context, const Actor& by,
                                          AccountId account);
[[nodiscard]] Result<void> reset_password(storage::Session& session, Context& context, const Actor& by,
                                          AccountId account, std::string_view new_hash);
// One's own; the caller has verified the old one. Other sessions end. Event: password_changed.
[[nodiscard]] Result<void> change_password(storage::Session& session, Context& context, const Actor& by,
                                           std::string_view new_hash, std::string_view keep_token);

[[nodiscard]] std::optional<Account> find_account(storage::Session& session, const Context& context, AccountId id);
[[nodiscard]] std::optional<Account> find_account_by_login(storage::Session& session, const Context& context,
                                                           std::string_view login);
// By id, ascending, from after `after`.
[[nodiscard]] std::vector<Account> list_accounts(storage::Session& session, const Context& context, AccountId after,
                                                 std::size_t limit);

}  // namespace hz::identity
