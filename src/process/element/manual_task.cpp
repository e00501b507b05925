// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.3: done outside of any system, so nothing waits for it: the token passes.
#include "process/element/element.hpp"

namespace hz::process {

constinit const Element manual_task{
    .tag = "manualTask",
    .enter = enter_activity,
    .activity = true,
};

}  // namespace hz::process
