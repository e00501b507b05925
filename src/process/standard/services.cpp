// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.3, 10.5.1, 10.3.6: what is sent, received and called fits the data given and taken.
#include <algorithm>

#include "process/errors.hpp"
#include "process/standard/standard.hpp"

namespace hz::process {

namespace {

// The same item definition, or the same structure.
bool same_item(Reader& reader, std::string_view one, std::string_view other) {
    if (one == other) return true;
    const std::string_view a = reader.find(without_prefix(one)).attribute("structureRef").value();
    const std::string_view b = reader.find(without_prefix(other)).attribute("structureRef").value();
    return !a.empty() && a == b;
}

std::string_view subject(pugi::xml_node data) { return data.attribute("itemSubjectRef").value(); }

// Exactly one set with exactly one item, which is what the message bears.
void check_single(Reader& reader, pugi::xml_node task, pugi::xml_node message, bool input) {
    const auto io = child(task, "ioSpecification");
    const auto sets = children(io, input ? "inputSet" : "outputSet");
    const auto data = children(io, input ? "dataInput" : "dataOutput");
    const bool single = sets.size() == 1 && data.size() == 1;
    if (single && same_item(reader, subject(data.front()), message.attribute("itemRef").value())) return;
    broken(reader, task, "与消息相应的数据须恰为一个集合中的一项，且类型与消息相同",
           "the data for a message must be exactly one item in one set, of the message's type");
}

void check_task(Reader& reader, pugi::xml_node task) {
    const auto name = local_name(task);
    const bool has_data = static_cast<bool>(child(task, "ioSpecification"));
    const auto operation = reader.find(without_prefix(task.attribute("operationRef").value()));
    const auto message = reader.find(without_prefix(task.attribute("messageRef").value()));
    if (name == "sendTask" && has_data && message) check_single(reader, task, message, true);
    if (name == "receiveTask" && has_data && message) check_single(reader, task, message, false);
    if (name != "serviceTask" || !operation) return;
    check_single(reader, task, reader.find(without_prefix(text_of(child(operation, "inMessageRef")))), true);
    const auto out = child(operation, "outMessageRef");
    if (out) check_single(reader, task, reader.find(without_prefix(text_of(out))), false);
}

bool same_lists(Reader& reader, const std::vector<pugi::xml_node>& a, const std::vector<pugi::xml_node>& b) {
    return std::ranges::equal(a, b, [&](auto x, auto y) { return same_item(reader, subject(x), subject(y)); });
}

void check_call(Reader& reader, pugi::xml_node call) {
    const auto called = reader.find(without_prefix(call.attribute("calledElement").value()));
    const auto given = child(call, "ioSpecification");
    const auto wanted = child(called, "ioSpecification");
    if (!called || !wanted) return;
    const bool fits = same_lists(reader, children(given, "dataInput"), children(wanted, "dataInput")) &&
                      same_lists(reader, children(given, "dataOutput"), children(wanted, "dataOutput"));
    if (!fits)
        broken(reader, call, "调用活动的输入输出须与被调用流程的一一对应",
               "the inputs and outputs of a call must match those of what is called, one by one");
}

// What can be called by an interface says which data belongs to which operation.
void check_callable(Reader& reader, pugi::xml_node callable) {
    if (child(callable, "supportedInterfaceRef") && !child(callable, "ioBinding"))
        broken(reader, callable, "支持接口的流程须有 ioBinding",
               "a process that supports an interface needs an ioBinding");
    for (const auto binding : children(callable, "ioBinding")) {
        const auto operation = reader.find(without_prefix(binding.attribute("operationRef").value()));
        const auto fits = [&](const char* data, std::string_view message) {
            const auto item = reader.find(without_prefix(binding.attribute(data).value()));
            const auto bears = reader.find(without_prefix(text_of(child(operation, message))));
            return !item || !bears || same_item(reader, subject(item), bears.attribute("itemRef").value());
        };
        if (!fits("inputDataRef", "inMessageRef") || !fits("outputDataRef", "outMessageRef"))
            broken(reader, binding, "ioBinding 的数据须与操作的消息类型相同",
                   "the data of an ioBinding must have the type of the operation's messages");
    }
}

std::string_view item_of_event(Reader& reader, pugi::xml_node definition) {
    const auto message = reader.find(without_prefix(definition.attribute("messageRef").value()));
    if (message) return message.attribute("itemRef").value();
    return reader.find(without_prefix(definition.attribute("signalRef").value())).attribute("structureRef").value();
}

// An event that bears data has one item for each of its definitions, in their order.
void check_event(Reader& reader, pugi::xml_node event) {
    auto data = children(event, "dataInput");
    const auto outputs = children(event, "dataOutput");
    data.insert(data.end(), outputs.begin(), outputs.end());
    if (data.empty()) return;
    std::vector<pugi::xml_node> definitions;
    for (const auto part : children(event)) {
        if (local_name(part).ends_with("EventDefinition")) definitions.push_back(part);
    }
    const bool fits = std::ranges::equal(data, definitions, [&](auto item, auto definition) {
        return same_item(reader, subject(item), item_of_event(reader, definition));
    });
    if (!fits)
        broken(reader, event, "事件的数据须与各事件定义一一对应且类型相同",
               "the data of an event must match its event definitions one by one and in type");
}

void check_message_event(Reader& reader, pugi::xml_node definition, bool hosted) {
    if (!definition.attribute("messageRef"))
        broken(reader, definition.parent(), "消息事件须指明消息（messageRef）",
               "a message event must name its message (messageRef)");
    if (!hosted && !child(definition, "operationRef"))
        broken(reader, definition.parent(), "可执行流程中的消息事件须指明操作（operationRef）",
               "a message event of an executable process must name its operation (operationRef)");
}

void check_escalation(Reader& reader, pugi::xml_node definition) {
    const auto event = local_name(definition.parent());
    if (event != "endEvent" && event != "intermediateThrowEvent") return;
    const auto escalation = reader.find(without_prefix(definition.attribute("escalationRef").value()));
    if (!escalation || std::string_view(escalation.attribute("escalationCode").value()).empty())
        broken(reader, definition.parent(), "抛出的升级须有 escalationCode",
               "an escalation that is thrown needs an escalationCode");
}

}  // namespace

void check_services(Reader& reader, pugi::xml_node root, bool hosted) {
    for (const auto part : children(root)) check_callable(reader, part);
    for (const auto process : children(root, "process")) {
        const std::string_view executable = process.attribute("isExecutable").value();
        if (executable != "true" && executable != "1") continue;
        for (const auto node : descendants(process)) {
            const auto name = local_name(node);
            if (name.ends_with("Task")) check_task(reader, node);
            if (name == "callActivity") check_call(reader, node);
            if (name.ends_with("Event")) check_event(reader, node);
            if (name == "messageEventDefinition") check_message_event(reader, node, hosted);
            if (name == "escalationEventDefinition") check_escalation(reader, node);
        }
    }
}

}  // namespace hz::process
