// SPDX-License-Identifier: Apache-2.0
#include "cases/command/checks.hpp"

namespace hz::cases {

// More time, as far and as often as the limit's data allow (行政许可法 art. 42: once, ten working days, by the head of
// the agency, the reason told to the applicant), and only before the time has run out. It moves every limit on the
// clock.
Result<Event> extend_case(const ExtendCase& command, const Case& c, const Asking& asking, PersonId by) {
    if (const auto open = must_be_open(c); !open) return open.error();
    const auto& rule = asking.around.type.extension;
    const auto* limit = rule ? asking.around.type.find_limit(rule->limit) : nullptr;
    if (!limit) return refuse(errors::no_extension);
    if (const auto fits = check_text(command.reason, "/reason", 1000); !fits) return fits.error();
    int used = 0, times = 0;
    if (c.annex)
        for (const auto& before : c.annex->extensions) {
            used += before.days;
            ++times;
        }
    if (times >= rule->times || used >= rule->number) return refuse(errors::extended_enough);
    const auto most = rule->number - used;
    if (command.days < 1 || command.days > most)
        return refuse_fields(errors::bad_days, {{"/days", &errors::bad_days, {{"limit", std::to_string(most)}}}});
    const auto clock = calendar::clock_from_json(c.clock);
    if (!clock || !clock->started || clock->stopped) return refuse(errors::clock_not_running);
    const auto now = calendar::deadline(asking.around.calendar, *limit, *clock, asking.around.now);
    if (!now || asking.around.now > now->due) return refuse(errors::extension_late);
    auto longer = calendar::extend(*clock, command.days);
    if (!longer) return longer.error();
    return Event{CaseExtended{rule->limit, command.days, command.reason, by, turned_clock(c, *longer, asking.around)}};
}

Result<Event> handle(const ExtendCase& command, const Case& c, const Asking& asking) {
    if (const auto allowed = must_be_permitted(asking.actor, c, "case.extend"); !allowed) return allowed.error();
    if (asking.around.type.needs_two("extend")) return refuse(errors::approval_needed);
    return extend_case(command, c, asking, asking.actor.person);
}

}  // namespace hz::cases
