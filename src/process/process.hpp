// SPDX-License-Identifier: Apache-2.0
// BPMN 2.0 as a pure function: (definition, state, command) -> (state, effects). No clock, no I/O, same bytes anywhere.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "process/state.hpp"

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

// Parsed, checked, compiled; immutable and shared between threads. One file, with every process in it.
class Definition;
using DefinitionPtr = std::shared_ptr<const Definition>;

// What the caller does with a model.
struct Options {
    // The rules of a host that runs cases for years, besides those of the standard: one process to start, every task
    // has somebody, every job a name, no join can wait for ever, every element can be reached and left.
    bool hosted = true;
    // What the host serves besides tasks, jobs and timers; a model that needs more is refused (only where `hosted`).
    bool messages = false;   // ReceiveMessage for MessageExpected, and sending
    bool signals = false;    // ReceiveSignal for SignalExpected, and sending to other instances
    bool decisions = false;  // DecisionRequested
    bool calls = false;      // CallRequested: processes of other files
    // Files of processes that may be called, by the process's id: what is called is read from there and runs inside the
    // instance, as a process of the same file does.
    std::map<std::string, std::string, std::less<>> library = {};
    // Scripts are not FEEL: each is a ScriptRequested, and waits for CompleteJob.
    bool host_scripts = false;
};

// Refuses errors::invalid_model; Error::fields holds every located finding (path = element id).
[[nodiscard]] Result<DefinitionPtr> compile(std::string_view bpmn_xml, const Options& options = {});
[[nodiscard]] std::string_view process_id(const Definition& definition);  // of the one that Start{} starts
[[nodiscard]] std::string_view bpmn_xml(const Definition& definition);    // as given, byte for byte
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

// A way to begin an instance: Start{process, event}.
struct Entry {
    std::string process;
    std::string event;  // empty: without a trigger
    std::string kind;   // "message", "signal", "timer", "conditional"; empty without a trigger
    std::string name;   // of the message or signal
    bool executable = false;
};
[[nodiscard]] std::vector<Entry> entries(const Definition& definition);

// Commands. `data` is an object of names, which become variables of the instance; null: none.
struct Start {
    std::string process = {};  // empty: the first executable one
    std::string event = {};    // the start event that was triggered; empty: the ones without a trigger
    Json data = {};
};
struct CompleteTask {
    std::int64_t token = 0;
    Json data = {};
};
struct CompleteJob {  // of jobs, decisions, calls and scripts
    std::int64_t token = 0;
    Json data = {};
};
struct FireTimer {
    std::int64_t token = 0;
};
struct Cancel {};
// To the first token that expects it (and whose correlation fits `data`), or to `token`.
struct ReceiveMessage {
    std::string message;
    Json data = {};
    std::int64_t token = 0;
};
struct ReceiveSignal {  // to all tokens that expect it
    std::string signal;
    Json data = {};
};
struct Evaluate {};  // given variables changed: conditional events look again
// The work of a task or job ended in a business error or escalation; caught as the model says.
struct RaiseError {
    std::int64_t token = 0;
    std::string code;
};
struct RaiseEscalation {
    std::int64_t token = 0;
    std::string code;
};
using Command = std::variant<Start, CompleteTask, CompleteJob, FireTimer, Cancel, ReceiveMessage, ReceiveSignal,
                             Evaluate, RaiseError, RaiseEscalation>;

