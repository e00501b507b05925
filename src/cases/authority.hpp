// SPDX-License-Identifier: Apache-2.0
// Who may do what to a case. Answers come from the one policy function; four-eyes and offers are facts of the case.
#pragma once
#include "cases/command.hpp"

namespace hz::cases {

// What the policy decides about.
[[nodiscard]] identity::Resource resource_of(const Case& c);

// May handle this task now: offered to one of the actor's posts (or to the applicant in person), not taken by another,
// and no four-eyes rule against it. Gives the deciding post for the ledger.
[[nodiscard]] Result<identity::Decision> may_handle(const Actor& actor, const Case& c, const OpenTask& task,
                                                    const CaseType& type);

[[nodiscard]] Result<void> must_be_applicant(const Actor& actor, const Case& c);

// May read it: the applicant, or staff whose scope covers the case.
[[nodiscard]] identity::Decision may_read(const Actor& actor, const Case& c);

}  // namespace hz::cases
