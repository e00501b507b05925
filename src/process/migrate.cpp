// SPDX-License-Identifier: Apache-2.0
#include "process/migrate.hpp"

#include <algorithm>
#include <set>

#include "process/element/element.hpp"
#include "process/migrate_errors.hpp"
#include "process/run.hpp"

namespace hz::process {

namespace {

bool waits_for_outside(const EventDefinition& event) {
    return event.kind == EventKind::message || event.kind == EventKind::signal || event.kind == EventKind::timer ||
           event.kind == EventKind::conditional;
}

bool same_events(const std::vector<EventDefinition>& a, const std::vector<EventDefinition>& b) {
    return std::ranges::equal(a, b, [](const EventDefinition& one, const EventDefinition& other) {
        return one.kind == other.kind && one.name == other.name;
    });
}

// Both definitions and the mapping between them.
struct Bridge {
    const Definition& from;
    const Definition& to;
    const Mapping& mapping;

    [[nodiscard]] std::string_view name(Index place) const {
        const auto& id = from.place_id(place);
        const auto found = mapping.find(id);
        return found == mapping.end() ? std::string_view(id) : std::string_view(found->second);
    }
    [[nodiscard]] Index place(Index old) const {
        const Index found = to.find_place(name(old));
        return found != nowhere && from.is_flow(old) != to.is_flow(found) ? nowhere : found;
    }
    [[nodiscard]] Index scope(Index old) const {
        const Index owner = from.scopes[old].owner;
        if (owner == nowhere) return old == from.main ? to.main : to.find_process(from.scopes[old].process_id);
        const Index at = place(owner);
        return at == nowhere ? nowhere : to.nodes[at].inner;
    }
    [[nodiscard]] bool fits(const Node& a, const Node& b) const {
        const bool waits_alike = a.element == b.element && a.task.for_applicant == b.task.for_applicant &&
                                 same_events(a.events, b.events) && same_events(a.messages, b.messages);
        const bool runs_alike = a.loop.kind == b.loop.kind && a.loop.sequential == b.loop.sequential &&
                                (a.inner == nowhere) == (b.inner == nowhere) && a.transaction == b.transaction &&
                                a.ad_hoc == b.ad_hoc && a.for_compensation == b.for_compensation;
        const bool stands_alike = a.interrupting == b.interrupting && a.triggered_by_event == b.triggered_by_event &&
                                  a.parallel_multiple == b.parallel_multiple && scope(a.scope) == b.scope;
        const bool hosted_alike = a.host == nowhere ? b.host == nowhere : place(a.host) == b.host;
        return waits_alike && runs_alike && stands_alike && hosted_alike;
    }
    // What stands in the way of a token at `old`; null: nothing.
    [[nodiscard]] const ErrorCode* against(Index old) const {
        const Index at = place(old);
        if (at == nowhere) return &errors::not_mapped;
        if (!from.is_flow(old)) return fits(from.nodes[old], to.nodes[at]) ? nullptr : &errors::other_kind;
        const Flow& a = from.flows[from.flow_of(old)];
        const Flow& b = to.flows[to.flow_of(at)];
        const bool same_join = place(a.target) == b.target && fits(from.nodes[a.target], to.nodes[b.target]);
        return same_join ? nullptr : &errors::other_kind;
    }
    [[nodiscard]] FieldError finding(Index old, const ErrorCode& code) const {
        return {from.place_id(old), &code, {{"to", std::string(name(old))}}};
    }
    // A boundary event that the new definition does not have is taken away.
    [[nodiscard]] bool goes(Index old) const {
        return !from.is_flow(old) && from.nodes[old].element == &boundary_event && place(old) == nowhere;
    }
};

bool is_join(const Node& node) {
    return node.incoming.size() > 1 && (node.element == &parallel_gateway || node.element == &inclusive_gateway ||
                                        node.element == &complex_gateway);
}

bool can_rest(const Node& node) {
    return node.element->waits != Waits::no || node.inner != nowhere || node.loop.kind != Loop::none;
}

// Every node that some token of the scope could still reach without passing `barrier`.
std::vector<bool> reachable(const Definition& definition, const State& state, Index barrier) {
    std::vector<bool> seen(definition.nodes.size());
    std::vector<Index> open;
    for (const Token& token : state.tokens)
        open.push_back(definition.is_flow(token.place) ? definition.flows[definition.flow_of(token.place)].target
                                                       : token.place);
    while (!open.empty()) {
        const Index at = open.back();
        open.pop_back();
        if (seen[at]) continue;
        seen[at] = true;
        if (at == barrier) continue;
        const Node& node = definition.nodes[at];
        for (const Index flow : node.outgoing) open.push_back(definition.flows[flow].target);
        for (const Index boundary : node.boundaries) open.push_back(boundary);
        if (node.inner != nowhere)
            for (const Index start : definition.scopes[node.inner].starts) open.push_back(start);
    }
    return seen;
}

// Parallel joins ahead of which one branch will never bring a token.
void check_joins(const Definition& to, const State& state, std::vector<FieldError>& findings) {
    const auto ahead = reachable(to, state, nowhere);
    for (Index join = 0; join < to.nodes.size(); ++join) {
        const Node& node = to.nodes[join];
        if (!ahead[join] || node.element != &parallel_gateway || node.incoming.size() < 2) continue;
        const auto before = reachable(to, state, join);
        const bool fed = std::ranges::all_of(node.incoming, [&](Index flow) {
            const bool waits = std::ranges::any_of(
                state.tokens, [&](const Token& token) { return token.place == to.flow_place(flow); });
            return waits || before[to.flows[flow].source];
        });
        if (!fed) findings.push_back({node.id, &errors::join_not_fed, {}});
    }
}

bool map_done(const Bridge& bridge, std::vector<Done>& list, std::vector<FieldError>& findings) {
    for (Done& done : list) {
        const Index at = bridge.place(done.node);
        if (at == nowhere) {
            findings.push_back(bridge.finding(done.node, errors::not_mapped));
            return false;
        }
        done.node = at;
        if (!map_done(bridge, done.inside, findings)) return false;
    }
    return true;
}

}  // namespace

std::vector<FieldError> check_mapping(const Definition& from, const Definition& to, const Mapping& mapping) {
    const Bridge bridge{from, to, mapping};
    std::vector<FieldError> out;
    for (const auto& [old, _] : mapping)
        if (from.find_place(old) == nowhere) out.push_back({old, &errors::not_mapped, {{"to", old}}});
    for (Index node = 0; node < from.nodes.size(); ++node) {
        if (!can_rest(from.nodes[node]) || bridge.goes(node)) continue;
        if (const auto* code = bridge.against(node)) out.push_back(bridge.finding(node, *code));
    }
    for (Index flow = 0; flow < from.flows.size(); ++flow) {
        if (!is_join(from.nodes[from.flows[flow].target])) continue;
        if (const auto* code = bridge.against(from.flow_place(flow)))
            out.push_back(bridge.finding(from.flow_place(flow), *code));
    }
    return out;
}

Result<Step> migrate(const Definition& from, const Definition& to, const State& state, const Mapping& mapping,
                     const Json& variables, Budget budget) {
    const Bridge bridge{from, to, mapping};
    Run before(from, state, variables, budget);
    for (const Token& token : state.tokens)
        if (bridge.goes(token.place)) before.cancel(token.id);
    std::vector<FieldError> findings;
    State moved = before.state;
    moved.process = bridge.scope(state.process);
    if (moved.process == nowhere) findings.push_back({"", &errors::not_mapped, {{"to", ""}}});
    for (Token& token : moved.tokens) {
        if (const auto* code = bridge.against(token.place))
            findings.push_back(bridge.finding(token.place, *code));
        else
            token.place = bridge.place(token.place);
    }
    for (Frame& frame : moved.frames)
        if (!map_done(bridge, frame.done, findings)) break;
    if (findings.empty()) check_joins(to, moved, findings);
    if (!findings.empty()) return refuse_fields(errors::cannot_migrate, std::move(findings));
    if (auto sound = state_from_json(to, to_json(to, moved)); !sound) return sound.error();

    Run after(to, moved, variables, budget);
    std::set<Index> known;
    for (Index node = 0; node < from.nodes.size(); ++node)
        if (from.nodes[node].element == &boundary_event) known.insert(bridge.place(node));
    const std::vector<Token> tokens = after.state.tokens;
    for (const Token& host : tokens) {
        if (to.is_flow(host.place) || host.role == Role::undoing) continue;
        for (const Index boundary : to.nodes[host.place].boundaries)
            if (!known.contains(boundary) && std::ranges::any_of(to.nodes[boundary].events, waits_for_outside))
                after.subscribe(after.rest(boundary, host.scope, host.id));
    }
    if (after.error) return std::move(*after.error);
    Step out{std::move(after.state), std::move(before.effects), {}};
    out.effects.insert(out.effects.end(), after.effects.begin(), after.effects.end());
    return out;
}

}  // namespace hz::process
