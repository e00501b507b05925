// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.3: sends its message and is done.
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

constexpr std::string_view attributes[] = {"key", "keep"};

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    EventDefinition message;
    message.ref = reader.text(xml, "messageRef", max_id);
    read_message(reader, xml, message);
    node.messages.push_back(std::move(message));
}

void work(Run& run, const Stay& stay) {
    const Node& task = run.node(stay.node);
    run.throw_event(stay.node, task.messages.front(), stay.scope, run.inputs(stay.node, stay.token));
    run.complete(stay.token);
}

}  // namespace

constinit const Element send_task{
    .tag = "sendTask",
    .attributes = attributes,
    .read = read,
    .enter = enter_activity,
    .work = work,
    .waits = Waits::inside,
    .activity = true,
};

}  // namespace hz::process
