// SPDX-License-Identifier: Apache-2.0
// What one kind of BPMN element is: how it is read, checked and run. One file a kind; the table is in element.cpp.
#pragma once
#include <span>
#include <string_view>

#include "process/model.hpp"
#include "process/run.hpp"
#include "process/xml.hpp"

namespace hz::process {

// What a token on it waits for: a command, what goes on inside it, or one of its events.
enum class Waits { no, task, job, message, event, inside };

struct Element {
    std::string_view tag;                                          // local name in the BPMN namespace
    std::span<const std::string_view> attributes = {};             // of the hz namespace, besides milestone and clock
    bool (*read_child)(Reader&, pugi::xml_node, Node&) = nullptr;  // true where the child is understood
    void (*read)(Reader&, pugi::xml_node, Node&) = nullptr;        // own attributes
    void (*check)(const Definition&, const Node&, Findings&) = nullptr;         // once linked
    void (*hosted)(const Definition&, const Node&, Findings&) = nullptr;        // besides, for a host
    void (*enter)(Run&, Index node, Index flow, std::int64_t scope) = nullptr;  // a token arrives
    void (*work)(Run&, const Stay&) = nullptr;                          // an activity begins; null: it is done at once
    void (*throw_now)(Run&, Index node, std::int64_t scope) = nullptr;  // of events that throw
    Waits waits = Waits::no;
    bool activity = false;
    bool contains = false;  // flow elements inside
};

extern const Element start_event;
extern const Element end_event;
extern const Element user_task;
extern const Element service_task;
extern const Element send_task;
extern const Element receive_task;
extern const Element script_task;
extern const Element business_rule_task;
extern const Element none_task;
extern const Element manual_task;
extern const Element call_activity;
extern const Element sub_process;
extern const Element ad_hoc_sub_process;
extern const Element transaction;
extern const Element exclusive_gateway;
extern const Element inclusive_gateway;
extern const Element parallel_gateway;
extern const Element complex_gateway;
extern const Element event_based_gateway;
extern const Element boundary_event;
extern const Element intermediate_catch_event;
extern const Element intermediate_throw_event;

[[nodiscard]] const Element* find_element(std::string_view tag);
[[nodiscard]] bool is_gateway(const Element* element);
[[nodiscard]] bool is_event(const Element* element);

// Shared by the kinds.
[[nodiscard]] bool read_event_definition(Reader& reader, pugi::xml_node child, EventDefinition& out);
[[nodiscard]] bool read_events(Reader& reader, pugi::xml_node child, Node& node);  // eventDefinitions, refs, data
void read_message(Reader& reader, pugi::xml_node xml, EventDefinition& message);   // hz:key, hz:keep
void read_timer(Reader& reader, pugi::xml_node child, Timer& timer);
[[nodiscard]] bool read_loop(Reader& reader, pugi::xml_node child, Loop& loop);
[[nodiscard]] bool read_association(Reader& reader, pugi::xml_node child, Node& node);
[[nodiscard]] Expression read_expression(Reader& reader, pugi::xml_node node, bool literal = false);
[[nodiscard]] bool is_formal(pugi::xml_node expression);
void enter_activity(Run& run, Index node, Index flow, std::int64_t scope);
void pass_through(Run& run, Index node, Index flow, std::int64_t scope);
void check_gateway(const Definition& definition, const Node& node, Findings& findings);
void check_catching(const Definition& definition, const Node& node, Findings& findings);
// Takes one token from each incoming flow that has one (the oldest); gives which, by position.
[[nodiscard]] std::uint64_t waiting_flows(const Run& run, const Node& node, std::int64_t scope);
void take_waiting(Run& run, const Node& node, std::int64_t scope, std::uint64_t which);
// A join that waits for all that can still come: opens now.
void open_inclusive(Run& run, Index node, std::int64_t scope);
bool open_complex(Run& run, Index node, std::int64_t scope, bool nothing_more_comes);
// Something inside is done: false where the sub-process is over once nothing is left.
bool ad_hoc_goes_on(Run& run, std::int64_t scope, bool& busy);

}  // namespace hz::process
