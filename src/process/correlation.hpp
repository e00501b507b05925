// SPDX-License-Identifier: Apache-2.0
// BPMN 8.4.2: which of several instances a message is for. Private to the module.
#pragma once
#include "process/run.hpp"

namespace hz::process {

// The values that a message must bring: for each property bound in the process and retrievable from the message.
// Null where the model says nothing.
[[nodiscard]] Json expected_key(Run& run, std::int64_t scope, const EventDefinition& message);
// The values that a message brings.
[[nodiscard]] Json key_of(Run& run, const EventDefinition& message, const Json& data);
[[nodiscard]] bool correlates(const Json& expected, const Json& brought);

}  // namespace hz::process
