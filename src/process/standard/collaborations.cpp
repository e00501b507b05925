// SPDX-License-Identifier: Apache-2.0
// BPMN 9.3: participants and the message flows between them.
#include <charconv>

#include "process/errors.hpp"
#include "process/standard/standard.hpp"

namespace hz::process {

namespace {

int number(pugi::xml_node node, const char* name, int fallback) {
    const auto attribute = node.attribute(name);
    return attribute ? attribute.as_int(fallback) : fallback;
}

void check_multiplicity(Reader& reader, pugi::xml_node participant) {
    const auto many = child(participant, "participantMultiplicity");
    if (!many) return;
    const int least = number(many, "minimum", 0);
    const int most = number(many, "maximum", 1);
    if (least < 0 || most < 1 || most < least)
        broken(reader, participant, "参与者数量须满足 0 ≤ minimum ≤ maximum 且 maximum ≥ 1",
               "the multiplicity of a participant needs 0 <= minimum <= maximum and maximum >= 1");
}

class Pools {
  public:
    explicit Pools(pugi::xml_node root) {
        for (const auto collaboration : children(root, "collaboration")) {
            for (const auto participant : children(collaboration, "participant")) participants_.push_back(participant);
        }
    }

    // The participant itself, or the one whose process it stands in.
    [[nodiscard]] pugi::xml_node of(pugi::xml_node end) const {
        if (is_bpmn(end, "participant")) return end;
        const std::string_view process = process_of(end).attribute("id").value();
        for (const auto participant : participants_) {
            if (!process.empty() && without_prefix(participant.attribute("processRef").value()) == process)
                return participant;
        }
        return process_of(end);
    }

  private:
    std::vector<pugi::xml_node> participants_;
};

bool throws(pugi::xml_node node) {
    const auto name = local_name(node);
    return name == "endEvent" || name == "intermediateThrowEvent";
}

bool can_end_flow(pugi::xml_node node, bool source) {
    const auto name = local_name(node);
    if (name == "participant" || name.ends_with("ask") || name.ends_with("ubProcess") || name == "callActivity" ||
        name == "transaction")
        return true;
    const bool bears_message = child(node, "messageEventDefinition") || child(node, "eventDefinitionRef");
    if (source) return throws(node) && bears_message;
    return (name == "startEvent" || name == "intermediateCatchEvent" || name == "boundaryEvent") && bears_message;
}

void check_flow(Reader& reader, const Pools& pools, pugi::xml_node flow) {
    const auto source = reader.find(without_prefix(flow.attribute("sourceRef").value()));
    const auto target = reader.find(without_prefix(flow.attribute("targetRef").value()));
    for (const auto& [end, name] : {std::pair{source, "sourceRef"}, std::pair{target, "targetRef"}}) {
        const bool fits = can_end_flow(end, std::string_view(name) == "sourceRef");
        if (!fits)
            reader.findings.add(path_of(flow), errors::flow_not_allowed,
                                {{"which", std::string(name) + " " + std::string(local_name(end))}});
    }
    if (source && target && pools.of(source) == pools.of(target))
        broken(reader, flow, "消息流须连接两个不同的参与者", "a message flow must connect two different participants");
}

}  // namespace

void check_collaborations(Reader& reader, pugi::xml_node root) {
    const Pools pools(root);
    for (const auto collaboration : children(root, "collaboration")) {
        for (const auto participant : children(collaboration, "participant")) check_multiplicity(reader, participant);
        for (const auto flow : children(collaboration, "messageFlow")) check_flow(reader, pools, flow);
    }
}

}  // namespace hz::process
