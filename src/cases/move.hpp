// SPDX-License-Identifier: Apache-2.0
// The consequences of a command, as its event holds them.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/case.hpp"

namespace hz::cases {

struct DueChange {
    std::int64_t token = 0;
    std::optional<Time> due;
};
BOOST_DESCRIBE_STRUCT(DueChange, (), (token, due))

// What the process sent out. It goes from the tables of messages and signals, not from the case.
struct SentMessage {
    std::string element, name, key;
    Json data;
    std::string keep;  // ISO 8601; empty: not kept where nobody waits
};
BOOST_DESCRIBE_STRUCT(SentMessage, (), (element, name, key, data, keep))
struct SentSignal {
    std::string element, name;
    Json data;
};
BOOST_DESCRIBE_STRUCT(SentSignal, (), (element, name, data))

// The consequences of one process step.
struct Move {
    Json process;
    std::vector<OpenTask> tasks_created;
    std::vector<std::int64_t> tasks_closed;
    std::vector<PendingTimer> timers_set;
    std::vector<std::int64_t> timers_closed;
    std::vector<PendingJob> jobs_requested;
    std::optional<std::vector<Wait>> waits;  // all of them; none: unchanged
    std::vector<SentMessage> messages;
    std::vector<SentSignal> signals;
    std::vector<Milestone> milestones;
    std::vector<std::string> passed;
    std::vector<DueChange> dues;
    Json clock;         // null: unchanged
    std::string state;  // empty: unchanged
    std::optional<Time> closed_at;
};
BOOST_DESCRIBE_STRUCT(Move, (),
                      (process, tasks_created, tasks_closed, timers_set, timers_closed, jobs_requested, waits, messages,
                       signals, milestones, passed, dues, clock, state, closed_at))

}  // namespace hz::cases
