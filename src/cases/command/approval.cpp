// SPDX-License-Identifier: Apache-2.0
// One person asks for a suspension, an extension or a termination, another who holds the permission for it decides.
// Never the same person, whatever posts they hold.
#include "base/json_fields.hpp"
#include "cases/command/checks.hpp"

namespace hz::cases {
namespace {

// With "case." before it, the permission to decide it.
std::string named(const SuspendCase&) { return "suspend"; }
std::string named(const ExtendCase&) { return "extend"; }
std::string named(const TerminateCase&) { return "terminate"; }

Result<Event> act(const SuspendCase& wanted, const Case& c, const Asking& asking, PersonId by) {
    return suspend_case(wanted, c, asking, by);
}
Result<Event> act(const ExtendCase& wanted, const Case& c, const Asking& asking, PersonId by) {
    return extend_case(wanted, c, asking, by, by != asking.actor.person);
}
Result<Event> act(const TerminateCase& wanted, const Case& c, const Asking& asking, PersonId by) {
    return terminate_case(wanted, c, asking, by);
}

const std::string& reason_of(const TerminateCase& wanted) { return wanted.reasons; }
const std::string& reason_of(const auto& wanted) { return wanted.reason; }

template <class Command>
Result<Event> approve(const PendingApproval& asked, const Case& c, const Asking& asking) {
    return act(from_fields<Command>(asked.wanted), c, asking, asked.by);
}

}  // namespace

// What would be refused anyway is refused now.
Result<Event> handle(const AskApproval& command, const Case& c, const Asking& asking) {
    if (const auto allowed = must_be_permitted(asking.actor, c, "case.handle"); !allowed) return allowed.error();
    if (c.annex && c.annex->approval) return refuse(errors::approval_waiting);
    return std::visit(
        [&](const auto& wanted) -> Result<Event> {
            if (const auto possible = act(wanted, c, asking, asking.actor.person); !possible) return possible.error();
            return Event{ApprovalAsked{named(wanted), to_fields(wanted), reason_of(wanted)}};
        },
        command.wanted);
}

Result<Event> handle(const DecideApproval& command, const Case& c, const Asking& asking) {
    if (!c.annex || !c.annex->approval || c.closed()) return refuse(errors::nothing_to_approve);
    const auto& asked = *c.annex->approval;
    if (const auto allowed = must_be_permitted(asking.actor, c, "case." + asked.what); !allowed) return allowed.error();
    if (asked.by == asking.actor.person) return refuse(errors::own_request);
    if (const auto fits = check_text(command.note, "/note", 1000, !command.agree); !fits) return fits.error();
    if (!command.agree) return Event{ApprovalDeclined{asked.what, command.note}};
    if (asked.what == "suspend") return approve<SuspendCase>(asked, c, asking);
    if (asked.what == "extend") return approve<ExtendCase>(asked, c, asking);
    return approve<TerminateCase>(asked, c, asking);
}

}  // namespace hz::cases
