// SPDX-License-Identifier: Apache-2.0
// Somebody else as an actor: to hold what they may do against the rules before work is given to them.
#pragma once
#include "identity/context.hpp"
#include "identity/session.hpp"

namespace hz::identity {

// By the person's account. Refuses errors::account_not_found, account_disabled.
[[nodiscard]] Result<ActorPtr> actor_of_person(storage::Session& session, Context& context, PersonId person);

}  // namespace hz::identity
