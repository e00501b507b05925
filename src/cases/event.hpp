// SPDX-License-Identifier: Apache-2.0
// What can happen to a case. One command gives one event; its `move` holds what the process did because of it, so that
// replay needs neither the process definition nor the calendar.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cases/annex_event.hpp"

namespace hz::cases {

struct CaseSubmitted {
    static constexpr std::string_view name = "case_submitted";
    std::string number, type;
    std::int64_t type_version = 0;
    std::string agency, region;
    PersonId applicant;
    std::string applicant_name, company, company_name;
    Json form;
    std::vector<Material> materials;
    Move move;
};
BOOST_DESCRIBE_STRUCT(CaseSubmitted, (),
                      (number, type, type_version, agency, region, applicant, applicant_name, company, company_name,
                       form, materials, move))

// `for_person` here and below: who is away and had the task; a deputy acted.
struct TaskClaimed {
    static constexpr std::string_view name = "task_claimed";
    std::int64_t token = 0;
    std::string element;
    PersonId person;
    std::optional<PersonId> for_person{};
};
BOOST_DESCRIBE_STRUCT(TaskClaimed, (), (token, element, person, for_person))

// Chosen by the rule of the model as the task opened.
struct TaskGiven {
    static constexpr std::string_view name = "task_given";
    std::int64_t token = 0;
    std::string element;
    PersonId person;
    std::string rule;  // "round_robin", "least_loaded"
};
BOOST_DESCRIBE_STRUCT(TaskGiven, (), (token, element, person, rule))

struct TaskReleased {
    static constexpr std::string_view name = "task_released";
    std::int64_t token = 0;
    std::string element;
    std::optional<PersonId> for_person{};
};
BOOST_DESCRIBE_STRUCT(TaskReleased, (), (token, element, for_person))

struct TaskCompleted {
    static constexpr std::string_view name = "task_completed";
    std::int64_t token = 0;
    std::string element, outcome, opinion;
    Json data;
    PersonId by;
    Move move;
    std::optional<PersonId> for_person{};
};
BOOST_DESCRIBE_STRUCT(TaskCompleted, (), (token, element, outcome, opinion, data, by, move, for_person))

struct CaseSupplied {
    static constexpr std::string_view name = "case_supplied";
    std::int64_t token = 0;
    std::string note;
    Json form;
    std::vector<Material> materials;
    Move move;
};
BOOST_DESCRIBE_STRUCT(CaseSupplied, (), (token, note, form, materials, move))

struct CaseWithdrawn {
    static constexpr std::string_view name = "case_withdrawn";
    std::string reason;
    Move move;
};
BOOST_DESCRIBE_STRUCT(CaseWithdrawn, (), (reason, move))

struct TimerFired {
    static constexpr std::string_view name = "timer_fired";
    std::int64_t token = 0;
    std::string element;
    Move move;
};
BOOST_DESCRIBE_STRUCT(TimerFired, (), (token, element, move))

struct JobCompleted {
    static constexpr std::string_view name = "job_completed";
    std::int64_t token = 0;
    std::string element, type;
    Json result;
    Move move;
};
BOOST_DESCRIBE_STRUCT(JobCompleted, (), (token, element, type, result, move))

struct MessageReceived {
    static constexpr std::string_view name = "message_received";
    std::int64_t token = 0;
    std::string element;
    std::string message, key;
    std::string id;    // of the message
    std::string from;  // "case:<id>", "person:<id>"
    Json data;
    Move move;
};
BOOST_DESCRIBE_STRUCT(MessageReceived, (), (token, element, message, key, id, from, data, move))

struct SignalReceived {
    static constexpr std::string_view name = "signal_received";
    std::string signal, from;
    Json data;
    Move move;
};
BOOST_DESCRIBE_STRUCT(SignalReceived, (), (signal, from, data, move))

struct CaseRated {
    static constexpr std::string_view name = "case_rated";
    int level = 0;
    std::vector<std::string> reasons;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(CaseRated, (), (level, reasons, text))

// A timer or job that failed too often: it waits for an operator.
struct IncidentRaised {
    static constexpr std::string_view name = "incident_raised";
    std::int64_t token = 0;
    std::string element;
    std::string kind;     // "timer", "job", "message", "signal"
    std::string problem;  // the refusal's code and detail
    int attempts = 0;
};
BOOST_DESCRIBE_STRUCT(IncidentRaised, (), (token, element, kind, problem, attempts))

// An operator lets it be tried again.
struct IncidentRetried {
    static constexpr std::string_view name = "incident_retried";
    std::int64_t token = 0;
    std::string element;
};
BOOST_DESCRIBE_STRUCT(IncidentRetried, (), (token, element))

using Event =
    std::variant<CaseSubmitted, TaskClaimed, TaskReleased, TaskCompleted, CaseSupplied, CaseWithdrawn, TimerFired,
                 JobCompleted, MessageReceived, SignalReceived, CaseRated, IncidentRaised, IncidentRetried, CaseNoted,
                 MaterialsAttached, ApprovalAsked, ApprovalDeclined, CaseSuspended, CaseResumed, CaseExtended,
                 TaskMoved, TaskReturned, OpinionAsked, OpinionGiven, CaseTerminated, CaseCorrected, CaseReopened,
                 CaseArchived, CaseLinked, CaseMerged, TaskGiven, DeadlinesMoved, CaseMigrated>;

[[nodiscard]] std::string_view name_of(const Event& event);
// Canonical JSON.
[[nodiscard]] std::string to_payload(const Event& event);
// Empty where the name is not one of ours.
[[nodiscard]] std::optional<Event> event_from(std::string_view name, const Json& payload);

}  // namespace hz::cases
