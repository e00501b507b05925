// SPDX-License-Identifier: Apache-2.0
// standardLoopCharacteristics and multiInstanceLoopCharacteristics; hz:collection, hz:item, hz:output and hz:into are
// the short way to say which list is gone through and which is made.
#include "base/text.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

constexpr std::string_view attributes[] = {"collection", "item", "output", "into"};

void read_standard(Reader& reader, pugi::xml_node xml, Loop& loop) {
    loop.kind = Loop::standard;
    loop.test_before = reader.flag(xml, "testBefore", false);
    if (const auto maximum = xml.attribute("loopMaximum")) loop.maximum = maximum.as_int(-1);
    for (const auto part : xml.children()) {
        if (is_bpmn(part, "loopCondition")) loop.condition = read_expression(reader, part);
    }
}

void read_complex(Reader& reader, pugi::xml_node xml, Loop& loop) {
    Loop::Complex complex;
    for (const auto part : xml.children()) {
        if (is_bpmn(part, "condition")) complex.condition = read_expression(reader, part);
        if (!is_bpmn(part, "event")) continue;
        for (const auto definition : part.children()) {
            EventDefinition event;
            if (read_event_definition(reader, definition, event)) complex.events.push_back(std::move(event));
        }
    }
    if (loop.complexes.size() < 16) loop.complexes.push_back(std::move(complex));
}

Loop::Behavior behavior_of(Reader& reader, pugi::xml_node xml) {
    const std::string_view text = xml.attribute("behavior").value();
    if (text.empty() || text == "All") return Loop::all;
    if (text == "One") return Loop::one;
    if (text == "None") return Loop::each;
    if (text == "Complex") return Loop::complex;
    reader.bad_value(xml, "behavior", text, "None, One, All, Complex");
    return Loop::all;
}

std::string text_of(pugi::xml_node part) { return std::string(prefix(trim(part.text().get()), max_id)); }

void read_multiple(Reader& reader, pugi::xml_node xml, Loop& loop) {
    loop.kind = Loop::multiple;
    loop.sequential = reader.flag(xml, "isSequential", false);
    loop.behavior = behavior_of(reader, xml);
    loop.event_ref =
        reader.text(xml, loop.behavior == Loop::one ? "oneBehaviorEventRef" : "noneBehaviorEventRef", max_id);
    reader.known_extensions(xml, attributes, {});
    loop.collection = reader.extension(xml, "collection", max_id);
    loop.item = reader.extension(xml, "item", max_id);
    loop.output = reader.extension(xml, "output", max_id);
    loop.into = reader.extension(xml, "into", max_id);
    for (const auto part : xml.children()) {
        const auto name = local_name(part);
        if (name == "loopCardinality") loop.cardinality = read_expression(reader, part);
        if (name == "completionCondition") loop.condition = read_expression(reader, part);
        if (name == "complexBehaviorDefinition") read_complex(reader, part, loop);
        if (name == "loopDataInputRef") loop.collection = text_of(part);
        if (name == "loopDataOutputRef") loop.into = text_of(part);
        const std::string_view named =
            part.attribute("name") ? part.attribute("name").value() : part.attribute("id").value();
        if (name == "inputDataItem") loop.item = std::string(prefix(named, max_id));
        if (name == "outputDataItem") loop.output = std::string(prefix(named, max_id));
    }
}

}  // namespace

bool read_loop(Reader& reader, pugi::xml_node child, Loop& loop) {
    const auto name = local_name(child);
    if (name == "standardLoopCharacteristics") {
        read_standard(reader, child, loop);
    } else if (name == "multiInstanceLoopCharacteristics") {
        read_multiple(reader, child, loop);
    } else {
        return false;
    }
    return true;
}

}  // namespace hz::process
