// SPDX-License-Identifier: Apache-2.0
// One step under way. Private to the module. Implemented in run.cpp (tokens), data.cpp (variables), scope.cpp
// (sub-processes), activity.cpp, loop.cpp, subscribe.cpp and trigger.cpp (events), undo.cpp (compensation).
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "process/model.hpp"
#include "process/process.hpp"

namespace hz::process {

// A token on the move: along a flow, or beginning at a node.
struct Arrival {
    Index place = nowhere;
    std::int64_t scope = 0;
};

// One stay at an activity. `token` is 0 where it passes without rest.
struct Stay {
    std::int64_t token = 0;
    Index node = nowhere;
    std::int64_t scope = 0;
    std::int64_t attached = 0;
    Role role = Role::plain;
};

// Tokens at rest have an id each stay; tokens that move are arrivals in a queue, first come, first served. When none
// moves: what is done inside scopes, joins that can open, conditions, and last the signals thrown, so that who starts
// to listen in the same step hears them.
class Run {
  public:
    Run(const Definition& on, const State& from, const Json& with, Budget within)
        : definition(on), variables(with), budget(within), state(from) {}

    const Definition& definition;
    const Json& variables;
    Budget budget;
    State state;
    std::vector<Effect> effects;
    std::vector<std::string> passed;
    std::optional<Error> error;

    // Tokens (run.cpp)
    [[nodiscard]] const Node& node(Index place) const { return definition.nodes[place]; }
    [[nodiscard]] Token* find(std::int64_t token);
    std::int64_t rest(Index place, std::int64_t scope, std::int64_t attached = 0, Role role = Role::plain);
    void remove(std::int64_t token);             // with its frame, without a word
    void take(Index flow, std::int64_t scope);   // one token sets out on a flow
    void begin(Index node, std::int64_t scope);  // one token sets out at a node
    void throw_later(Index node, std::int64_t scope);
    // By all flows without condition and all whose condition holds; by the default where no condition does.
    void leave(Index node, std::int64_t scope);
    void end(std::int64_t scope);  // a token is used up
    void pass(Index node) { passed.push_back(this->node(node).id); }
    void reach(const std::string& element, const Marks& marks) {
        if (marks.any()) effects.emplace_back(Reached{element, marks.milestone, marks.clock});
    }
    void cancel(std::int64_t token);                                // with all that is inside and attached; says so
    void cancel_attached(std::int64_t token);                       // what it has at its boundary
    void cancel_inside(std::int64_t scope, std::int64_t but = -1);  // what a scope holds
    void fail(const ErrorCode& code, const std::string& element);
    [[nodiscard]] bool holds(const Flow& flow, std::int64_t scope);
    // Conditions of the flows out of a gateway; false: failed.
    [[nodiscard]] bool choose(Index node, std::int64_t scope, std::vector<Index>& flows);
    [[nodiscard]] bool in_flight(std::int64_t scope) const;
    void go();  // moves everything until it rests or ends

    // Variables (data.cpp)
    [[nodiscard]] Frame* find_frame(std::int64_t token);
    [[nodiscard]] Frame& frame(std::int64_t token);
    [[nodiscard]] const Json& context(std::int64_t token);  // what FEEL sees
    [[nodiscard]] Json value(const Expression& expression, std::int64_t token, const std::string& element);
    [[nodiscard]] bool truth(const Expression& expression, std::int64_t token, const std::string& element);
    void set(std::int64_t token, std::string_view name, Json value);  // where it is declared, else in the process
    void set_local(std::int64_t token, std::string_view name, Json value);
    [[nodiscard]] bool is_declared(std::int64_t token, std::string_view name);
    void give(std::int64_t token, const Json& data);  // every member of `data`
    [[nodiscard]] Json inputs(Index node, std::int64_t scope);
    [[nodiscard]] std::int64_t outer(std::int64_t token) const;  // the scope around; -1: none

    // Scopes (scope.cpp)
    void open(Index inner, std::int64_t token);  // sets out everything that begins in it
    void arm_triggers(Index inner, std::int64_t token);
    void end_all(std::int64_t scope);                  // terminate
    [[nodiscard]] Index scope_at(std::int64_t token);  // the container that runs under it

    // Activities (activity.cpp, loop.cpp)
    void enter_activity(Index node, Index flow, std::int64_t scope);
    void start(Index node, std::int64_t scope, std::int64_t attached, Role role);
    void complete(const Stay& stay);
    void complete(std::int64_t token);
    void begin_loop(Index node, std::int64_t scope, std::int64_t attached);
    void begin_instance(std::int64_t token, std::int64_t loop);
    void collect(const Stay& done);
    void loop_next(std::int64_t loop, const Stay& done);
    [[nodiscard]] bool is_instance(const Stay& stay);

    // Events (subscribe.cpp, trigger.cpp)
    void subscribe(std::int64_t token);  // says what a resting token waits for
    void arm(Index host, std::int64_t token);
    void trigger(std::int64_t token, std::size_t definition, const Json& data);
    void hand_over(Index node, std::int64_t scope, const Json& data);  // what a message brought becomes variables
    void start_event_sub_process(Index start, std::int64_t scope);
    bool throw_event(Index node, const EventDefinition& event, std::int64_t scope, const Json& data);
    bool throw_error(const std::string& code, std::int64_t token, std::int64_t scope);  // false: uncaught
    void throw_escalation(const std::string& element, const std::string& code, std::int64_t token, std::int64_t scope);
    void throw_signal(const std::string& signal, const Json& data);
    void fail_with(const std::string& element, const std::string& code);  // an uncaught error
    bool look_at_conditions();

    // Compensation (undo.cpp)
    void note_done(const Stay& stay, JsonObject data, std::vector<Done> inside);
    // Works through what is to be undone at a new token on `node`; false: there is nothing.
    bool undo(Index node, std::int64_t scope, Index only, bool wait);
    void undo_next(std::int64_t undoing);
    void cancel_transaction(std::int64_t scope, Index end);
    [[nodiscard]] std::int64_t around_of_undoing(const Token& token);  // where its handlers run

  private:
    bool settle();
    bool close_scopes();
    bool open_joins();
    bool catch_at_boundary(std::int64_t host, EventKind kind, const std::string& code);
    bool catch_inside(std::int64_t scope, EventKind kind, const std::string& code, Index but);
    bool propagate(EventKind kind, const std::string& code, std::int64_t token, std::int64_t scope);
    void finish();
    std::vector<std::int64_t> undone_;  // undoing tokens, of which one compensation is done
    std::size_t head_ = 0;
    std::vector<Arrival> arrivals_;
    std::vector<Arrival> throws_;
    std::vector<std::int64_t> dirty_;  // scopes in which a token was used up
    std::size_t moves_ = 0;
    std::int64_t interrupted_ = -1;  // the scope that an event sub-process interrupted last
    bool data_changed_ = true;
    std::optional<Json> merged_;
    std::int64_t merged_at_ = -1;
    std::size_t data_bytes_ = 0;
};

}  // namespace hz::process
