// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.6: a process or global task of the same file runs inside this instance, with variables of its own; any
// other is the host's (CallRequested). Data input and output associations are the mapping; without any, a process of
// the same file sees only what was given from outside.
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    const std::string called = reader.text(xml, "calledElement", max_id);
    node.job = called.substr(called.find(':') == std::string::npos ? 0 : called.find(':') + 1);
}

void hosted(const Definition&, const Node& node, Findings& findings) {
    if (node.job.empty()) findings.add(node.id, errors::call_missing);
}

void work(Run& run, const Stay& stay) {
    const Node& call = run.node(stay.node);
    const Json given = run.inputs(stay.node, stay.scope);
    if (call.inner == nowhere) {
        run.effects.emplace_back(CallRequested{stay.token, call.id, call.job, given});
        return;
    }
    if (const auto* members = given.if_object()) {
        for (const auto& [name, value] : *members) run.set_local(stay.token, name, value);
    }
    run.open(call.inner, stay.token);
}

}  // namespace

constinit const Element call_activity{
    .tag = "callActivity",
    .read = read,
    .hosted = hosted,
    .enter = enter_activity,
    .work = work,
    .waits = Waits::job,
    .activity = true,
};

}  // namespace hz::process
