// SPDX-License-Identifier: Apache-2.0
// The processes of a file as the engine uses them: nodes and flows by index. Private to the module.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "process/process.hpp"
#include "rules/rules.hpp"

namespace hz::process {

using Index = std::uint32_t;
inline constexpr Index nowhere = UINT32_MAX;

struct Element;  // element/element.hpp

// FEEL, or a fixed text where the model writes a literal.
struct Expression {
    std::string text;
    rules::ExpressionPtr feel;
    [[nodiscard]] bool given() const { return !text.empty() || feel != nullptr; }
};

enum class EventKind : std::uint8_t {
    message,
    signal,
    timer,
    error,
    escalation,
    compensation,
    conditional,
    link,
    terminate,
    cancel
};

struct Timer {
    Expression duration;
    Expression date;
    int given = 0;  // ways in which the model says when; there must be one
    int working_days = 0;
    bool cycle = false;
    int repetitions = 1;  // of a cycle; -1: without end
};

struct EventDefinition {
    EventKind kind = EventKind::message;
    std::string id;
    std::string name;  // the signal's or message's name, the error's or escalation's code; empty: any
    std::string ref;   // as the model refers
    Timer timer;
    Expression condition;
    Expression key;            // hz:key of a message: what tells the one case that is meant
    std::string keep;          // hz:keep of one that is sent
    std::string activity_ref;  // compensation
    Index activity = nowhere;
    bool wait = true;
};

// from -> to of a data association; `from` is evaluated, `to` is a name.
struct Assignment {
    Expression from;
    std::string to;
};

struct Loop {
    enum Kind : std::uint8_t { none, standard, multiple } kind = none;
    enum Behavior : std::uint8_t { all, one, each, complex } behavior = all;
    bool sequential = false;
    bool test_before = false;
    std::optional<int> maximum;
    Expression condition;  // standard: goes on while; multiple: complete when
    Expression cardinality;
    std::string collection;  // variable; each instance has one item as `item`
    std::string item;
    std::string output;  // each instance gives this variable ...
    std::string into;    // ... which together make this list
    std::string event_ref;
    struct Complex {
        Expression condition;
        std::vector<EventDefinition> events;
    };
    std::vector<Complex> complexes;
    std::vector<EventDefinition> events;  // what is thrown, linked from event_ref
};

// What hz:milestone and hz:clock say.
struct Marks {
    std::string milestone;
    std::string clock;
    [[nodiscard]] bool any() const { return !milestone.empty() || !clock.empty(); }
};

struct Flow {
    std::string id;
    std::string name;
    std::string name_en;
    std::string source_id;
    std::string target_id;
    std::optional<std::string> condition_text;
    std::string condition_language;
    rules::ExpressionPtr condition;
    Index scope = nowhere;
    Index source = nowhere;
    Index target = nowhere;
    Marks marks;
};

struct Node {
    std::string id;
    const Element* element = nullptr;
    Index scope = nowhere;        // the container it is drawn in
    Index inner = nowhere;        // a sub-process's or called process's content
    std::vector<Index> incoming;  // flows, in the order of the document
    std::vector<Index> outgoing;
    std::vector<std::string> incoming_ids;  // as the element itself lists them; may be left out
    std::vector<std::string> outgoing_ids;
    std::string default_id;
    Index default_flow = nowhere;
    std::string direction;    // a gateway's gatewayDirection
    std::string attached_id;  // a boundary event's host
    Index host = nowhere;
    bool interrupting = true;
    bool parallel_multiple = false;  // an event: all of its definitions, not one
    bool for_compensation = false;
    Index compensator = nowhere;    // the activity that undoes this one
    std::vector<Index> boundaries;  // the events on this host, without compensation
    std::vector<EventDefinition> events;
    std::vector<std::string> event_refs;  // eventDefinitionRef
    int start_quantity = 1;
    int completion_quantity = 1;
    Loop loop;
    bool instantiate = false;
    bool gateway_parallel = false;  // an instantiating event-based gateway that wants all
    std::string job;                // service: the job; script: its text; rule: the decision; call: what is called
    Expression activation;          // complex gateway; ad-hoc: completion condition
    bool ad_hoc_sequential = false;
    bool cancel_remaining = true;
    std::string result_name;         // hz:result: where a script's or decision's value goes
    std::vector<Assignment> script;  // FEEL
    std::vector<Assignment> inputs;  // data input associations
    std::vector<Assignment> outputs;
    std::vector<EventDefinition> messages;  // of send and receive tasks: one
    TaskInfo task;
    Marks marks;
    std::vector<std::uint64_t>
        upstream;  // inclusive and complex joins: for each place, the incoming flows it can reach
    [[nodiscard]] bool is_event_sub_process() const { return triggered_by_event; }
    bool triggered_by_event = false;
    bool transaction = false;
    bool ad_hoc = false;
};

// A container of nodes: a process or a sub-process.
struct Scope {
    Index owner = nowhere;  // the sub-process node; nowhere: a process
    Index parent = nowhere;
    std::string process_id;
    bool executable = false;
    bool global_task = false;  // stands for one
    std::vector<Index> nodes;
    std::vector<Index> starts;      // where a token sets out when it is entered without a trigger
    std::vector<Index> triggers;    // start events of its event sub-processes
    std::vector<std::string> data;  // names of data objects and properties
    bool compensable = false;       // something inside can be compensated
    bool plain_start = false;       // has a start event without trigger
    struct Binding {
        std::string property;
        Expression path;
    };
    std::vector<Binding> correlation;
};

class Definition {
  public:
    std::string xml;
    Options options;
    Index main = nowhere;  // scope of the process that Start{} starts
    std::vector<Node> nodes;
    std::vector<Flow> flows;
    std::vector<Scope> scopes;
    std::unordered_map<std::string_view, Index> places;
    std::unordered_map<std::string, std::string> names;  // messages, signals, errors, escalations: id to name or code
    std::unordered_map<std::string, EventDefinition> event_definitions;  // every one in the file that has an id
    // correlation property -> message ref -> FEEL on its content
    std::map<std::string, std::map<std::string, Expression>> retrievals;
    std::vector<std::pair<std::string, std::string>> associations;
    bool has_joins = false;  // inclusive or complex ones
    bool has_compensation = false;
    bool has_conditions = false;  // conditional events
    bool listens = false;         // messages or signals
    std::string fault;            // the element whose numbers make no instance possible; empty: none

