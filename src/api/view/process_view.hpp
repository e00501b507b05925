// SPDX-License-Identifier: Apache-2.0
// Processes (BPMN) as the designer shows them.
#pragma once
#include "api/view/model_view.hpp"
#include "cases/waiting.hpp"
#include "process/trial.hpp"

namespace hz::api {

struct ProcessSummary : ModelSummary {
    std::int64_t tasks = 0;
};
BOOST_DESCRIBE_STRUCT(ProcessSummary, (ModelSummary), (tasks))

struct ProcessPage {
    std::vector<ProcessSummary> items;
};
BOOST_DESCRIBE_STRUCT(ProcessPage, (), (items))

struct ProcessFinding {
    std::string severity;  // error, warning
    std::string element;
    std::string code;
    Words text;
};
BOOST_DESCRIBE_STRUCT(ProcessFinding, (), (severity, element, code, text))

struct ProcessReading {
    std::vector<ProcessFinding> findings;
};
BOOST_DESCRIBE_STRUCT(ProcessReading, (), (findings))

struct ProcessModel : ProcessReading, ModelText {
    std::vector<Named> posts;        // of the agency: who a task can be given to
    std::vector<std::string> forms;  // that a task can name
};
BOOST_DESCRIBE_STRUCT(ProcessModel, (ProcessReading, ModelText), (posts, forms))

struct ProcessChoice {
    std::int64_t token = 0;
    std::string kind;  // task, job, timer, message, signal, call, decision
    std::string element, detail;
    std::vector<Coded> outcomes;
    bool for_applicant = false;
};
BOOST_DESCRIBE_STRUCT(ProcessChoice, (), (token, kind, element, detail, outcomes, for_applicant))

struct ProcessTold {
    std::int64_t act = 0;  // 0: the start
    std::string kind;      // milestone, clock, end, sent, error, escalation
    std::string element, detail;
};
BOOST_DESCRIBE_STRUCT(ProcessTold, (), (act, kind, element, detail))

struct ProcessPlace {
    std::string element;
    std::int64_t tokens = 0;
};
BOOST_DESCRIBE_STRUCT(ProcessPlace, (), (element, tokens))

struct ProcessTrial {
    std::vector<ProcessPlace> places;
    std::vector<ProcessChoice> choices;
    std::vector<std::string> passed;
    std::vector<ProcessTold> told;
    bool ended = false;
    std::int64_t done = 0;         // acts that were done
    std::optional<Words> stopped;  // why the next one could not be
};
BOOST_DESCRIBE_STRUCT(ProcessTrial, (), (places, choices, passed, told, ended, done, stopped))

struct ElementWaiting {
    std::string element;
    std::int64_t done = 0, median_minutes = 0, ninth_minutes = 0;  // nine of ten took no longer
    std::int64_t open = 0;
};
BOOST_DESCRIBE_STRUCT(ElementWaiting, (), (element, done, median_minutes, ninth_minutes, open))

// Where cases wait, over the latest that were closed and those that are open.
struct ProcessWaiting {
    std::int64_t past = 0, open = 0;
    std::vector<ElementWaiting> elements;
};
BOOST_DESCRIBE_STRUCT(ProcessWaiting, (), (past, open, elements))

[[nodiscard]] ProcessWaiting waiting_view(const cases::Waiting& waiting);
[[nodiscard]] ProcessReading reading_view(const std::vector<pack::Finding>& findings);
[[nodiscard]] ProcessTrial trial_view(const process::Trial& trial, const pack::Definitions& definitions);

}  // namespace hz::api
