// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.3: a task of no type. Nothing to do: the token passes.
#include "process/element/element.hpp"

namespace hz::process {

void pass_through(Run& run, Index node, Index, std::int64_t scope) {
    run.reach(run.node(node).id, run.node(node).marks);
    run.pass(node);
    run.leave(node, scope);
}

constinit const Element none_task{
    .tag = "task",
    .enter = enter_activity,
    .activity = true,
};

}  // namespace hz::process
