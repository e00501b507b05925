// SPDX-License-Identifier: Apache-2.0
// BPMN 10.5.4, 13.5.3: a timer on a task. Interrupting: the task is cancelled and the token goes on here. Not
// interrupting: a further token sets out here, once, and the task stays.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    node.attached_id = reader.text(xml, "attachedToRef", max_id);
    node.interrupting = reader.flag(xml, "cancelActivity", true);
}

void check(const Definition& definition, const Node& node, Findings& findings) {
    check_timer(definition, node, findings);
    if (node.host != nowhere && node.outgoing.empty()) findings.add(node.id, errors::no_way_to_end);
}

// Only arm() puts a token here.
void enter(Run&, Index, Index) {}

void wake(Run& run, const RunToken& token) {
    const Node& event = run.definition.nodes[token.place];
    run.remove(token.id);
    const auto host = std::ranges::find(run.tokens, token.attached, &RunToken::id);
    if (event.interrupting && host != run.tokens.end()) {
        const RunToken stopped = *host;
        run.cancel(stopped);
        run.disarm(stopped.id);
    }
    run.reach(event.id, event.marks);
    run.pass(token.place);
    run.leave(token.place);
}

}  // namespace

constinit const Element boundary_event{
    .tag = "boundaryEvent",
    .attributes = {},
    .read_child = read_timer,
    .read = read,
    .check = check,
    .enter = enter,
    .wake = wake,
    .waits = Waits::timer,
};

}  // namespace hz::process