    [[nodiscard]] Index flow_place(Index flow) const { return static_cast<Index>(nodes.size()) + flow; }
    [[nodiscard]] bool is_flow(Index place) const { return place >= nodes.size(); }
    [[nodiscard]] Index flow_of(Index place) const { return place - static_cast<Index>(nodes.size()); }
    [[nodiscard]] const std::string& place_id(Index place) const {
        return is_flow(place) ? flows[flow_of(place)].id : nodes[place].id;
    }
    [[nodiscard]] Index find_place(std::string_view element) const {
        const auto found = places.find(element);
        return found == places.end() ? nowhere : found->second;
    }
    [[nodiscard]] Index find_node(std::string_view id) const {
        const Index place = find_place(id);
        return place == nowhere || is_flow(place) ? nowhere : place;
    }
    [[nodiscard]] Index find_process(std::string_view id) const {
        for (Index s = 0; s < scopes.size(); ++s) {
            if (scopes[s].owner == nowhere && scopes[s].process_id == id) return s;
        }
        return nowhere;
    }
};

// What is wrong with a model; bounded.
class Findings {
  public:
    void add(std::string path, const ErrorCode& code, std::map<std::string, std::string> params = {}) {
        if (list_.size() < 200) list_.push_back({std::move(path), &code, std::move(params)});
    }
    [[nodiscard]] bool empty() const { return list_.empty(); }
    [[nodiscard]] std::vector<FieldError> take() { return std::move(list_); }

  private:
    std::vector<FieldError> list_;
};

// The steps of compile(), in order; each adds what it finds.
void parse(std::string_view xml, Definition& out, Findings& findings);
void link(Definition& definition, Findings& findings);              // ids to indices
void link_upstream(Definition& definition);                         // what the joins need to know
void check_conditions(Definition& definition, Findings& findings);  // compiles them, too
void check_structure(const Definition& definition, Findings& findings);
void check_scopes(const Definition& definition, Findings& findings);
// `connected`: parse() and link() found nothing, so that what cannot be reached is a finding and no consequence.
void check_hosted(const Definition& definition, bool connected, Findings& findings);
void check_joins(const Definition& definition, Findings& findings);

}  // namespace hz::process
