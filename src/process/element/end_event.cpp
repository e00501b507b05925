// SPDX-License-Identifier: Apache-2.0
// BPMN 10.5.3: a none end event consumes its token; a terminate end event ends everything at once.
#include "process/element/element.hpp"

namespace hz::process {

namespace {

bool read_child(Reader& reader, pugi::xml_node child, Node& node) {
    if (local_name(child) != "terminateEventDefinition") return false;
    if (node.terminate) reader.unsupported(child, "multipleEventDefinitions");
    node.terminate = true;
    return true;
}

void enter(Run& run, Index node, Index) {
    const Node& end = run.definition.nodes[node];
    run.reach(end.id, end.marks);
    run.pass(node);
    run.ended_at = end.id;
    if (end.terminate) run.cancel_all();
}

}  // namespace

constinit const Element end_event{
    .tag = "endEvent",
    .attributes = {},
    .read_child = read_child,
    .read = nullptr,
    .check = nullptr,
    .enter = enter,
    .wake = nullptr,
};

}  // namespace hz::process
