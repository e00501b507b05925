// SPDX-License-Identifier: Apache-2.0
// BPMN 10.5.2. Without a trigger a token sets out when the process or sub-process begins; with one, the host starts the
// process when it happens (Start::event). In an event sub-process it listens while the scope around it is open.
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    node.interrupting = reader.flag(xml, "isInterrupting", true);
}

}  // namespace

constinit const Element start_event{
    .tag = "startEvent",
    .read_child = read_events,
    .read = read,
    .enter = pass_through,
    .waits = Waits::event,
};

}  // namespace hz::process
