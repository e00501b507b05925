// SPDX-License-Identifier: Apache-2.0
// What the program itself does to a case: a timer that is due, a job that is done.
#include <algorithm>

#include "cases/apply.hpp"
#include "cases/command.hpp"
#include "cases/errors.hpp"

namespace hz::cases {

Result<Event> fire_timer(std::int64_t token, const Case& c, const Surroundings& around) {
    const auto timer =
        std::find_if(c.timers.begin(), c.timers.end(), [&](const PendingTimer& t) { return t.token == token; });
    // Not due any more: it was moved since somebody looked.
    if (timer == c.timers.end() || timer->due > around.now) return refuse(errors::job_not_found);
    TimerFired event{token, timer->element, {}};
    auto moved = move(c, process::FireTimer{token}, around);
    if (!moved) return moved.error();
    event.move = std::move(*moved);
    return Event{std::move(event)};
}

Result<Event> complete_job(std::int64_t token, Json result, const Case& c, const Surroundings& around) {
    const auto job = std::find_if(c.jobs.begin(), c.jobs.end(), [&](const PendingJob& j) { return j.token == token; });
    if (job == c.jobs.end()) return refuse(errors::job_not_found);
    JobCompleted event{token, job->element, job->type, std::move(result), {}};
    // What a decision gives is a variable of the process; what other jobs give stands in Case::results.
    auto moved = move(c, process::CompleteJob{token, job->type == decision_job ? event.result : Json{}}, around);
    if (!moved) return moved.error();
    event.move = std::move(*moved);
    return Event{std::move(event)};
}

}  // namespace hz::cases
