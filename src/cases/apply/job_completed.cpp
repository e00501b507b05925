// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"

namespace hz::cases {

void apply(Case& c, const JobCompleted& event, const Occurrence&) {
    std::erase_if(c.jobs, [&](const PendingJob& job) { return job.token == event.token; });
    std::erase_if(c.incidents, [&](const OpenIncident& one) { return one.token == event.token; });
    if (!c.results.is_object()) c.results = JsonObject{};
    c.results.as_object()[event.element] = event.result;
    apply_move(c, event.move);
}

}  // namespace hz::cases
