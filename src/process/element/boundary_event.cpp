// SPDX-License-Identifier: Apache-2.0
// BPMN 10.5.4, 13.5.3: an event on an activity. Interrupting: the activity is cancelled and the token goes on here. Not
// interrupting: a further token sets out here, each time, and the activity stays. Errors, escalations and cancellation
// come from inside; compensation is kept for when it is asked for.
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    node.attached_id = reader.text(xml, "attachedToRef", max_id);
    node.interrupting = reader.flag(xml, "cancelActivity", true);
}

void check(const Definition& definition, const Node& node, Findings& findings) {
    check_catching(definition, node, findings);
}

void hosted(const Definition& definition, const Node& node, Findings& findings) {
    const bool compensates = !node.events.empty() && node.events.front().kind == EventKind::compensation;
    if (node.host != nowhere && node.outgoing.empty() && !compensates) findings.add(node.id, errors::no_way_to_end);
    if (node.host != nowhere && definition.nodes[node.host].element->work == nullptr)
        findings.add(node.id, errors::boundary_without_host);  // nothing waits there
}

// Only arm() puts a token here.
void enter(Run&, Index, Index, std::int64_t) {}

}  // namespace

constinit const Element boundary_event{
    .tag = "boundaryEvent",
    .read_child = read_events,
    .read = read,
    .check = check,
    .hosted = hosted,
    .enter = enter,
    .waits = Waits::event,
};

}  // namespace hz::process
