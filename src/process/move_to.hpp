// SPDX-License-Identifier: Apache-2.0
// Back to an earlier task, or to the start: what a model does not draw and people must be able to order.
#pragma once
#include "process/process.hpp"

namespace hz::process {

// Whatever is under way is cancelled, and one token sets out: at a user task that is not inside a sub-process, or from
// the start where no element is given, without the variables so far. Also of an instance that has ended; no token id is
// used again. Refuses errors::no_such_entry where the element is no such task, or a parallel join behind it waits for a
// branch that one token from there could never feed.
[[nodiscard]] Result<Step> move_to(const Definition& definition, const State& state, std::string_view element,
                                   const Json& variables, Budget budget = {});

}  // namespace hz::process
