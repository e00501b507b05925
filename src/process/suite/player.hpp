// SPDX-License-Identifier: Apache-2.0
// Plays one case of a suite. Private to the folder.
#pragma once
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "process/process.hpp"

namespace hz::process {

class Player {
  public:
    Player(DefinitionPtr definition, JsonObject given) : definition_(std::move(definition)), given_(std::move(given)) {}

    void start(const std::string& process, const std::string& event = {}, const Json& data = {});
    // Everything that happens up to that moment, in order.
    void run_until(std::int64_t milliseconds);
    [[nodiscard]] std::vector<std::string> trace() const;
    [[nodiscard]] bool marker() const { return marker_; }  // a file beside the trace
    [[nodiscard]] const State& state(std::size_t instance) const { return instances_[instance]; }
    [[nodiscard]] const Json& variables() const { return given_; }

  private:
    struct Due {
        std::size_t instance = 0;
        std::int64_t token = 0;
        bool script = false;  // a script that takes its time
    };
    struct Sent {
        std::string message;
        Json data;
    };
    struct Script {
        std::size_t instance = 0;
        ScriptRequested asked;
    };
    void act(std::size_t instance, const Command& command);
    void serve(std::size_t instance, const Effect& effect);
    bool deliver(const Sent& message);
    void broadcast(std::size_t from, const SignalThrown& signal);
    void play(const Script& script);
    void settle();  // scripts and messages at this moment

    DefinitionPtr definition_;
    Json given_;
    std::vector<State> instances_;
    std::deque<Script> scripts_;
    std::deque<Sent> waiting_;  // for somebody who expects them
    std::multimap<std::int64_t, Due> agenda_;
    std::int64_t now_ = 0;
    std::vector<std::string> trace_;
    bool marker_ = false;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> stamps_;  // timestamp log: from, to
};

}  // namespace hz::process
