// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "cases/apply.hpp"
#include "cases/authority.hpp"
#include "cases/errors.hpp"

namespace hz::cases {

// The applicant supplies everything that was asked for; the clock goes on where it stood.
Result<Event> supply_case(const SupplyCase& command, const Case& c, const Asking& asking) {
    if (const auto own = must_be_applicant(asking.actor, c); !own) return own.error();
    const auto& type = asking.around.type;
    const auto task = std::find_if(c.tasks.begin(), c.tasks.end(), [&](const OpenTask& t) {
        const auto* info = process::find_task(*type.process, t.element);
        return info && info->for_applicant;
    });
    if (task == c.tasks.end()) return refuse(errors::nothing_to_supply);
    if (length(command.note) > 1000)
        return refuse_fields(errors::text_too_long, {{"/note", &errors::text_too_long, {{"limit", "1000"}}}});

    CaseSupplied event;
    event.token = task->token;
    event.note = command.note;
    event.materials = command.materials;
    if (!command.form.is_null()) {
        auto data = check_form(command.form, asking.around);
        if (!data) return data.error();
        event.form = std::move(*data);
    }
    if (const auto complete = check_materials(type, command.materials); !complete) return complete.error();

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
