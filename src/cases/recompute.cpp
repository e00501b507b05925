// SPDX-License-Identifier: Apache-2.0
#include "cases/recompute.hpp"

#include "cases/limit_clock.hpp"
#include "cases/moving.hpp"

namespace hz::cases {
namespace {

void move_limits(const Case& c, const CaseType& type, const CalendarChange& change, Time now, DeadlinesMoved& out) {
    for (const auto& one : running_limits(c, type, *change.after, now)) {
        if (one.stands || *one.clock.started >= change.at) continue;
        const auto both = calendar::recompute(*change.before, *change.after, *one.limit, one.clock, now);
        if (both && both->before.due != both->after.due)
            out.limits.push_back({one.limit->code, both->before.due, both->after.due});
    }
}

}  // namespace

std::optional<DeadlinesMoved> moved_deadlines(const Case& c, const CaseType& type, const CalendarChange& change,
                                              Time now) {
    if (c.closed()) return std::nullopt;
    DeadlinesMoved out;
    out.because = change.because;
    move_limits(c, type, change, now, out);
    const auto due = task_due(c, {type, *change.after, now});
    for (const auto& task : c.tasks)
        if (task.due && task.due != due && task.assignee != c.applicant) out.dues.push_back({task.token, due});
    const auto& calendar = *change.after;
    for (const auto& timer : c.timers) {
        if (!timer.working_days || !timer.since) continue;
        const auto days = static_cast<int>(*timer.working_days);
        const auto moved = calendar.end_of(calendar.add_working_days(calendar.local_date(*timer.since), days));
        if (moved != timer.due) out.timers.push_back({timer.token, moved});
    }
    if (out.limits.empty() && out.dues.empty() && out.timers.empty()) return std::nullopt;
    return out;
}

}  // namespace hz::cases
