// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.3: the host decides by the decision named in hz:decision; what it gives is the variable named in hz:result.
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

constexpr std::string_view attributes[] = {"decision", "result"};

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    node.job = reader.extension(xml, "decision", max_id);
    node.result_name = reader.extension(xml, "result", max_id);
}

void hosted(const Definition&, const Node& node, Findings& findings) {
    if (node.job.empty()) findings.add(node.id, errors::decision_missing);
}

void work(Run& run, const Stay& stay) {
    const Node& task = run.node(stay.node);
    run.effects.emplace_back(DecisionRequested{stay.token, task.id, task.job, run.inputs(stay.node, stay.token)});
}

}  // namespace

constinit const Element business_rule_task{
    .tag = "businessRuleTask",
    .attributes = attributes,
    .read = read,
    .hosted = hosted,
    .enter = enter_activity,
    .work = work,
    .waits = Waits::job,
    .activity = true,
};

}  // namespace hz::process
