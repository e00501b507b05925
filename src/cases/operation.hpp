// SPDX-License-Identifier: Apache-2.0
// What moves without a person, for whoever operates the platform: what waits, what failed, and why. Nothing about the
// people of a case.
#pragma once
#include <optional>
#include <vector>

#include "cases/cases.hpp"

namespace hz::cases {

struct Incident {
    CaseId case_id;
    OpenIncident what;
};
// What waits for an operator, oldest first; `after`: behind that one in this order.
[[nodiscard]] std::vector<Incident> incidents(storage::Session& session, std::size_t limit,
                                              const std::optional<Incident>& after = std::nullopt);
[[nodiscard]] std::optional<Incident> find_incident(storage::Session& session, const TaskRef& ref);

// Lets these be tried again at once; those that are no incident any more are passed over. Gives how many. Asks no
// policy: the caller has. Events: incident_retried.
[[nodiscard]] Result<std::size_t> retry_incidents(storage::Session& session, Cases& cases, const Actor& actor,
                                                  const std::vector<TaskRef>& which);

// A timer or job that waits.
struct Pending {
    CaseId case_id;
    std::int64_t token = 0;
    Time at{};         // when it fires or is (next) tried
    int attempts = 0;  // that failed
    std::string problem;
};
[[nodiscard]] std::vector<Pending> pending_timers(storage::Session& session, std::size_t limit);  // the next ones
[[nodiscard]] std::vector<Pending> pending_jobs(storage::Session& session, std::size_t limit);    // not incidents

// A kind of job that fails. None: it works.
struct FailingJobType {
    std::string type;
    int failures = 0;                 // in a row
    std::optional<Time> pause_until;  // no job of the kind is tried before; the first one then decides
    int pauses = 0;
    std::string problem;  // the last one
};
[[nodiscard]] std::vector<FailingJobType> failing_job_types(storage::Session& session);

// Counted up to most_counted: more than that many need no exact number, and counting them costs.
inline constexpr std::int64_t most_counted = 10'000;
struct RunningCounts {
    std::int64_t incidents = 0;
    std::int64_t timers = 0;
    std::int64_t timers_late = 0;  // due for more than a minute
    std::int64_t jobs = 0;
    std::int64_t messages = 0;      // on their way or kept
    std::int64_t jobs_failing = 0;  // that failed at least once and are tried again
};
[[nodiscard]] RunningCounts running_counts(storage::Session& session, Time now);

}  // namespace hz::cases
