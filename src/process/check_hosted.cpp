// SPDX-License-Identifier: Apache-2.0
// What a host needs besides the standard: one process to start, everything can be reached and left, every task has
// somebody, and nothing is asked of the host that it does not serve.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/model.hpp"

namespace hz::process {

namespace {

// Every node reached from those in `open`, along `next`.
template <class Next>
std::vector<bool> reach(const Definition& definition, std::vector<Index> open, Next next) {
    std::vector<bool> seen(definition.nodes.size(), false);
    for (const Index node : open) seen[node] = true;
    while (!open.empty()) {
        const Index node = open.back();
        open.pop_back();
        next(definition.nodes[node], [&](Index other) {
            if (other == nowhere || seen[other]) return;
            seen[other] = true;
            open.push_back(other);
        });
    }
    return seen;
}

// Where tokens of a container set out; what listens in its event sub-processes, too.
std::vector<Index> beginnings(const Definition& definition, const Scope& scope) {
    std::vector<Index> out = scope.starts;
    for (const Index index : scope.nodes) {
        const Node& node = definition.nodes[index];
        const bool begins = node.element == &start_event || (node.instantiate && node.incoming.empty()) ||
                            node.for_compensation || node.triggered_by_event;
        if (begins && std::ranges::find(out, index) == out.end()) out.push_back(index);
    }
    return out;
}

void visit_links(const Node& node, auto visit) {
    for (const auto& event : node.events) {
        if (event.kind == EventKind::link && event.activity != nowhere) visit(event.activity);
    }
}

bool is_end(const Definition& definition, const Node& node) {
    const bool bare = node.outgoing.empty() && definition.scopes[node.scope].owner != nowhere;
    const bool apart = node.for_compensation || node.triggered_by_event;
    const bool undoes =
        node.element == &boundary_event && !node.events.empty() && node.events.front().kind == EventKind::compensation;
    return node.element == &end_event || bare || apart || undoes;
}

void check_reach(const Definition& definition, const Scope& scope, Findings& findings) {
    const auto from_start = reach(definition, beginnings(definition, scope), [&](const Node& node, auto visit) {
        for (const Index flow : node.outgoing) visit(definition.flows[flow].target);
        for (const Index boundary : node.boundaries) visit(boundary);
        visit_links(node, visit);
    });
    std::vector<Index> ends;
    for (const Index node : scope.nodes) {
        const Node& at = definition.nodes[node];
        const bool undoes =
            at.element == &boundary_event && !at.events.empty() && at.events.front().kind == EventKind::compensation;
        if (is_end(definition, at)) ends.push_back(node);
        if (!from_start[node] && !undoes) findings.add(at.id, errors::unreachable);
    }
    if (ends.empty()) {
        findings.add(scope.owner == nowhere ? scope.process_id : definition.nodes[scope.owner].id, errors::no_end);
        return;
    }
    // A boundary event's way out is a way out for its host only when it interrupts it.
    const auto to_end = reach(definition, ends, [&](const Node& node, auto visit) {
        for (const Index flow : node.incoming) visit(definition.flows[flow].source);
        if (node.interrupting) visit(node.host);
        for (const Index other : definition.scopes[node.scope].nodes) {
            visit_links(definition.nodes[other], [&](Index target) {
                if (&definition.nodes[target] == &node) visit(other);
            });
        }
    });
    for (const Index node : scope.nodes) {
        if (!to_end[node]) findings.add(definition.nodes[node].id, errors::no_way_to_end);
    }
}

// The host starts one process; others must be called by it.
void check_processes(const Definition& definition, Findings& findings) {
    for (Index index = 0; index < definition.scopes.size(); ++index) {
        const Scope& scope = definition.scopes[index];
        if (scope.owner != nowhere || scope.global_task || index == definition.main) continue;
        const bool called = std::ranges::any_of(
            definition.nodes, [&](const Node& node) { return node.element == &call_activity && node.inner == index; });
        if (scope.executable && !called) findings.add(scope.process_id, errors::several_processes);
    }
    if (definition.main == nowhere) return;
    const Scope& main = definition.scopes[definition.main];
    if (main.starts.empty() || !main.plain_start) findings.add(main.process_id, errors::no_start);
    for (const Index index : main.nodes) {
        const Node& node = definition.nodes[index];
        const bool triggered = node.element == &start_event && !node.events.empty();
        if (triggered || (node.instantiate && node.incoming.empty())) findings.add(node.id, errors::start_not_served);
    }
    for (std::size_t i = 1; main.plain_start && i < main.starts.size(); ++i)
        findings.add(definition.nodes[main.starts[i]].id, errors::several_starts);
}

bool served(const Options& options, const EventDefinition& event) {
    return (event.kind != EventKind::message || options.messages) &&
           (event.kind != EventKind::signal || options.signals);
}

void check_served(const Definition& definition, const Node& node, Findings& findings) {
    const Options& options = definition.options;
    const auto refuse = [&](const char* what) { findings.add(node.id, errors::not_served, {{"what", what}}); };
    const auto check = [&](const std::vector<EventDefinition>& events) {
        for (const auto& event : events) {
            if (!served(options, event))
                refuse(event.kind == EventKind::message ? "消息 / messages" : "信号 / signals");
        }
    };
    check(node.events);
    check(node.messages);
    check(node.loop.events);
    for (const auto& complex : node.loop.complexes) check(complex.events);
    if (node.element == &business_rule_task && !options.decisions) refuse("决策 / decisions");
    if (node.element == &call_activity && node.inner == nowhere && !options.calls && !node.job.empty())
        findings.add(node.id, errors::called_unknown, {{"value", node.job}});
    if (!definition.fault.empty() && definition.fault == node.id) findings.add(node.id, errors::bad_quantity);
}

}  // namespace

void check_hosted(const Definition& definition, bool connected, Findings& findings) {
    check_processes(definition, findings);
    for (const Node& node : definition.nodes) {
        if (node.element->hosted != nullptr) node.element->hosted(definition, node, findings);
        check_served(definition, node, findings);
    }
    if (!connected || !findings.empty()) return;
    for (const Scope& scope : definition.scopes) {
        if (!scope.global_task) check_reach(definition, scope, findings);
    }
}

}  // namespace hz::process
