// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"

namespace hz::cases {

void apply(Case& c, const TaskClaimed& event, const Occurrence&) {
    for (auto& task : c.tasks)
        if (task.token == event.token) task.assignee = event.person;
}

void apply(Case& c, const TaskGiven& event, const Occurrence&) {
    for (auto& task : c.tasks)
        if (task.token == event.token) task.assignee = event.person;
}

void apply(Case& c, const TaskReleased& event, const Occurrence&) {
    for (auto& task : c.tasks)
        if (task.token == event.token) task.assignee.reset();
}

}  // namespace hz::cases
