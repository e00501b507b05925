// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "cases/apply.hpp"
#include "cases/command/checks.hpp"
#include "cases/limit_clock.hpp"
#include "cases/migration.hpp"
#include "process/errors.hpp"

namespace hz::cases {
namespace {

constexpr std::size_t reason_limit = 500;

// Of the mapping only what changes a name.
std::vector<RenamedElement> renamed(const process::Mapping& mapping) {
    std::vector<RenamedElement> out;
    for (const auto& [from, to] : mapping)
        if (from != to) out.push_back({from, to});
    return out;
}

// Tasks that nobody has taken and that nobody sent elsewhere. `c`: with the new names.
std::vector<OfferChange> new_offers(const Case& c, const process::Definition& process) {
    std::vector<OfferChange> out;
    for (const auto& task : c.tasks) {
        const auto* info = process::find_task(process, task.element);
        if (!info || info->for_applicant || task.assignee || !task.sent.empty()) continue;
        auto owners = task_owners(c, *info);
        if (owners != task.offered_to || info->skill != task.skill)
            out.push_back({task.token, std::move(owners), info->skill});
    }
    return out;
}

std::vector<MovedLimit> moved_limits(const Case& before, const CaseType& from, const Case& after,
                                     const Surroundings& around) {
    std::vector<MovedLimit> out;
    const auto now = running_limits(after, around.type, around.calendar, around.now);
    for (const auto& old : running_limits(before, from, around.calendar, around.now)) {
        const auto same =
            std::ranges::find_if(now, [&](const RunningLimit& one) { return one.limit->code == old.limit->code; });
        if (same != now.end() && same->deadline.due != old.deadline.due)
            out.push_back({old.limit->code, old.deadline.due, same->deadline.due});
    }
    return out;
}

}  // namespace

Result<Event> migrate_case(const MigrateCase& command, const Case& c, const CaseType& from,
                           const Surroundings& around) {
    if (c.archived()) return refuse(errors::archived);
    if (const auto open = must_be_open(c); !open) return open.error();
    if (c.type_version != command.from)
        return refuse(errors::other_version,
                      {{"from", std::to_string(command.from)}, {"now", std::to_string(c.type_version)}});
    if (command.to <= command.from) return refuse(errors::version_not_newer);
    if (const auto fits = check_text(command.reason, "/reason", reason_limit, false); !fits) return fits.error();
    if (!from.process || !around.type.process) return refuse(errors::no_such_type);

    const auto& process = *around.type.process;
    if (auto wrong = process::check_mapping(*from.process, process, command.mapping); !wrong.empty())
        return refuse_fields(process::errors::bad_mapping, std::move(wrong));

    CaseMigrated event{command.from, command.to, renamed(command.mapping), {}, {}, command.reason, {}};
    Case after = c;
    apply(after, event, {c.id, around.now, {}});
    event.offers = new_offers(after, process);
    const auto state = process::state_from_json(*from.process, c.process);
    if (!state) return state.error();
    auto migrated = process::migrate(*from.process, process, *state, command.mapping, process_variables(after));
    if (!migrated) return migrated.error();
    event.move = move_over(after, std::move(*migrated), around);
    // A task that does not go on is offered to nobody.
    std::erase_if(event.offers, [&](const OfferChange& offer) {
        return std::ranges::find(event.move.tasks_closed, offer.token) != event.move.tasks_closed.end();
    });
    apply_move(after, event.move);
    event.limits = moved_limits(c, from, after, around);
    return Event{std::move(event)};
}

}  // namespace hz::cases
