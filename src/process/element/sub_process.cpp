// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.5: a process inside the process. With triggeredByEvent it has no flows; its start event listens while the
// scope around it is open. A transaction can be cancelled: what was done in it is undone.
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    node.triggered_by_event = reader.flag(xml, "triggeredByEvent", false);
}

void read_transaction(Reader& reader, pugi::xml_node xml, Node& node) {
    read(reader, xml, node);
    node.transaction = true;
}

void work(Run& run, const Stay& stay) { run.open(run.node(stay.node).inner, stay.token); }

}  // namespace

constinit const Element sub_process{
    .tag = "subProcess",
    .read = read,
    .enter = enter_activity,
    .work = work,
    .waits = Waits::inside,
    .activity = true,
    .contains = true,
};

constinit const Element transaction{
    .tag = "transaction",
    .read = read_transaction,
    .enter = enter_activity,
    .work = work,
    .waits = Waits::inside,
    .activity = true,
    .contains = true,
};

}  // namespace hz::process
