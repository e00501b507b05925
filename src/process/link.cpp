// SPDX-License-Identifier: Apache-2.0
// Ids become indices; every reference must lead somewhere.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/model.hpp"

namespace hz::process {

namespace {

void link_flow(Definition& definition, Index index, Findings& findings) {
    Flow& flow = definition.flows[index];
    const auto find = [&](const std::string& id) {
        const Index node = definition.find_node(id);
        return node != nowhere && definition.nodes[node].scope == flow.scope ? node : nowhere;
    };
    flow.source = find(flow.source_id);
    flow.target = find(flow.target_id);
    if (flow.source == nowhere) {
        findings.add(flow.id, errors::flow_end_missing, {{"which", "sourceRef"}, {"value", flow.source_id}});
    } else {
        definition.nodes[flow.source].outgoing.push_back(index);
    }
    if (flow.target == nowhere) {
        findings.add(flow.id, errors::flow_end_missing, {{"which", "targetRef"}, {"value", flow.target_id}});
    } else {
        definition.nodes[flow.target].incoming.push_back(index);
    }
}

void link_default(const Definition& definition, Node& node, Findings& findings) {
    if (node.default_id.empty()) return;
    for (const Index flow : node.outgoing) {
        if (definition.flows[flow].id == node.default_id) node.default_flow = flow;
    }
    if (node.default_flow == nowhere) findings.add(node.id, errors::default_unknown, {{"value", node.default_id}});
}

// Where a model lists flows on its elements (it may leave that out altogether), lists and flows must say the same.
void compare_lists(const Definition& definition, const Node& node, Findings& findings) {
    const auto compare = [&](const std::vector<std::string>& listed, const std::vector<Index>& linked) {
        for (const auto& id : listed) {
            const bool there = std::ranges::any_of(linked, [&](Index f) { return definition.flows[f].id == id; });
            if (!there) findings.add(node.id, errors::flow_list_differs, {{"value", id}});
        }
        for (const Index flow : linked) {
            const auto& id = definition.flows[flow].id;
            if (std::ranges::find(listed, id) == listed.end())
                findings.add(node.id, errors::flow_list_differs, {{"value", id}});
        }
    };
    compare(node.incoming_ids, node.incoming);
    compare(node.outgoing_ids, node.outgoing);
}

void name_event(const Definition& definition, EventDefinition& event) {
    if (event.kind == EventKind::link) return;
    if (const auto colon = event.ref.find(':'); colon != std::string::npos) event.ref = event.ref.substr(colon + 1);
    const auto found = definition.names.find(event.ref);
    event.name = found == definition.names.end() ? event.ref : found->second;
    if (event.kind == EventKind::compensation && !event.activity_ref.empty())
        event.activity = definition.find_node(event.activity_ref);
}

void link_events(Definition& definition, Node& node, Findings& findings) {
    for (const auto& id : node.event_refs) {
        const auto found = definition.event_definitions.find(id);
        if (found == definition.event_definitions.end()) {
            findings.add(node.id, errors::reference_unknown, {{"name", "eventDefinitionRef"}, {"value", id}});
        } else {
            node.events.push_back(found->second);
        }
    }
    for (auto& event : node.events) name_event(definition, event);
    for (auto& message : node.messages) name_event(definition, message);
    for (auto& complex : node.loop.complexes) {
        for (auto& event : complex.events) name_event(definition, event);
    }
    if (node.loop.kind != Loop::multiple || node.loop.event_ref.empty()) return;
    const auto found = definition.event_definitions.find(node.loop.event_ref);
    if (found == definition.event_definitions.end()) {
        findings.add(node.id, errors::reference_unknown,
                     {{"name", "behaviorEventRef"}, {"value", node.loop.event_ref}});
        return;
    }
    node.loop.events.push_back(found->second);
    name_event(definition, node.loop.events.back());
}

bool compensates(const Node& node) {
    return std::ranges::any_of(node.events, [](const auto& e) { return e.kind == EventKind::compensation; });
}

void link_boundary(Definition& definition, Index index, Findings& findings) {
    Node& node = definition.nodes[index];
    node.host = definition.find_node(node.attached_id);
    const bool fits = node.host != nowhere && definition.nodes[node.host].element->activity &&
                      definition.nodes[node.host].scope == node.scope;
    if (!fits) {
        node.host = nowhere;
        findings.add(node.id, errors::boundary_without_host);
        return;
    }
    if (!compensates(node)) {
        definition.nodes[node.host].boundaries.push_back(index);
        return;
    }
    definition.has_compensation = true;
    for (const auto& [source, target] : definition.associations) {
        if (source != node.id) continue;
        const Index undoes = definition.find_node(target);
        if (undoes != nowhere) definition.nodes[node.host].compensator = undoes;
    }
}

// A thrown link goes on at the one that catches its name, in the same process level.
void link_link(Definition& definition, Node& node) {
    if (node.element != &intermediate_throw_event) return;
    for (auto& event : node.events) {
        if (event.kind != EventKind::link) continue;
        for (const Index other : definition.scopes[node.scope].nodes) {
            const Node& target = definition.nodes[other];
            if (target.element != &intermediate_catch_event || target.events.empty()) continue;
            if (target.events.front().kind == EventKind::link && target.events.front().name == event.name)
                event.activity = other;
        }
    }
}

bool is_link_target(const Node& node) {
    return node.element == &intermediate_catch_event && !node.events.empty() &&
           node.events.front().kind == EventKind::link;
}

void link_scope(Definition& definition, Index index) {
    Scope& scope = definition.scopes[index];
    bool any_start = false;
    for (const Index at : scope.nodes) {
        const Node& node = definition.nodes[at];
        if (node.element == &start_event) any_start = true;
        if (node.element == &start_event && node.events.empty()) {
            scope.plain_start = true;
            scope.starts.push_back(at);
        }
        if (!node.triggered_by_event || node.inner == nowhere) continue;
        for (const Index inner : definition.scopes[node.inner].nodes) {
            const Node& start = definition.nodes[inner];
            if (start.element == &start_event && !start.events.empty()) scope.triggers.push_back(inner);
            if (start.element == &start_event && compensates(start)) definition.has_compensation = true;
        }
    }
    if (any_start) return;
    for (const Index at : scope.nodes) {
        const Node& node = definition.nodes[at];
        const bool begins = node.incoming.empty() && node.element != &boundary_event && !node.for_compensation &&
                            !node.triggered_by_event && !node.instantiate && !is_link_target(node);
        if (begins) scope.starts.push_back(at);
    }
}

// From inside out; a sub-process comes after what contains it.
void link_compensable(Definition& definition) {
    for (std::size_t i = definition.scopes.size(); i-- > 0;) {
        Scope& scope = definition.scopes[i];
        for (const Index at : scope.nodes) {
            const Node& node = definition.nodes[at];
            if (node.compensator != nowhere) scope.compensable = true;
            if (node.inner != nowhere && definition.scopes[node.inner].owner == at &&
                definition.scopes[node.inner].compensable)
                scope.compensable = true;
        }
        for (const Index start : scope.triggers) scope.compensable |= compensates(definition.nodes[start]);
    }
}

}  // namespace

void link(Definition& definition, Findings& findings) {
    for (Index place = 0; place < definition.nodes.size() + definition.flows.size(); ++place) {
        const auto& id = definition.place_id(place);
        if (!id.empty()) definition.places.emplace(id, place);
    }
    for (const Node& node : definition.nodes) {
        for (const auto& event : node.events) {
            if (!event.id.empty()) definition.event_definitions.emplace(event.id, event);
        }
    }
    for (Index flow = 0; flow < definition.flows.size(); ++flow) link_flow(definition, flow, findings);
    const bool lists = std::ranges::any_of(
        definition.nodes, [](const Node& node) { return !node.incoming_ids.empty() || !node.outgoing_ids.empty(); });
    for (Index index = 0; index < definition.nodes.size(); ++index) {
        Node& node = definition.nodes[index];
        link_default(definition, node, findings);
        if (lists) compare_lists(definition, node, findings);
        link_events(definition, node, findings);
    }
    for (Index index = 0; index < definition.nodes.size(); ++index) {
        Node& node = definition.nodes[index];
        if (node.element == &boundary_event) link_boundary(definition, index, findings);
        if (node.element == &call_activity) node.inner = definition.find_process(node.job);
        link_link(definition, node);
        const bool counts = node.start_quantity >= 1 && node.completion_quantity >= 1;
        if (!counts && definition.fault.empty()) definition.fault = node.id;
        for (const auto& event : node.events) {
            definition.has_conditions |= event.kind == EventKind::conditional;
            definition.listens |= event.kind == EventKind::message || event.kind == EventKind::signal;
        }
        definition.listens |= !node.messages.empty();
    }
    for (Index scope = 0; scope < definition.scopes.size(); ++scope) link_scope(definition, scope);
    link_compensable(definition);
}

// For each inclusive or complex join, which of its flows a token at a place could still reach without passing it.
void link_upstream(Definition& definition) {
    for (Index index = 0; index < definition.nodes.size(); ++index) {
        Node& join = definition.nodes[index];
        const bool waits = join.element == &inclusive_gateway || join.element == &complex_gateway;
        if (!waits || join.incoming.size() < 2) continue;
        definition.has_joins = true;
        join.upstream.assign(definition.nodes.size() + definition.flows.size(), 0);
        for (std::size_t i = 0; i < join.incoming.size() && i < 64; ++i) {
            const std::uint64_t bit = std::uint64_t{1} << i;
            std::vector<Index> open{definition.flow_place(join.incoming[i])};
            const auto visit = [&](Index place) {
                if (place == index || (join.upstream[place] & bit) != 0) return;
                join.upstream[place] |= bit;
                open.push_back(place);
            };
            join.upstream[open.back()] |= bit;
            while (!open.empty()) {
                const Index place = open.back();
                open.pop_back();
                if (definition.is_flow(place)) {
                    visit(definition.flows[definition.flow_of(place)].source);
                    continue;
                }
                const Node& node = definition.nodes[place];
                for (const Index flow : node.incoming) visit(definition.flow_place(flow));
                if (node.host != nowhere) visit(node.host);
                for (const Index other : definition.scopes[node.scope].nodes) {
                    for (const auto& event : definition.nodes[other].events) {
                        if (event.kind == EventKind::link && event.activity == place) visit(other);
                    }
                }
            }
        }
    }
}

}  // namespace hz::process
