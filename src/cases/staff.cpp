// SPDX-License-Identifier: Apache-2.0
#include "cases/staff.hpp"

#include "identity/absence.hpp"
#include "identity/colleague.hpp"
#include "identity/organisation.hpp"

namespace hz::cases {

std::vector<identity::ActorPtr> PresentStaff::present(storage::Session& session, std::string_view agency,
                                                      std::string_view post) {
    std::vector<identity::ActorPtr> out;
    for (const auto& holder : identity::people_in_post(session, context_, agency, post)) {
        if (holder.deputy_for || identity::is_absent(session, context_, holder.person)) continue;
        if (auto actor = identity::actor_of_person(session, context_, holder.person)) out.push_back(std::move(*actor));
    }
    return out;
}

}  // namespace hz::cases
