// SPDX-License-Identifier: Apache-2.0
// Event definitions: message, signal, timer, error, escalation, compensation, conditional, link, terminate, cancel;
// written in the event, or at the top of the file and referred to.
#include <algorithm>

#include "base/text.hpp"
#include "process/duration.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

struct Kind {
    std::string_view tag;
    EventKind kind;
    const char* reference;  // the attribute that names what it is about
};
constexpr Kind kinds[] = {{"messageEventDefinition", EventKind::message, "messageRef"},
                          {"signalEventDefinition", EventKind::signal, "signalRef"},
                          {"timerEventDefinition", EventKind::timer, nullptr},
                          {"errorEventDefinition", EventKind::error, "errorRef"},
                          {"escalationEventDefinition", EventKind::escalation, "escalationRef"},
                          {"compensateEventDefinition", EventKind::compensation, "activityRef"},
                          {"conditionalEventDefinition", EventKind::conditional, nullptr},
                          {"linkEventDefinition", EventKind::link, "name"},
                          {"terminateEventDefinition", EventKind::terminate, nullptr},
                          {"cancelEventDefinition", EventKind::cancel, nullptr}};

bool is_data(std::string_view name) {
    constexpr std::string_view names[] = {"dataInput", "dataOutput", "inputSet", "outputSet", "property"};
    return std::ranges::find(names, name) != std::end(names);
}

}  // namespace

// BPMN 10.4.3 (and the schema): only a tFormalExpression can be executed. Where the schema allows nothing else, it need
// not be said.
bool is_formal(pugi::xml_node node) {
    constexpr std::string_view always[] = {"from", "to", "transformation", "messagePath", "dataPath"};
    if (std::ranges::find(always, local_name(node)) != std::end(always)) return true;
    if (local_name(node) == "condition" && is_bpmn(node.parent(), "complexBehaviorDefinition")) return true;
    for (const auto attribute : node.attributes()) {
        const auto name = resolve(node, attribute.name(), true);
        if (name.local == "type" && name.uri == "http://www.w3.org/2001/XMLSchema-instance")
            return resolve(node, attribute.value()).local == "tFormalExpression";
    }
    return false;
}

Expression read_expression(Reader& reader, pugi::xml_node node, bool literal) {
    Expression out;
    auto text = trim(node.text().get());
    const bool marked = text.starts_with('=');
    if (marked) text = trim(text.substr(1));
    if (text.size() > max_condition) {
        reader.findings.add(path_of(node), hz::errors::too_long, {{"limit", std::to_string(max_condition)}});
        return out;
    }
    out.text = std::string(text);
    if (!reader.executable) return out;
    if (!is_formal(node))
        reader.findings.add(path_of(node), errors::expression_informal, {{"name", std::string(local_name(node))}});
    if (text.empty() || (literal && !marked)) return out;
    auto compiled = rules::compile(text);
    if (!compiled && text.ends_with(")>")) compiled = rules::compile(text.substr(0, text.size() - 1));
    if (compiled) {
        out.feel = *compiled;
    } else {
        reader.findings.add(path_of(node), *compiled.error().code, compiled.error().params);
    }
    return out;
}

void read_message(Reader& reader, pugi::xml_node xml, EventDefinition& message) {
    message.keep = reader.extension(xml, "keep", max_id);
    if (!message.keep.empty() && !duration_from_iso(message.keep))
        reader.bad_value(xml, "hz:keep", message.keep, "P3D");
    auto key = reader.extension(xml, "key", max_condition);
    if (key.starts_with('=')) key.erase(0, 1);
    if (key.empty()) return;
    auto compiled = rules::compile(key);
    if (!compiled) {
        reader.findings.add(path_of(xml), *compiled.error().code, compiled.error().params);
        return;
    }
    message.key.text = std::move(key);
    message.key.feel = *compiled;
}

bool read_event_definition(Reader& reader, pugi::xml_node child, EventDefinition& out) {
    const auto found = std::ranges::find(kinds, local_name(child), &Kind::tag);
    if (found == std::end(kinds)) return false;
    out.kind = found->kind;
    out.id = reader.text(child, "id", max_id);
    if (found->reference != nullptr) out.ref = reader.text(child, found->reference, max_text);
    if (out.kind == EventKind::link) out.name = out.ref;
    if (out.kind == EventKind::compensation) {
        out.activity_ref = out.ref;
        out.wait = reader.flag(child, "waitForCompletion", true);
    }
    if (out.kind == EventKind::timer) read_timer(reader, child, out.timer);
    if (out.kind == EventKind::message) {
        read_message(reader, child, out);
        reader.known_extensions(child, {}, {"key", "keep"});
    }
    if (out.kind != EventKind::conditional) return true;
    for (const auto part : child.children()) {
        if (is_bpmn(part, "condition")) out.condition = read_expression(reader, part);
    }
    return true;
}

bool read_events(Reader& reader, pugi::xml_node child, Node& node) {
    const auto name = local_name(child);
    if (name == "eventDefinitionRef") {
        const std::string_view text = trim(child.text().get());
        const auto colon = text.find(':');
        node.event_refs.emplace_back(prefix(colon == std::string_view::npos ? text : text.substr(colon + 1), max_id));
        return true;
    }
    if (is_data(name) || read_association(reader, child, node)) return true;
    EventDefinition event;
    if (!read_event_definition(reader, child, event)) return false;
    if (node.events.size() < 16) node.events.push_back(std::move(event));
    return true;
}

void check_catching(const Definition&, const Node& node, Findings& findings) {
    if (node.events.empty()) findings.add(node.id, errors::event_definition_missing);
    for (const auto& event : node.events) {
        if (event.kind == EventKind::timer && event.timer.given != 1) findings.add(node.id, errors::timer_missing);
    }
}

}  // namespace hz::process
