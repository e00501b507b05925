// SPDX-License-Identifier: Apache-2.0
// A running instance from one definition to another, by a checked mapping of ids. Pure.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "process/process.hpp"

namespace hz::process {

// Element or flow of the old definition -> of the new one. What is not named keeps its id.
using Mapping = std::map<std::string, std::string, std::less<>>;

// What is wrong with the mapping itself, whatever an instance does: a name that one of the definitions does not have,
// an element of another kind. Path = id in the old definition.
[[nodiscard]] std::vector<FieldError> check_mapping(const Definition& from, const Definition& to,
                                                    const Mapping& mapping);

// Where an instance of the old definition can rest, and what could take its place.
struct Counterpart {
    std::string element;
    std::string kind;                  // "userTask", "boundaryEvent", "sequenceFlow" ...
    std::string to;                    // by the mapping, or the same id; empty: nothing fits
    std::vector<std::string> choices;  // of the new definition, in the order of the document
    bool leaves = false;               // it only listens: where nothing fits it is taken away
};
[[nodiscard]] std::vector<Counterpart> counterparts(const Definition& from, const Definition& to,
                                                    const Mapping& mapping);

// The instance under the new definition. Tokens keep their ids, so tasks, timers and jobs that wait are the same ones,
// and say nothing. Events at a boundary, of an event-based gateway and of event sub-processes that are gone are taken
// away; those that are new begin to listen now. What can go on at once does. To the same definition with an empty
// mapping nothing changes.
// Refuses errors::cannot_migrate with a finding (path = element id) where a token has no place, where two tokens are
// never beside each other in the new definition, and where a join of it would wait for ever.
[[nodiscard]] Result<Step> migrate(const Definition& from, const Definition& to, const State& state,
                                   const Mapping& mapping, const Json& variables, Budget budget = {});

}  // namespace hz::process
