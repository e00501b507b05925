// SPDX-License-Identifier: Apache-2.0
#include "identity/colleague.hpp"

#include "identity/errors.hpp"

namespace hz::identity {

Result<ActorPtr> actor_of_person(storage::Session& session, Context& context, PersonId person) {
    const auto row = session.row<AccountId>("select id from account where person = $1 order by id limit 1", person);
    if (!row) return refuse(errors::account_not_found);
    return actor_of_account(session, context, std::get<0>(*row));
}

}  // namespace hz::identity
