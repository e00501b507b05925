// SPDX-License-Identifier: Apache-2.0
// A running instance from one definition to another, by a checked mapping of ids.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "process/process.hpp"

namespace hz::process {

// Element or flow of the old definition -> of the new one. What is not named keeps its id.
using Mapping = std::map<std::string, std::string, std::less<>>;

// Where the mapping cannot be right whatever an instance does: for each place of the old definition where a token can
// rest, whether what it is mapped to is of a compatible kind in the same scope. Path = element id of the old one. What
// has no place in the new one is a finding, but for events at a boundary, which are taken away. An instance that is
// nowhere near such a place can still move.
[[nodiscard]] std::vector<FieldError> check_mapping(const Definition& from, const Definition& to,
                                                    const Mapping& mapping);

// The instance under the new definition; tokens keep their ids, so tasks, timers and jobs that wait are the same ones.
// Effects: what boundary events that are gone were, and those that are new, for the tasks and jobs that wait. To the
// same definition with an empty mapping nothing changes. Refuses errors::cannot_migrate with a finding (path = element
// id) for every token that has no place, and where a parallel join of the new one could wait for ever.
[[nodiscard]] Result<Step> migrate(const Definition& from, const Definition& to, const State& state,
                                   const Mapping& mapping, const Json& variables, Budget budget = {});

}  // namespace hz::process
