// SPDX-License-Identifier: Apache-2.0
// A process played by hand: what was done so far gives where it stands and what can happen next. For designers; pure.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "process/process.hpp"

namespace hz::process {

// What can happen next.
struct Choice {
    std::int64_t token = 0;
    std::string kind;  // task, job, timer, message, signal, call, decision
    std::string element;
    std::string detail;                 // a job's type, a timer's time, the message's, signal's or process's name
    std::vector<std::string> outcomes;  // of a task
    bool for_applicant = false;
};

// What was done: a choice taken by its token.
struct Act {
    std::int64_t token = 0;
    std::string outcome;  // of a task; may be empty
    Json data;            // what the task, job, decision, message gives; null: nothing
};

// What an act led to.
struct Told {
    std::size_t act = 0;  // 0: the start; n: the n-th act
    std::string kind;     // milestone, clock, end, sent, error, escalation
    std::string element;
    std::string detail;  // the milestone's, effect's, message's name or the code
};

struct Place {
    std::string element;  // a node, or the flow on which a token waits to be joined
    std::size_t tokens = 0;
};

struct Trial {
    std::vector<Place> places;
    std::vector<Choice> choices;
    std::vector<std::string> passed;
    std::vector<Told> told;
    bool ended = false;
    std::size_t done = 0;          // acts that were done
    std::optional<Error> stopped;  // why the next one (or the start) could not be
};

inline constexpr std::size_t most_acts = 500;

// `form` and `applicant` are what conditions see under these names. Acts after the first that cannot be done are left
// out.
[[nodiscard]] Trial try_out(const Definition& definition, const Json& form, const Json& applicant,
                            std::span<const Act> acts);

}  // namespace hz::process