struct TaskCreated {
    std::int64_t token = 0;
    std::string element;
};
struct TaskCancelled {  // a task, job, decision, call or script
    std::int64_t token = 0;
    std::string element;
};
// After `iso_duration` ("PT2H", "P5D"), after `working_days`, or at `iso_date`; exactly one is set.
struct TimerSet {
    std::int64_t token = 0;
    std::string element;
    std::string iso_duration;
    int working_days = 0;
    std::string iso_date = {};
};
struct TimerCancelled {
    std::int64_t token = 0;
    std::string element;
};
struct JobRequested {
    std::int64_t token = 0;
    std::string element;
    std::string type;
    Json input = {};  // what its data input associations say; null: none
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
struct MessageExpected {
    std::int64_t token = 0;
    std::string element;
    std::string message;
    Json key = {};  // correlation properties and their values; null: any
};
struct SignalExpected {
    std::int64_t token = 0;
    std::string element;
    std::string signal;
};
struct SubscriptionCancelled {  // a message or signal is no longer expected
    std::int64_t token = 0;
    std::string element;
};
struct MessageSent {
    std::string element;
    std::string message;
    Json data = {};
    Json key = {};
    std::string keep = {};  // hz:keep: how long it is kept where nobody waits for it; empty: not at all
};
// Already given to all who expect it in this instance; the host gives it to the others.
struct SignalThrown {
    std::string element;
    std::string signal;
    Json data = {};
};
struct CallRequested {  // a process that is not in this file; answered by CompleteJob
    std::int64_t token = 0;
    std::string element;
    std::string called;
    Json input = {};
};
struct DecisionRequested {  // answered by CompleteJob
    std::int64_t token = 0;
    std::string element;
    std::string decision;
    Json input = {};
};
struct ScriptRequested {  // only with Options::host_scripts
    std::int64_t token = 0;
    std::string element;
    std::string script;
};
struct EscalationRaised {  // nobody in the model caught it
    std::string element;
    std::string code;
};
struct ErrorRaised {  // nobody in the model caught it: the instance ends
    std::string element;
    std::string code;
};
using Effect = std::variant<TaskCreated, TaskCancelled, TimerSet, TimerCancelled, JobRequested, Reached, Ended,
                            MessageExpected, SignalExpected, SubscriptionCancelled, MessageSent, SignalThrown,
                            CallRequested, DecisionRequested, ScriptRequested, EscalationRaised, ErrorRaised>;

struct Step {
    State state;
    std::vector<Effect> effects;      // in order
    std::vector<std::string> passed;  // elements and flows passed, for the picture
};

struct Budget {
    std::size_t moves = 10'000;
    std::size_t tokens = 1'000;
    std::size_t data_bytes = 1 << 20;  // of instance variables, roughly
};

// `variables` is the FEEL context of conditions: {form, applicant, <task element>: {outcome, opinion, data, by}, ...};
// the instance's own variables hide those of the same name.
// Refusals: errors::no_such_token, no_flow_matches (incident), budget_exceeded (incident: a process that cannot end).
[[nodiscard]] Result<Step> step(const Definition& definition, const State& state, const Command& command,
                                const Json& variables, Budget budget = {});

// What FEEL sees at a token (0: at the process itself).
[[nodiscard]] Json variables_at(const Definition& definition, const State& state, std::int64_t token,
                                const Json& variables);

// What the instance waits for from outside, as it stands: messages with their key, and signals. The answer to any step,
// so that a host need not follow MessageExpected and SubscriptionCancelled.
struct Expected {
    std::int64_t token = 0;
    std::string element;
    bool signal = false;  // else a message
    std::string name;
    Json key = {};
};
[[nodiscard]] std::vector<Expected> expected(const Definition& definition, const State& state, const Json& variables);

// Decisions and called processes that the model names, by element.
struct Mention {
    std::string element;
    std::string name;
};
[[nodiscard]] std::vector<Mention> decisions(const Definition& definition);
// calledElement of every call activity in a file, without reading more of it; empty where it is no XML.
[[nodiscard]] std::vector<std::string> called_elements(std::string_view bpmn_xml);
// Ids of the processes in it.
[[nodiscard]] std::vector<std::string> process_ids(std::string_view bpmn_xml);

// The instance as it is stored; inverse to each other. Refusals: errors::invalid_state, foreign_state.
[[nodiscard]] Json to_json(const Definition& definition, const State& state);
[[nodiscard]] Result<State> state_from_json(const Definition& definition, const Json& value);
// The id of the node or flow on which a token stands.
[[nodiscard]] const std::string& element_of(const Definition& definition, const Token& token);

}  // namespace hz::process
