// SPDX-License-Identifier: Apache-2.0
// A task to other hands. It stays the same task of the same step; the next step's task goes where the process says.
#include <algorithm>

#include "cases/command/checks.hpp"

namespace hz::cases {
namespace {

constexpr std::size_t reason_limit = 1000;
constexpr std::size_t hands_limit = 20;

Result<void> may_go_on(const OpenTask& task) {
    if (task.waits_for_opinions()) return refuse(errors::opinions_open);
    if (task.sent.size() >= hands_limit) return refuse(errors::already_there);
    return {};
}

// The task, for a supervisor whoever holds it.
Result<const OpenTask*> task_to_assign(const AssignTask& command, const Case& c, const Asking& asking) {
    if (!command.supervising) return task_in_hand(command.task, c, asking);
    if (const auto allowed = must_be_permitted(asking.actor, c, "case.supervise"); !allowed) return allowed.error();
    const auto* task = c.find_task(command.task.token);
    if (!task || task->assignee == c.applicant) return refuse(errors::task_not_found);
    return task;
}

}  // namespace

Result<Event> handle(const TransferTask& command, const Case& c, const Asking& asking) {
    const auto task = task_in_hand(command.task, c, asking);
    if (!task) return task.error();
    if (const auto ready = may_go_on(**task); !ready) return ready.error();
    if (const auto fits = check_text(command.reason, "/reason", reason_limit); !fits) return fits.error();
    std::vector<std::string> to{"post:" + command.agency + ":" + command.post};
    if ((*task)->offered_to == to) return refuse(errors::already_there);
    return Event{TaskMoved{"transfer",
                           (*task)->token,
                           (*task)->element,
                           std::move(to),
                           {},
                           command.reason,
                           acting_for(asking.actor, c, **task)}};
}

// Delegating, or a supervisor's giving it to somebody else. That person must be able to handle it by all the rules.
Result<Event> handle(const AssignTask& command, const Case& c, const Asking& asking) {
    const auto task = task_to_assign(command, c, asking);
    if (!task) return task.error();
    if (const auto ready = may_go_on(**task); !ready) return ready.error();
    if (const auto fits = check_text(command.reason, "/reason", reason_limit, false); !fits) return fits.error();
    const auto& to = *command.to;
    if ((*task)->assignee == to.person) return refuse(errors::already_there);
    auto free = **task;
    free.assignee.reset();
    if (!may_handle(to, c, free, asking.around.type)) return refuse(errors::cannot_take_it);
    return Event{TaskMoved{command.supervising ? "reassign" : "delegate", free.token, free.element, free.offered_to,
                           to.person, command.reason, acting_for(asking.actor, c, **task)}};
}

// To who sent it here; or the whole case to a task that was handled before: what is under way is cancelled, what was
// handled stays on record, the clock goes on.
Result<Event> handle(const ReturnTask& command, const Case& c, const Asking& asking) {
    const auto found = task_in_hand(command.task, c, asking);
    if (!found) return found.error();
    const auto& task = **found;
    if (task.waits_for_opinions()) return refuse(errors::opinions_open);
    if (const auto fits = check_text(command.reason, "/reason", reason_limit); !fits) return fits.error();
    if (command.to.empty()) {
        if (task.sent.empty()) return refuse(errors::nowhere_to_return);
        const auto& from = task.sent.back();
        return Event{TaskMoved{"return", task.token, task.element, from.offered_to, from.assignee, command.reason,
                               acting_for(asking.actor, c, task)}};
    }
    if (c.suspension()) return refuse(errors::suspended);
    if (c.decided()) return refuse(errors::already_decided);
    const auto* info = process::find_task(*asking.around.type.process, command.to);
    if (!info || info->for_applicant || !find(c.handled, command.to))
        return refuse(errors::not_handled_before, {{"element", info ? info->name : command.to}});
    auto moved = move_back(c, command.to, asking.around);
    if (!moved) return moved.error();
    return Event{TaskReturned{task.token, task.element, command.to, command.reason, std::move(*moved)}};
}

}  // namespace hz::cases
