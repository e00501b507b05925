// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "cases/apply.hpp"
#include "cases/authority.hpp"
#include "cases/errors.hpp"

namespace hz::cases {
namespace {

constexpr std::size_t opinion_limit = 1000;  // GB/T 39046 table 7: 意见 an..1000

// What certain outcomes must carry: a refusal its reasons, a request for supplements its whole list, once.
Result<void> check_outcome(const CompleteTask& command, const Case& c, const CaseType& type) {
    if (length(command.opinion) > opinion_limit)
        return refuse_fields(errors::text_too_long,
                             {{"/opinion", &errors::text_too_long, {{"limit", std::to_string(opinion_limit)}}}});
    const bool refusing = command.outcome == "refuse" || command.outcome == "denied";
    if (refusing && trim(command.opinion).empty() && trim(get_text(command.data, "reasons")).empty())
        return refuse_fields(errors::reasons_missing, {{"/data/reasons", &errors::reasons_missing, {}}});
    if (command.outcome == "supplement") {
        if (c.supplement && type.max_supplements <= 1) return refuse(errors::supplement_once);
        if (get_array(command.data, "items").empty())
            return refuse_fields(errors::supplement_empty, {{"/data/items", &errors::supplement_empty, {}}});
    }
    return {};
}

}  // namespace

// Records how a task ended and moves the process on. Completing an unclaimed task claims it in the same breath.
Result<Event> complete_task(const CompleteTask& command, const Case& c, const Asking& asking) {
    const auto* task = c.find_task(command.task.token);
    if (!task) return refuse(errors::task_not_found);
    const auto& type = asking.around.type;
    if (const auto allowed = may_handle(asking.actor, c, *task, type); !allowed) return allowed.error();
    if (c.suspension()) return refuse(errors::suspended);
    if (task->waits_for_opinions()) return refuse(errors::opinions_open);
    const auto* info = process::find_task(*type.process, task->element);
    if (info && info->for_applicant) return refuse(errors::not_your_task);
    if (info && !info->outcomes.empty() &&
        std::find(info->outcomes.begin(), info->outcomes.end(), command.outcome) == info->outcomes.end())
        return refuse(errors::unknown_outcome, {{"outcome", command.outcome}});
    if (const auto fits = check_outcome(command, c, type); !fits) return fits.error();

    TaskCompleted event{task->token,
                        task->element,
                        command.outcome,
                        command.opinion,
                        command.data,
                        asking.actor.person,
                        {},
                        acting_for(asking.actor, c, *task)};
    event.move.tasks_closed.push_back(task->token);
    Case after = c;
    apply(after, event, {c.id, asking.around.now, asking.actor.person});
    auto moved = move(after, process::CompleteTask{task->token}, asking.around);
    if (!moved) return moved.error();
    moved->tasks_closed.push_back(task->token);
    event.move = std::move(*moved);
    return Event{std::move(event)};
}

}  // namespace hz::cases
