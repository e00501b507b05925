// SPDX-License-Identifier: Apache-2.0
// A step the program cannot do stops there, visibly, until an operator lets it be tried again.
#include <algorithm>

#include "cases/command.hpp"
#include "cases/errors.hpp"

namespace hz::cases {

Result<Event> raise_incident(std::int64_t token, std::string problem, int attempts, const Case& c) {
    for (const auto& timer : c.timers)
        if (timer.token == token) return Event{IncidentRaised{token, timer.element, "timer", problem, attempts}};
    for (const auto& job : c.jobs)
        if (job.token == token) return Event{IncidentRaised{token, job.element, "job", problem, attempts}};
    for (const auto& wait : c.waits)
        if (wait.token == token) return Event{IncidentRaised{token, wait.element, wait.kind, problem, attempts}};
    return refuse(errors::job_not_found);
}

Result<Event> retry_incident(std::int64_t token, const Case& c) {
    const auto found = std::ranges::find(c.incidents, token, &OpenIncident::token);
    if (found == c.incidents.end()) return refuse(errors::job_not_found);
    return Event{IncidentRetried{token, found->element}};
}

}  // namespace hz::cases
