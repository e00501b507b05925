// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"

namespace hz::cases {

void apply(Case& c, const DeadlinesMoved& event, const Occurrence&) {
    for (const auto& change : event.dues)
        for (auto& task : c.tasks)
            if (task.token == change.token) task.due = change.due;
    for (const auto& change : event.timers)
        for (auto& timer : c.timers)
            if (timer.token == change.token && change.due) timer.due = *change.due;
}

}  // namespace hz::cases
