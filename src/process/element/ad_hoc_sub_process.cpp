// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.5: activities without an order. Here every one that nothing leads to is started once: all together, or with
// ordering="Sequential" one after another in the order of the document. It is over when the completion condition holds
// (looked at whenever something inside is done), or when nothing is left.
#include "process/element/element.hpp"

namespace hz::process {

namespace {

bool read_child(Reader& reader, pugi::xml_node child, Node& node) {
    if (local_name(child) != "completionCondition") return false;
    node.activation = read_expression(reader, child);
    return true;
}

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    node.ad_hoc = true;
    node.triggered_by_event = reader.flag(xml, "triggeredByEvent", false);
    node.ad_hoc_sequential = std::string_view(xml.attribute("ordering").value()) == "Sequential";
    node.cancel_remaining = reader.flag(xml, "cancelRemainingInstances", true);
}

void work(Run& run, const Stay& stay) { run.open(run.node(stay.node).inner, stay.token); }

}  // namespace

bool ad_hoc_goes_on(Run& run, std::int64_t scope, bool& busy) {
    const Node& node = run.node(run.find(scope)->place);
    if (node.activation.given() && run.truth(node.activation, scope, node.id)) {
        if (node.cancel_remaining) run.cancel_inside(scope);
        if (node.cancel_remaining) busy = false;
        return false;
    }
    if (!node.ad_hoc_sequential || busy || run.error) return false;
    const auto& starts = run.definition.scopes[node.inner].starts;
    Frame& kept = run.frame(scope);
    if (static_cast<std::size_t>(kept.started) >= starts.size()) return false;
    run.begin(starts[static_cast<std::size_t>(kept.started++)], scope);
    return true;
}

constinit const Element ad_hoc_sub_process{
    .tag = "adHocSubProcess",
    .read_child = read_child,
    .read = read,
    .enter = enter_activity,
    .work = work,
    .waits = Waits::inside,
    .activity = true,
    .contains = true,
};

}  // namespace hz::process
