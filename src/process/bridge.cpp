// SPDX-License-Identifier: Apache-2.0
#include "process/bridge.hpp"

#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

bool is_join(const Node& node) {
    return node.incoming.size() > 1 && (node.element == &parallel_gateway || node.element == &inclusive_gateway ||
                                        node.element == &complex_gateway);
}

bool same_events(const std::vector<EventDefinition>& a, const std::vector<EventDefinition>& b) {
    return std::ranges::equal(a, b, [](const EventDefinition& one, const EventDefinition& other) {
        return one.kind == other.kind && one.name == other.name && one.timer.cycle == other.timer.cycle;
    });
}

// What the instances of a repeated activity have collected so far must still be meant.
bool same_loop(const Loop& a, const Loop& b) {
    return a.kind == b.kind && a.sequential == b.sequential && a.collection == b.collection && a.item == b.item &&
           a.output == b.output && a.into == b.into;
}

}  // namespace

bool gathers(const Node& node) { return is_join(node) || node.start_quantity > 1; }

Index gateway_before(const Definition& definition, const Node& node) {
    for (const Index flow : node.incoming) {
        const Index source = definition.flows[flow].source;
        if (definition.nodes[source].element == &event_based_gateway) return source;
    }
    return nowhere;
}

bool listens(const Definition& definition, const Node& node) {
    return node.element == &boundary_event || node.element == &start_event ||
           gateway_before(definition, node) != nowhere;
}

bool waits_for_outside(const Node& node) {
    return std::ranges::any_of(node.events, [](const EventDefinition& event) {
        return event.kind == EventKind::message || event.kind == EventKind::signal || event.kind == EventKind::timer ||
               event.kind == EventKind::conditional;
    });
}

std::string_view Bridge::name(Index old) const {
    const auto& id = from.place_id(old);
    const auto found = mapping.find(id);
    return found == mapping.end() ? std::string_view(id) : std::string_view(found->second);
}

Index Bridge::place(Index old) const {
    const Index found = to.find_place(name(old));
    return found != nowhere && from.is_flow(old) != to.is_flow(found) ? nowhere : found;
}

Index Bridge::scope(Index old) const {
    const Index owner = from.scopes[old].owner;
    if (owner == nowhere) return old == from.main ? to.main : to.find_process(from.scopes[old].process_id);
    const Index at = place(owner);
    return at == nowhere ? nowhere : to.nodes[at].inner;
}

bool Bridge::fits(const Node& a, const Node& b) const {
    const bool waits_alike = a.element == b.element && a.task.for_applicant == b.task.for_applicant &&
                             (a.element->waits != Waits::job || a.job == b.job) && same_events(a.events, b.events) &&
                             same_events(a.messages, b.messages) && a.parallel_multiple == b.parallel_multiple;
    const bool runs_alike = same_loop(a.loop, b.loop) && (a.inner == nowhere) == (b.inner == nowhere) &&
                            a.ad_hoc_sequential == b.ad_hoc_sequential && a.for_compensation == b.for_compensation;
    const bool stands_alike =
        a.interrupting == b.interrupting && a.triggered_by_event == b.triggered_by_event && scope(a.scope) == b.scope;
    const bool hosted_alike = a.host == nowhere ? b.host == nowhere : place(a.host) == b.host;
    if (!waits_alike || !runs_alike || !stands_alike || !hosted_alike) return false;
    const Index before = gateway_before(from, a);
    return gateway_before(to, b) == (before == nowhere ? nowhere : place(before));
}

bool Bridge::fits(Index old, Index other) const {
    if (from.is_flow(old) != to.is_flow(other)) return false;
    if (!from.is_flow(old)) return fits(from.nodes[old], to.nodes[other]);
    const Index into = from.flows[from.flow_of(old)].target;
    const Index other_into = to.flows[to.flow_of(other)].target;
    return place(into) == other_into && fits(from.nodes[into], to.nodes[other_into]) &&
           gathers(from.nodes[into]) == gathers(to.nodes[other_into]);
}

const ErrorCode* Bridge::against(Index old) const {
    const Index at = place(old);
    if (at == nowhere) return &errors::not_mapped;
    return fits(old, at) ? nullptr : &errors::other_kind;
}

FieldError Bridge::finding(Index old, const ErrorCode& code) const {
    return {from.place_id(old), &code, {{"to", std::string(name(old))}}};
}

bool Bridge::leaves(Index old) const {
    return !from.is_flow(old) && listens(from, from.nodes[old]) && place(old) == nowhere;
}

}  // namespace hz::process
