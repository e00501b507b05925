// SPDX-License-Identifier: Apache-2.0
// One step under way. Private to the module.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "process/model.hpp"
#include "process/process.hpp"

namespace hz::process {

struct RunToken {
    std::int64_t id = 0;
    Index place = nowhere;
    std::int64_t attached = 0;
};

// Tokens at rest have an id each stay; tokens that move are arrivals in a queue, first come, first served.
class Run {
  public:
    Run(const Definition& on, const Json& with, Budget within) : definition(on), variables(with), budget(within) {}

    const Definition& definition;
    const Json& variables;
    Budget budget;
    std::vector<RunToken> tokens;  // by id, ascending
    std::int64_t next_token = 1;
    bool ended = false;
    std::string ended_at;
    std::vector<Effect> effects;
    std::vector<std::string> passed;
    std::optional<Error> error;

    [[nodiscard]] Result<bool> load(const State& state);
    [[nodiscard]] State save() const;

    // Used by the elements.
    std::int64_t rest(Index place, std::int64_t attached = 0);  // a token comes to rest; gives its id
    void remove(std::int64_t token);
    void take(Index flow);   // one token sets out on a flow
    void leave(Index node);  // by all flows without condition and all whose condition holds, else the default
    void pass(Index node);   // for the picture
    void reach(const std::string& element, const Marks& marks);
    void arm(Index host, std::int64_t token);  // sets the host's boundary timers
    void disarm(std::int64_t host_token);      // cancels those still set
    void cancel(const RunToken& token);        // takes a token away and says so
    void cancel_all();
    [[nodiscard]] bool holds(const Flow& flow);
    void fail(const ErrorCode& code, const std::string& element);

    // Moves everything until it rests or ends.
    void enter(Index node, Index flow);
    void go();

  private:
    void finish();
    std::deque<Index> arrivals_;  // flows
    std::size_t moves_ = 0;
};

}  // namespace hz::process
