// SPDX-License-Identifier: Apache-2.0
#include "cases/authority.hpp"
#include "cases/errors.hpp"

namespace hz::cases {

// Takes a task offered to one of the actor's posts. Taking what one already holds is no error: a double click.
Result<Event> claim_task(const ClaimTask& command, const Case& c, const Asking& asking) {
    const auto* task = c.find_task(command.task.token);
    if (!task) return refuse(errors::task_not_found);
    if (const auto allowed = may_handle(asking.actor, c, *task, asking.around.type); !allowed) return allowed.error();
    return Event{TaskClaimed{task->token, task->element, asking.actor.person, acting_for(asking.actor, c, *task)}};
}

// Gives it back to everyone it was offered to.
Result<Event> release_task(const ReleaseTask& command, const Case& c, const Asking& asking) {
    const auto* task = c.find_task(command.task.token);
    if (!task) return refuse(errors::task_not_found);
    const auto absent = acting_for(asking.actor, c, *task);
    const bool own = task->assignee == asking.actor.person && asking.actor.person != c.applicant;
    if (!own && !absent) return refuse(errors::not_your_task);
    return Event{TaskReleased{task->token, task->element, absent}};
}

}  // namespace hz::cases
