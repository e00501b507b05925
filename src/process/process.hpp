// SPDX-License-Identifier: Apache-2.0
// BPMN 2.0 as a pure function: (definition, state, command) -> (state, effects). No clock, no I/O, same bytes anywhere.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace hz::process {

// Our extension attributes, namespace urn:huizheng:bpmn:1 (docs/bpmn-extensions.md).
struct TaskInfo {
    std::string element;
    std::string name;
    std::string name_en;                      // hz:name_en; empty where the model has only one language
    bool for_applicant = false;               // hz:applicant="true"
    std::vector<std::string> posts;           // hz:posts, candidate posts in the handling organisation
    std::vector<std::string> outcomes;        // hz:outcomes
    std::string form;                         // hz:form
    std::vector<std::string> not_handled_by;  // hz:fourEyes: elements whose handlers may not do this one
};

// Parsed, checked, compiled; immutable and shared between threads.
class Definition;
using DefinitionPtr = std::shared_ptr<const Definition>;

// Refuses errors::invalid_model; Error::fields holds every located finding (path = element id).
[[nodiscard]] Result<DefinitionPtr> compile(std::string_view bpmn_xml);
[[nodiscard]] std::string_view process_id(const Definition& definition);
[[nodiscard]] std::string_view bpmn_xml(const Definition& definition);  // as given
[[nodiscard]] const TaskInfo* find_task(const Definition& definition, std::string_view element);
[[nodiscard]] std::vector<TaskInfo> tasks(const Definition& definition);

// What an element or flow is called in the picture.
struct ElementName {
    std::string element;
    std::string name;
    std::string name_en;  // hz:name_en; may be empty
};
// Of every node and flow that has a name, in the order of the document: nodes, then flows.
[[nodiscard]] std::vector<ElementName> element_names(const Definition& definition);

struct Token {
    std::int64_t id = 0;        // unique within the instance, never reused
    std::string element;        // where it stands
    std::int64_t attached = 0;  // a boundary timer's host token
    auto operator<=>(const Token&) const = default;
};

// The whole of a running instance, as data; to_json and from_json are inverse.
struct State {
    std::vector<Token> tokens;
    std::int64_t next_token = 1;
    bool ended = false;
    std::string ended_at;  // the last end event reached
    bool operator==(const State&) const = default;
};
[[nodiscard]] Json to_json(const State& state);
[[nodiscard]] Result<State> state_from_json(const Json& value);

struct Start {};
struct CompleteTask {
    std::int64_t token = 0;
};
struct CompleteJob {
    std::int64_t token = 0;
};
struct FireTimer {
    std::int64_t token = 0;
};
struct Cancel {};
using Command = std::variant<Start, CompleteTask, CompleteJob, FireTimer, Cancel>;

struct TaskCreated {
    std::int64_t token = 0;
    std::string element;
};
struct TaskCancelled {
    std::int64_t token = 0;
    std::string element;
};
// After `iso_duration` ("PT2H", "P5D") or, when set, after `working_days`.
struct TimerSet {
    std::int64_t token = 0;
    std::string element;
    std::string iso_duration;
    int working_days = 0;
};
struct TimerCancelled {
    std::int64_t token = 0;
    std::string element;
};
struct JobRequested {
    std::int64_t token = 0;
    std::string element;
    std::string type;
};
// Reached an element that bears hz:milestone or hz:clock.
struct Reached {
    std::string element;
    std::string milestone;
    std::string clock;
};
struct Ended {
    std::string element;
};
using Effect = std::variant<TaskCreated, TaskCancelled, TimerSet, TimerCancelled, JobRequested, Reached, Ended>;

struct Step {
    State state;
    std::vector<Effect> effects;      // in order
    std::vector<std::string> passed;  // elements and flows passed, for the picture
};

struct Budget {
    std::size_t moves = 10'000;
    std::size_t tokens = 1'000;
};

// `variables` is the FEEL context of conditions: {form, applicant, <task element>: {outcome, opinion, data, by}, ...}.
// Refusals: errors::no_such_token, no_flow_matches (incident), budget_exceeded (incident: a process that cannot end).
[[nodiscard]] Result<Step> step(const Definition& definition, const State& state, const Command& command,
                                const Json& variables, Budget budget = {});

}  // namespace hz::process
