// SPDX-License-Identifier: Apache-2.0
// A special procedure that the law does not count (行政许可法 art. 45): the legal clock stands, the applicant is told
// why and for how long. Timers of the process go on; tasks cannot be completed meanwhile.
#include <algorithm>

#include "cases/command/checks.hpp"

namespace hz::cases {
namespace {

constexpr int days_limit = 365;

Result<calendar::LegalClock> running_clock(const Case& c) {
    auto clock = calendar::clock_from_json(c.clock);
    if (!clock || !clock->running()) return refuse(errors::clock_not_running);
    return clock;
}

}  // namespace

Result<Event> suspend_case(const SuspendCase& command, const Case& c, const Asking& asking, PersonId by) {
    if (const auto open = must_be_open(c); !open) return open.error();
    if (c.suspension()) return refuse(errors::suspended);
    const auto& allowed = asking.around.type.suspensions;
    const bool known = allowed.empty() || std::ranges::find(allowed, command.kind) != allowed.end();
    if (command.kind.empty() || command.kind.size() > 60 || !known)
        return refuse_fields(errors::wrong_suspension,
                             {{"/kind", &errors::wrong_suspension, {{"kind", command.kind}}}});
    if (const auto fits = check_text(command.reason, "/reason", 1000); !fits) return fits.error();
    if (command.days < 1 || command.days > days_limit)
        return refuse_fields(errors::bad_days, {{"/days", &errors::bad_days, {{"limit", std::to_string(days_limit)}}}});
    const auto clock = running_clock(c);
    if (!clock) return clock.error();
    const auto& around = asking.around;
    auto paused = calendar::pause(*clock, around.now, command.kind);
    if (!paused) return paused.error();
    const auto last = around.calendar.add_working_days(around.calendar.local_date(around.now), command.days);
    CaseSuspended event{
        command.kind, command.reason, command.days, around.calendar.end_of(last), by, turned_clock(c, *paused, around)};
    event.move.state = "suspended";
    return Event{std::move(event)};
}

Result<Event> handle(const SuspendCase& command, const Case& c, const Asking& asking) {
    if (const auto allowed = must_be_permitted(asking.actor, c, "case.suspend"); !allowed) return allowed.error();
    if (asking.around.type.needs_two("suspend")) return refuse(errors::approval_needed);
    return suspend_case(command, c, asking, asking.actor.person);
}

// It is over, early or late; the clock goes on where it stood. Whoever handles the case may say so.
Result<Event> handle(const ResumeCase& command, const Case& c, const Asking& asking) {
    if (const auto allowed = must_be_permitted(asking.actor, c, "case.handle"); !allowed) return allowed.error();
    const auto* suspension = c.suspension();
    if (!suspension || c.closed()) return refuse(errors::not_suspended);
    if (const auto fits = check_text(command.result, "/result", 1000); !fits) return fits.error();
    const auto clock = calendar::clock_from_json(c.clock);
    if (!clock) return refuse(errors::not_suspended);
    auto on = calendar::resume(*clock, asking.around.now);
    if (!on) return on.error();
    CaseResumed event{suspension->kind, command.result, turned_clock(c, *on, asking.around)};
    event.move.state = suspension->state_before;
    return Event{std::move(event)};
}

}  // namespace hz::cases
