// SPDX-License-Identifier: Apache-2.0
#include "cases/command/checks.hpp"

namespace hz::cases {

// The agency ends a case that cannot or need not be decided: on a legal basis, with reasons and remedies.
Result<Event> terminate_case(const TerminateCase& command, const Case& c, const Asking& asking, PersonId by) {
    if (const auto open = must_be_open(c); !open) return open.error();
    if (c.decided()) return refuse(errors::already_decided);
    if (const auto fits = check_text(command.legal_basis, "/legal_basis", 300); !fits) return fits.error();
    if (const auto fits = check_text(command.reasons, "/reasons", 1000); !fits) return fits.error();
    if (const auto fits = check_text(command.remedies, "/remedies", 2000, false); !fits) return fits.error();
    auto moved = move(c, process::Cancel{}, asking.around);
    if (!moved) return moved.error();
    CaseTerminated event{command.legal_basis, command.reasons, command.remedies, by, std::move(*moved)};
    event.move.state = "terminated";
    event.move.milestones.push_back({"terminated", asking.around.now});
    event.move.closed_at = asking.around.now;
    return Event{std::move(event)};
}

Result<Event> handle(const TerminateCase& command, const Case& c, const Asking& asking) {
    if (const auto allowed = must_be_permitted(asking.actor, c, "case.terminate"); !allowed) return allowed.error();
    if (asking.around.type.needs_two("terminate")) return refuse(errors::approval_needed);
    return terminate_case(command, c, asking, asking.actor.person);
}

}  // namespace hz::cases
