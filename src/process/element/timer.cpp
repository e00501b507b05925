// SPDX-License-Identifier: Apache-2.0
// timerEventDefinition, shared by the events that wait: timeDuration (ISO 8601) or hz:workingDays, exactly one.
#include <charconv>

#include "base/text.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

constexpr std::string_view attributes[] = {"workingDays"};
constexpr int max_working_days = 10'000;

void read_working_days(Reader& reader, pugi::xml_node xml, Timer& timer, int& given) {
    const auto text = reader.extension(xml, "workingDays");
    if (text.empty()) return;
    ++given;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), timer.working_days);
    const bool good = error == std::errc{} && end == text.data() + text.size() && timer.working_days >= 1 &&
                      timer.working_days <= max_working_days;
    if (!good) reader.bad_value(xml, "hz:workingDays", text, "1-" + std::to_string(max_working_days));
}

}  // namespace

bool read_timer(Reader& reader, pugi::xml_node child, Node& node) {
    if (local_name(child) != "timerEventDefinition") return false;
    if (node.event_definition) reader.unsupported(child, "multipleEventDefinitions");
    node.event_definition = true;
    reader.known_extensions(child, attributes, {});
    Timer timer;
    int given = 0;
    read_working_days(reader, child, timer, given);
    for (const auto part : child.children()) {
        if (part.type() != pugi::node_element || resolve(part, part.name()).uri != bpmn_uri) continue;
        const auto name = local_name(part);
        if (name == "documentation" || name == "extensionElements") continue;
        if (name != "timeDuration") {
            reader.unsupported(part, name);
            continue;
        }
        ++given;
        timer.iso_duration = std::string(prefix(trim(part.text().get()), 60));
        if (!is_iso_duration(timer.iso_duration)) {
            reader.bad_value(part, "timeDuration", timer.iso_duration, "P5D, PT2H, P1W");
        }
    }
    if (given == 1) node.timer = timer;
    return true;
}

void check_timer(const Definition&, const Node& node, Findings& findings) {
    if (!node.event_definition) {
        findings.add(node.id, errors::event_definition_missing);
    } else if (!node.timer) {
        findings.add(node.id, errors::timer_missing);
    }
}

}  // namespace hz::process
