// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.3: waits for its message. With instantiate="true" and nothing before it, the message starts the process.
#include "process/element/element.hpp"

namespace hz::process {

namespace {

constexpr std::string_view attributes[] = {"key"};

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    EventDefinition message;
    message.ref = reader.text(xml, "messageRef", max_id);
    read_message(reader, xml, message);
    node.messages.push_back(std::move(message));
    node.instantiate = reader.flag(xml, "instantiate", false);
}

void work(Run& run, const Stay& stay) { run.subscribe(stay.token); }

}  // namespace

constinit const Element receive_task{
    .tag = "receiveTask",
    .attributes = attributes,
    .read = read,
    .enter = enter_activity,
    .work = work,
    .waits = Waits::message,
    .activity = true,
};

}  // namespace hz::process
