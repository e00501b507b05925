// SPDX-License-Identifier: Apache-2.0
// The parts of identity's verification, one file each. Private to identity.
#pragma once
#include <limits>
#include <set>
#include <string>

#include "identity/entry.hpp"
#include "ledger/state_check.hpp"

namespace hz::identity::checking {

using ledger::StateFindings;
using storage::Session;

inline constexpr std::int64_t for_ever = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
inline constexpr std::size_t rows_a_read = 200;
inline constexpr std::size_t strays_shown = 1000;

// `page(session)` does one page and says whether there is more.
template <class Page>
Result<void> in_pages(ledger::Log& log, const Page& page) {
    for (;;) {
        const auto more = log.store().read([&](Session& session) -> Result<bool> { return page(session); });
        if (!more) return more.error();
        if (!*more) return {};
    }
}

// person, represents (people_check.cpp).
Result<void> check_people(ledger::Log& log, StateFindings& out);
void check_person(Session& session, ledger::Log& log, PersonId id, StateFindings& out);

// account, login_session (account_check.cpp).
Result<void> check_accounts(ledger::Log& log, StateFindings& out);
void check_account(Session& session, ledger::Log& log, AccountId id, StateFindings& out);

// post_assignment, delegation (staffing_check.cpp).
struct PostKey {
    std::string agency, code;
    auto operator<=>(const PostKey&) const = default;
};
[[nodiscard]] std::optional<PostKey> post_of_stream(std::string_view stream);
Result<std::set<PostKey>> check_staffing(ledger::Log& log, StateFindings& out);  // the posts looked at
void check_post(Session& session, ledger::Log& log, const PostKey& post, StateFindings& out);

// region, agency, post (places_check.cpp).
Result<void> check_places(ledger::Log& log, StateFindings& out);

}  // namespace hz::identity::checking
