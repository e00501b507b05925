// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"
#include "cases/command/checks.hpp"

namespace hz::cases {
namespace {

// From a task the law's time counts anew from now, where it had begun; from the start it begins when the case is
// accepted again.
Json new_clock(const ReopenCase& command, const Case& c, Time now) {
    if (command.element.empty()) return {};
    const auto old = calendar::clock_from_json(c.clock);
    if (!old || !old->started) return {};
    calendar::LegalClock clock;
    clock.started = now;
    return calendar::to_json(clock);
}

}  // namespace

// A closed case is taken up again: from the start, as if nothing had been handled, or from a task that was handled,
// with all that was. Not what was granted (that has to be revoked) nor merged. The decision so far stays in the ledger.
Result<Event> handle(const ReopenCase& command, const Case& c, const Asking& asking) {
    if (const auto allowed = must_be_permitted(asking.actor, c, "case.reopen"); !allowed) return allowed.error();
    if (!c.closed()) return refuse(errors::not_closed_yet);
    if (c.state == "granted" || c.state == "merged") return refuse(errors::cannot_reopen);
    if (const auto fits = check_text(command.reason, "/reason", 1000); !fits) return fits.error();
    const auto& around = asking.around;
    if (!command.element.empty()) {
        const auto* info = process::find_task(*around.type.process, command.element);
        if (!info || info->for_applicant || !find(c.handled, command.element))
            return refuse(errors::not_handled_before, {{"element", info ? info->name : command.element}});
    }
    CaseReopened event{command.reason, command.element, c.state, new_clock(command, c, around.now), {}};
    event.move.state = event.clock.is_null() ? "submitted" : "accepted";
    Case after = c;
    apply(after, event, {c.id, around.now, asking.actor.person});
    auto moved = move_back(after, command.element, around);
    if (!moved) return moved.error();
    if (moved->state.empty()) moved->state = event.move.state;
    event.move = std::move(*moved);
    return Event{std::move(event)};
}

// Nothing can be done to it any more but reading.
Result<Event> handle(const ArchiveCase& command, const Case& c, const Asking& asking) {
    if (const auto allowed = must_be_permitted(asking.actor, c, "case.archive"); !allowed) return allowed.error();
    if (!c.closed()) return refuse(errors::not_closed_yet);
    if (const auto fits = check_text(command.note, "/note", 500, false); !fits) return fits.error();
    return Event{CaseArchived{command.note}};
}

}  // namespace hz::cases
