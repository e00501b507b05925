// SPDX-License-Identifier: Apache-2.0
// BPMN 10.5.2: the one start event without a trigger. Every outgoing flow gets a token.
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

constinit const Element start_event{
    .tag = "startEvent",
    .attributes = {},
    .read_child = nullptr,  // event definitions would be triggers: not supported yet
    .read = nullptr,
    .check = nullptr,
    .enter = pass_through,
    .wake = nullptr,
};

}  // namespace hz::process
