// SPDX-License-Identifier: Apache-2.0
// Who may do what to a case. Answers come from the one policy function; four-eyes and offers are facts of the case.
#pragma once
#include "cases/command.hpp"
#include "identity/directory.hpp"

namespace hz::cases {

// What the policy decides about.
[[nodiscard]] identity::Resource resource_of(const Case& c);

// May handle this task now: offered to one of the actor's posts (or to the applicant in person), not taken by another
// but one who is away and for whom the actor stands in, with the skill it wants, and no four-eyes rule against it.
// Gives the deciding post for the ledger.
[[nodiscard]] Result<identity::Decision> may_handle(const Actor& actor, const Case& c, const OpenTask& task,
                                                    const CaseType& type);

// Who is away and has the task, where this actor stands in for them. Never an applicant.
[[nodiscard]] std::optional<PersonId> acting_for(const Actor& actor, const Case& c, const OpenTask& task);

[[nodiscard]] Result<void> must_be_applicant(const Actor& actor, const Case& c);

// What the policy says of a permission on this case. Staff of another agency to whom a task of it was sent, or whose
// opinion is waited for, may in that agency what they might do with its own cases; for as long as that lasts.
[[nodiscard]] identity::Decision decide_on(const Actor& actor, const Case& c, std::string_view permission);
// May read it: the applicant, staff whose scope covers the case, and those involved.
[[nodiscard]] identity::Decision may_read(const Actor& actor, const Case& c);
// Holds the permission where the case belongs; being involved is not enough.
[[nodiscard]] Result<void> must_be_permitted(const Actor& actor, const Case& c, std::string_view permission);

// Is this person's opinion waited for? Nobody answers their own question.
[[nodiscard]] bool asked_of(const Actor& actor, const AskedOpinion& asked);
[[nodiscard]] bool asked_of(const Actor& actor, const OpenTask& task);
[[nodiscard]] Result<void> must_be_post(const identity::DirectoryView& directory, std::string_view agency,
                                        std::string_view post);

}  // namespace hz::cases
