// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "cases/apply.hpp"

namespace hz::cases {
namespace {

OpenTask* open_task(Case& c, std::int64_t token) {
    const auto found = std::ranges::find(c.tasks, token, &OpenTask::token);
    return found == c.tasks.end() ? nullptr : &*found;
}

}  // namespace

void apply(Case& c, const TaskMoved& event, const Occurrence& when) {
    auto* task = open_task(c, event.token);
    if (!task) return;
    if (event.kind == "return" && !task->sent.empty())
        task->sent.pop_back();
    else
        task->sent.push_back({event.kind, task->offered_to, task->assignee, when.by, when.at});
    task->offered_to = event.offered_to;
    task->assignee = event.assignee;
}

void apply(Case& c, const TaskReturned& event, const Occurrence&) {
    ++annex_of(c).returns;
    apply_move(c, event.move);
}

void apply(Case& c, const OpinionAsked& event, const Occurrence& when) {
    auto* task = open_task(c, event.token);
    if (!task) return;
    for (const auto& owner : event.owners) {
        AskedOpinion one;
        one.number = static_cast<std::int64_t>(task->asked.size()) + 1;
        one.owner = owner;
        one.question = event.question;
        one.asked_by = when.by;
        one.asked_at = when.at;
        task->asked.push_back(std::move(one));
    }
}

void apply(Case& c, const OpinionGiven& event, const Occurrence& when) {
    auto* task = open_task(c, event.token);
    if (!task) return;
    for (auto& one : task->asked) {
        if (std::ranges::find(event.numbers, one.number) == event.numbers.end()) continue;
        one.answer = event.answer;
        one.opinion = event.opinion;
        one.by = when.by;
        one.at = when.at;
    }
}

}  // namespace hz::cases
