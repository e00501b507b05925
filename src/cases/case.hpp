// SPDX-License-Identifier: Apache-2.0
// The whole of one case as data. It is a fold of the case's events and nothing else: apply.hpp.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "cases/annex.hpp"

namespace hz::cases {

struct Material {
    std::string code;
    std::vector<std::string> files;  // ids of the document module, in order
    auto operator<=>(const Material&) const = default;
};
BOOST_DESCRIBE_STRUCT(Material, (), (code, files))

struct OpenTask {
    std::int64_t token = 0;
    std::string element;
    std::vector<std::string> offered_to;  // work-list owners: "post:<agency>:<post>" or "person:<id>"
    std::optional<PersonId> assignee;
    Time created_at{};
    std::optional<Time> due;
    std::vector<Handover> sent{};       // the last one is undone by returning it
    std::vector<AskedOpinion> asked{};  // in order
    bool operator==(const OpenTask&) const = default;
    [[nodiscard]] bool waits_for_opinions() const;
};
BOOST_DESCRIBE_STRUCT(OpenTask, (), (token, element, offered_to, assignee, created_at, due, sent, asked))

struct PendingTimer {
    std::int64_t token = 0;
    std::string element;
    Time due{};
    bool operator==(const PendingTimer&) const = default;
};
BOOST_DESCRIBE_STRUCT(PendingTimer, (), (token, element, due))

inline constexpr std::string_view decision_job = "decision";  // done by the runner itself: decision.hpp

struct PendingJob {
    std::int64_t token = 0;
    std::string element;
    std::string type;
    std::string decision{};  // of a decision_job: which
    Json input{};            // as the model's data input associations say; null: none
    bool operator==(const PendingJob&) const = default;
};
BOOST_DESCRIBE_STRUCT(PendingJob, (), (token, element, type, decision, input))

// A message or signal this case would take now.
struct Wait {
    std::int64_t token = 0;
    std::string element;
    std::string kind;  // "message", "signal"
    std::string name;
    std::string key;  // of a message, as message.hpp makes it; empty: none
    Time since{};
    bool operator==(const Wait&) const = default;
};
BOOST_DESCRIBE_STRUCT(Wait, (), (token, element, kind, name, key, since))

// Something the program could not do: an operator has to look at it. `token` is that of the timer, job or wait.
struct OpenIncident {
    std::int64_t token = 0;
    std::string element;
    std::string kind;  // "timer", "job", "message", "signal"
    std::string problem;
    Time at{};
    bool operator==(const OpenIncident&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpenIncident, (), (token, element, kind, problem, at))

struct Milestone {
    std::string code;
    Time at{};
    bool operator==(const Milestone&) const = default;
};
BOOST_DESCRIBE_STRUCT(Milestone, (), (code, at))

// Everything the applicant has to supply, told once (行政许可法 art. 32).
struct Supplement {
    Time requested_at{};
    PersonId by;
    Json items;  // [{material?, field?, note}]
    std::optional<Time> supplied_at;
    bool operator==(const Supplement&) const = default;
};
BOOST_DESCRIBE_STRUCT(Supplement, (), (requested_at, by, items, supplied_at))

struct Decision {
    std::string outcome;  // granted, denied, not_accepted
    std::string reasons;
    PersonId by;
    Time at{};
    bool operator==(const Decision&) const = default;
};
BOOST_DESCRIBE_STRUCT(Decision, (), (outcome, reasons, by, at))

struct Rating {
    int level = 0;  // GB/T 39046 A.8: 1 very satisfied .. 5 very dissatisfied
    std::vector<std::string> reasons;
    std::string text;
    Time at{};
    bool operator==(const Rating&) const = default;
};
BOOST_DESCRIBE_STRUCT(Rating, (), (level, reasons, text, at))

struct Case {
    CaseId id;
    std::string number;
    std::string type;  // code of the pack's service or event type
    std::int64_t type_version = 0;
    std::string agency;
    std::string region;
    PersonId applicant;  // 0: anonymous
    std::string applicant_name;
    std::string company;  // key of the company applied for, empty for oneself
    std::string company_name;
    std::string state;  // a state code, see case_state.hpp
    Time submitted_at{};
    std::optional<Time> closed_at;
    Json form;
    std::vector<Material> materials;
    Json process;  // process::State
    Json handled;  // task element -> {outcome, opinion, data, by, at}
    Json clock;    // calendar::LegalClock, null before it starts
    std::vector<OpenTask> tasks;
    std::vector<PendingTimer> timers;
    std::vector<PendingJob> jobs;
    std::vector<OpenIncident> incidents;
    std::vector<Wait> waits;
    std::vector<Milestone> milestones;
    std::vector<std::string> passed;  // elements and flows, for the picture
    std::optional<Supplement> supplement;
    std::optional<Decision> decision;
    std::optional<Rating> rating;
    Json results;  // job element -> what the job gave, e.g. {licence: id}
    std::optional<Annex> annex;
    std::int64_t version = 0;  // events applied
    bool operator==(const Case&) const = default;

    [[nodiscard]] bool decided() const { return decision.has_value(); }
    [[nodiscard]] bool closed() const { return closed_at.has_value(); }
    [[nodiscard]] bool archived() const { return annex && annex->archived_at; }
    // The special procedure that is under way; null: none.
    [[nodiscard]] const SpecialProcedure* suspension() const;
    // From when the time to accept it counts.
    [[nodiscard]] Time received_at() const { return annex && annex->reopened_at ? *annex->reopened_at : submitted_at; }
    [[nodiscard]] const OpenTask* find_task(std::int64_t token) const;
};
BOOST_DESCRIBE_STRUCT(Case, (),
                      (id, number, type, type_version, agency, region, applicant, applicant_name, company, company_name,
                       state, submitted_at, closed_at, form, materials, process, handled, clock, tasks, timers, jobs,
                       incidents, waits, milestones, passed, supplement, decision, rating, results, annex, version))

[[nodiscard]] std::string stream_of(CaseId id);  // "case:<id>"

// A task's public id: "<case id>-<token>".
struct TaskRef {
    CaseId case_id;
    std::int64_t token = 0;
};
[[nodiscard]] std::string to_text(const TaskRef& ref);
[[nodiscard]] std::optional<TaskRef> task_from_text(std::string_view text);

}  // namespace hz::cases
