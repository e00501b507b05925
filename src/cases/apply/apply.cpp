// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"

#include <algorithm>

namespace hz::cases {
namespace {

template <class T>
void remove_token(std::vector<T>& items, std::int64_t token) {
    std::erase_if(items, [token](const T& item) { return item.token == token; });
}

}  // namespace

void apply_move(Case& c, const Move& move) {
    if (!move.process.is_null()) c.process = move.process;
    for (const auto token : move.tasks_closed) {
        remove_token(c.tasks, token);
        remove_token(c.jobs, token);
        remove_token(c.incidents, token);
    }
    for (const auto token : move.timers_closed) {
        remove_token(c.timers, token);
        remove_token(c.incidents, token);
    }
    c.tasks.insert(c.tasks.end(), move.tasks_created.begin(), move.tasks_created.end());
    c.timers.insert(c.timers.end(), move.timers_set.begin(), move.timers_set.end());
    c.jobs.insert(c.jobs.end(), move.jobs_requested.begin(), move.jobs_requested.end());
    if (move.waits) {
        c.waits = *move.waits;
        std::erase_if(c.incidents, [&](const OpenIncident& one) {
            const bool waited = one.kind == "message" || one.kind == "signal";
            return waited && std::ranges::find(c.waits, one.token, &Wait::token) == c.waits.end();
        });
    }
    c.milestones.insert(c.milestones.end(), move.milestones.begin(), move.milestones.end());
    for (const auto& element : move.passed)
        if (std::find(c.passed.begin(), c.passed.end(), element) == c.passed.end()) c.passed.push_back(element);
    for (const auto& change : move.dues)
        for (auto& task : c.tasks)
            if (task.token == change.token) task.due = change.due;
    if (!move.clock.is_null()) c.clock = move.clock;
    if (!move.state.empty()) c.state = move.state;
    if (move.closed_at) {
        c.closed_at = move.closed_at;
        c.tasks.clear();
        c.timers.clear();
        c.jobs.clear();
        c.incidents.clear();
        c.waits.clear();
    }
}

void apply(Case& c, const Event& event, const Occurrence& when) {
    std::visit([&](const auto& e) { apply(c, e, when); }, event);
    ++c.version;
}

}  // namespace hz::cases
