// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.3: done outside of any system, so nothing waits for it: the token passes.
#include "process/element/element.hpp"

namespace hz::process {

constinit const Element manual_task{
    .tag = "manualTask",
    .attributes = {},
    .read_child = nullptr,
    .read = nullptr,
    .check = nullptr,
    .enter = pass_through,
    .wake = nullptr,
    .activity = true,
};

}  // namespace hz::process
