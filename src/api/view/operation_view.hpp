// SPDX-License-Identifier: Apache-2.0
// What an operator sees of running cases: where they stand and what failed; never whose they are.
#pragma once
#include <boost/describe.hpp>

#include "api/view/case_view.hpp"
#include "cases/operation.hpp"

namespace hz::api {

struct OperationCounts {
    std::int64_t incidents = 0, timers = 0, timers_late = 0, jobs = 0, jobs_failing = 0, messages = 0;
    std::int64_t most = 0;  // counted up to this
};
BOOST_DESCRIBE_STRUCT(OperationCounts, (), (incidents, timers, timers_late, jobs, jobs_failing, messages, most))

// A kind of job that fails: after a number in a row it pauses.
struct JobTypeLine {
    std::string type;
    std::int64_t failures = 0;  // in a row
    std::optional<Moment> pause_until;
    std::string problem;
};
BOOST_DESCRIBE_STRUCT(JobTypeLine, (), (type, failures, pause_until, problem))

// A message that is on its way or kept; its content is not shown.
struct MessageLine {
    std::string id, name;
    Moment sent_at, keep_until;
    std::int64_t attempts = 0;
    std::string problem;
};
BOOST_DESCRIBE_STRUCT(MessageLine, (), (id, name, sent_at, keep_until, attempts, problem))

// An incident, a timer or a job.
struct OperationLine {
    std::string id;  // "<case id>-<token>"
    std::string case_id, number;
    Words type;  // of case
    std::string element;
    Words element_name;
    std::string kind;  // timer, job; of incidents also message, signal
    Moment at;         // incident: raised; timer: due; job: next try
    std::int64_t attempts = 0;
    std::string problem;  // the refusal's code and detail
};
BOOST_DESCRIBE_STRUCT(OperationLine, (),
                      (id, case_id, number, type, element, element_name, kind, at, attempts, problem))

struct OperationOverview {
    OperationCounts counts;
    std::vector<OperationLine> timers, jobs;  // the next ones
    std::vector<JobTypeLine> job_types;       // that fail
    std::vector<MessageLine> messages;
};
BOOST_DESCRIBE_STRUCT(OperationOverview, (), (counts, timers, jobs, job_types, messages))

struct IncidentPage {
    std::vector<OperationLine> items;
    std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(IncidentPage, (), (items, next_cursor))

struct IncidentsRetried {
    std::int64_t retried = 0;
};
BOOST_DESCRIBE_STRUCT(IncidentsRetried, (), (retried))

struct InstanceEvent {
    std::string type;
    Moment at;
    std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(InstanceEvent, (), (type, at, position))

// One running case as the engine sees it.
struct Instance {
    std::string case_id, number;
    Words type;
    std::int64_t type_version = 0;
    std::string state;
    Moment submitted_at;
    std::optional<Moment> closed_at;
    CaseProcess process;
    std::vector<OperationLine> incidents, timers, jobs;
    std::vector<InstanceEvent> events;  // newest first
};
BOOST_DESCRIBE_STRUCT(Instance, (),
                      (case_id, number, type, type_version, state, submitted_at, closed_at, process, incidents, timers,
                       jobs, events))

// Names of case and element; the store's codes where the case's definition cannot be read.
class OperationNames {
  public:
    OperationNames(Platform& platform, storage::Session& session) : p_(platform), s_(session) {}
    [[nodiscard]] OperationLine line(cases::CaseId id, std::int64_t token);
    [[nodiscard]] OperationLine line(const cases::Incident& incident);
    [[nodiscard]] OperationLine line(const cases::Pending& pending, std::string_view kind);

  private:
    Platform& p_;
    storage::Session& s_;
};

}  // namespace hz::api
