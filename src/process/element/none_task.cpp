// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.3: a task of no type. Nothing to do: the token passes.
#include "process/element/element.hpp"

namespace hz::process {

void pass_through(Run& run, Index node, Index) {
    run.reach(run.definition.nodes[node].id, run.definition.nodes[node].marks);
    run.pass(node);
    run.leave(node);
}

constinit const Element none_task{
    .tag = "task",
    .attributes = {},
    .read_child = nullptr,
    .read = nullptr,
    .check = nullptr,
    .enter = pass_through,
    .wake = nullptr,
    .activity = true,
};

}  // namespace hz::process
