// SPDX-License-Identifier: Apache-2.0
#include "cases/operation.hpp"

#include "cases/case_store.hpp"
#include "cases/errors.hpp"

namespace hz::cases {
namespace {

using storage::Session;
using namespace std::chrono_literals;

std::int64_t counted(Session& session, std::string_view from, auto... values) {
    const auto statement = "select count(*) from (select 1 from " + std::string(from) + " limit " +
                           std::to_string(most_counted) + ") as counted";
    const auto row = session.row<std::int64_t>(statement, values...);
    return row ? std::get<0>(*row) : 0;
}

}  // namespace

std::vector<Incident> incidents(Session& session, std::size_t limit, const std::optional<Incident>& after) {
    std::vector<Incident> out;
    const auto at = after ? to_millis(after->what.at) : 0;
    session.each<CaseId, std::int64_t, std::int64_t, std::string, std::string, std::string>(
        "select case_id, token, raised_at, kind, element, problem from case_incident "
        "where raised_at > $1 or (raised_at = $1 and (case_id > $2 or (case_id = $2 and token > $3))) "
        "order by raised_at, case_id, token limit $4",
        [&](CaseId id, std::int64_t token, std::int64_t raised, std::string kind, std::string element,
            std::string problem) {
            out.push_back({id, {token, std::move(element), std::move(kind), std::move(problem), from_millis(raised)}});
        },
        at, after ? after->case_id : CaseId{}, after ? after->what.token : std::int64_t{-1}, limit);
    return out;
}

std::optional<Incident> find_incident(Session& session, const TaskRef& ref) {
    const auto row = session.row<std::int64_t, std::string, std::string, std::string>(
        "select raised_at, kind, element, problem from case_incident where case_id = $1 and token = $2", ref.case_id,
        ref.token);
    if (!row) return std::nullopt;
    const auto& [at, kind, element, problem] = *row;
    return Incident{ref.case_id, {ref.token, element, kind, problem, from_millis(at)}};
}

Result<std::size_t> retry_incidents(Session& session, Cases& cases, const Actor& actor,
                                    const std::vector<TaskRef>& which) {
    std::size_t done = 0;
    for (const auto& one : which) {
        const auto retried = cases.retry_incident(session, actor, one.case_id, one.token);
        if (retried)
            ++done;
        else if (!retried.error().is(errors::job_not_found) && !retried.error().is(errors::not_found))
            return retried.error();
    }
    return done;
}

std::vector<Pending> pending_timers(Session& session, std::size_t limit) {
    std::vector<Pending> out;
    session.each<CaseId, std::int64_t, std::int64_t, std::int64_t, std::string>(
        "select t.case_id, t.token, t.due_at, coalesce(r.attempts, 0), coalesce(r.problem, '') from "
        "(select case_id, token, due_at from case_timer order by due_at, case_id, token limit $1) t "
        "left join case_timer_try r on r.case_id = t.case_id and r.token = t.token "
        "order by t.due_at, t.case_id, t.token",
        [&](CaseId id, std::int64_t token, std::int64_t due, std::int64_t attempts, std::string problem) {
            out.push_back({id, token, from_millis(due), static_cast<int>(attempts), std::move(problem)});
        },
        limit);
    return out;
}

std::vector<Pending> pending_jobs(Session& session, std::size_t limit) {
    std::vector<Pending> out;
    session.each<CaseId, std::int64_t, std::int64_t, std::int64_t, std::string>(
        "select case_id, token, run_at, attempts, problem from case_job where run_at < $1 "
        "order by run_at, case_id, token limit $2",
        [&](CaseId id, std::int64_t token, std::int64_t at, std::int64_t attempts, std::string problem) {
            out.push_back({id, token, from_millis(at), static_cast<int>(attempts), std::move(problem)});
        },
        no_due, limit);
    return out;
}

std::vector<FailingJobType> failing_job_types(Session& session) {
    std::vector<FailingJobType> out;
    session.each<std::string, int, std::int64_t, int, std::string>(
        "select type, failures, pause_until, pauses, problem from case_job_type order by type limit 200",
        [&](std::string type, int failures, std::int64_t until, int pauses, std::string problem) {
            out.push_back({std::move(type), failures, until > 0 ? std::optional(from_millis(until)) : std::nullopt,
                           pauses, std::move(problem)});
        });
    return out;
}

RunningCounts running_counts(Session& session, Time now) {
    RunningCounts out;
    out.incidents = counted(session, "case_incident");
    out.timers = counted(session, "case_timer");
    out.timers_late = counted(session, "case_timer where due_at < $1", to_millis(now - 1min));
    out.jobs = counted(session, "case_job");
    out.messages = counted(session, "case_message where state = 'open'");
    out.jobs_failing = counted(session, "case_job where attempts > 0 and run_at < $1", no_due);
    return out;
}

}  // namespace hz::cases
