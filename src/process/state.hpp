// SPDX-License-Identifier: Apache-2.0
// A running instance as data. In memory places are indices into the definition; as JSON they are ids.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace hz::process {

enum class Role : std::uint8_t {
    plain,
    loop,      // stands for all instances of a looping or multi-instance activity; those have it as their scope
    handler,   // compensates: `attached` is the token that asked for it
    undoing,   // works through compensation: on a throwing event, an end event, or a transaction that is cancelled
    restored,  // a completed sub-process, opened again so that its compensation event sub-process can run
    resetting  // a complex gateway that has fired and takes what still comes; `count`: the flows already served
};

// Stands on a node, or, while it waits to be joined, on the flow by which it came: place p is node p, or flow
// p - number of nodes.
struct Token {
    std::int64_t id = 0;  // unique within the instance, never reused
    std::uint32_t place = 0;
    Role role = Role::plain;
    std::int32_t count = 0;     // timer: rounds left; several events: those that came; condition: its last value
    std::int64_t attached = 0;  // a boundary event's host token; an awaited event's event-based gateway
    std::int64_t scope = 0;     // the token of the sub-process, call or loop around it; 0: the process
    bool operator==(const Token&) const = default;
};

// An activity that can be compensated, with what was done inside it.
struct Done {
    std::uint32_t node = 0;
    JsonObject data;
    std::vector<Done> inside;
    bool operator==(const Done&) const = default;
};

// What a scope or loop keeps, where it keeps anything.
struct Frame {
    std::int64_t token = 0;  // 0: the process
    JsonObject data;         // variables
    std::vector<Done> done;  // in the order of completion; of an undoing token: what is still to be undone
    std::int32_t total = 0;  // loop: instances in all; 0: not known before
    std::int32_t started = 0;
    std::int32_t completed = 0;
    bool operator==(const Frame&) const = default;
};

struct State {
    std::vector<Token> tokens;  // by id, ascending
    std::int64_t next_token = 1;
    bool ended = false;
    std::string ended_at;       // the last end event reached
    std::string error;          // the code of the error that ended it
    std::uint32_t process = 0;  // which process of the file
    std::vector<Frame> frames;  // by token, ascending
    bool operator==(const State&) const = default;
};

}  // namespace hz::process
