// SPDX-License-Identifier: Apache-2.0
#include "process/migrate.hpp"

#include <algorithm>
#include <set>

#include "process/beside.hpp"
#include "process/bridge.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/run.hpp"
#include "process/unfed_join.hpp"

namespace hz::process {

namespace {

using Problems = std::vector<FieldError>;

// Of start events those of event sub-processes, and of boundaries what comes from outside.
bool can_rest(const Definition& definition, const Node& node) {
    const Index owner = definition.scopes[node.scope].owner;
    if (node.element == &start_event)
        return owner != nowhere && definition.nodes[owner].triggered_by_event && waits_for_outside(node);
    if (node.element == &boundary_event) return waits_for_outside(node);
    return node.element->waits != Waits::no || node.inner != nowhere || node.loop.kind != Loop::none;
}

// Parallel joins ahead of which one branch will never bring a token.
void check_fed(const Definition& to, const State& state, Problems& problems) {
    std::vector<Index> places;
    for (const Token& token : state.tokens) places.push_back(token.place);
    for (const Index join : unfed_joins(to, places)) problems.push_back({to.nodes[join].id, &errors::join_not_fed, {}});
}

// The container that runs under a token; nowhere: the token only counts instances.
Index container(const Definition& to, const State& state, std::int64_t scope) {
    if (scope == 0) return state.process;
    const auto owner = std::ranges::find(state.tokens, scope, &Token::id);
    if (owner == state.tokens.end() || owner->role == Role::loop || to.is_flow(owner->place)) return nowhere;
    return to.nodes[owner->place].inner;
}

bool goes_its_way(const Definition& to, const Token& token) {
    if (token.attached != 0 || (token.role != Role::plain && token.role != Role::loop)) return false;
    if (to.is_flow(token.place)) return true;
    const Node& node = to.nodes[token.place];
    return !listens(to, node) && !node.triggered_by_event && !node.for_compensation;
}

// Two tokens of a scope that would never be there together: both would go the same way, one after the other.
void check_together(const Definition& to, const State& state, Problems& problems) {
    std::map<std::int64_t, std::vector<Index>> scopes;
    for (const Token& token : state.tokens)
        if (goes_its_way(to, token)) scopes[token.scope].push_back(token.place);
    for (const auto& [scope, places] : scopes) {
        const Index inside = container(to, state, scope);
        if (places.size() < 2 || inside == nowhere || to.nodes.empty()) continue;
        const Beside beside(to, inside);
        for (std::size_t i = 0; i < places.size(); ++i)
            for (std::size_t k = i + 1; k < places.size(); ++k)
                if (!beside.together(places[i], places[k]))
                    problems.push_back(
                        {to.place_id(places[i]), &errors::not_beside, {{"other", to.place_id(places[k])}}});
    }
}

bool map_done(const Bridge& bridge, std::vector<Done>& list, Problems& problems) {
    for (Done& done : list) {
        const Index at = bridge.place(done.node);
        if (at == nowhere) {
            problems.push_back(bridge.finding(done.node, errors::not_mapped));
            return false;
        }
        done.node = at;
        if (!map_done(bridge, done.inside, problems)) return false;
    }
    return true;
}

// Tokens in their new places.
State carried(const Bridge& bridge, State state, Problems& problems) {
    state.process = bridge.scope(state.process);
    if (state.process == nowhere) {
        problems.push_back({"", &errors::not_mapped, {{"to", bridge.from.scopes[bridge.from.main].process_id}}});
        return state;
    }
    for (Token& token : state.tokens) {
        const auto* code = bridge.against(token.place);
        // What it has already taken is counted by the order of the flows.
        if (!code && token.role == Role::resetting &&
            bridge.from.nodes[token.place].incoming.size() !=
                bridge.to.nodes[bridge.place(token.place)].incoming.size())
            code = &errors::other_kind;
        if (code)
            problems.push_back(bridge.finding(token.place, *code));
        else
            token.place = bridge.place(token.place);
    }
    for (Frame& frame : state.frames)
        if (!map_done(bridge, frame.done, problems)) break;
    return state;
}

// Begins to listen where the old definition had nothing to listen for.
class Arming {
  public:
    Arming(const Bridge& bridge, Run& run) : run_(run) {
        for (Index node = 0; node < bridge.from.nodes.size(); ++node)
            if (listens(bridge.from, bridge.from.nodes[node])) known_.insert(bridge.place(node));
    }

    void all() {
        triggers(run_.state.process, 0);
        const std::vector<Token> tokens = run_.state.tokens;
        for (const Token& host : tokens) {
            if (run_.definition.is_flow(host.place)) continue;
            if (host.role != Role::plain && host.role != Role::loop) continue;
            const Node& node = run_.node(host.place);
            const Stay stay{host.id, host.place, host.scope, host.attached, host.role};
            if (!run_.is_instance(stay))
                for (const Index boundary : node.boundaries)
                    if (waits_for_outside(run_.node(boundary))) listen(boundary, host.scope, host.id);
            if (node.element == &event_based_gateway)
                for (const Index flow : node.outgoing) listen(run_.definition.flows[flow].target, host.scope, host.id);
            if (host.role == Role::plain && node.inner != nowhere) triggers(node.inner, host.id);
        }
    }

  private:
    void listen(Index node, std::int64_t scope, std::int64_t attached) {
        if (!known_.contains(node)) run_.subscribe(run_.rest(node, scope, attached));
    }
    void triggers(Index inner, std::int64_t scope) {
        for (const Index start : run_.definition.scopes[inner].triggers)
            if (waits_for_outside(run_.node(start))) listen(start, scope, 0);
    }

    Run& run_;
    std::set<Index> known_;
};

// Joins that have all they wait for, since the new definition wants less.
void arrive_again(Run& run) {
    const Definition& to = run.definition;
    for (const Node& node : to.nodes) {
        if (node.element != &parallel_gateway || node.incoming.size() < 2) continue;
        const Index first = to.flow_place(node.incoming.front());
        const std::vector<Token> tokens = run.state.tokens;
        std::set<std::int64_t> done;
        for (const Token& token : tokens) {
            if (token.place != first || !done.insert(token.scope).second) continue;
            const bool all = std::ranges::all_of(node.incoming, [&](Index flow) {
                return std::ranges::any_of(tokens, [&](const Token& other) {
                    return other.place == to.flow_place(flow) && other.scope == token.scope;
                });
            });
            if (!all) continue;
            run.remove(token.id);
            run.begin(first, token.scope);
        }
    }
}

Error cannot(Problems problems) { return refuse_fields(errors::cannot_migrate, std::move(problems)); }

Error cannot(const Error& error) {
    const auto element = error.params.find("element");
    return cannot(Problems{{element == error.params.end() ? "" : element->second, error.code, error.params}});
}

}  // namespace

Problems check_mapping(const Definition& from, const Definition& to, const Mapping& mapping) {
    const Bridge bridge{from, to, mapping};
    Problems out;
    for (const auto& [old, _] : mapping) {
        const Index at = from.find_place(old);
        if (at == nowhere) {
            out.push_back({old, &errors::not_in_old, {{"element", old}}});
        } else if (bridge.place(at) == nowhere) {
            out.push_back(bridge.finding(at, errors::not_mapped));
        } else if (from.is_flow(at) || can_rest(from, from.nodes[at])) {
            if (const auto* code = bridge.against(at)) out.push_back(bridge.finding(at, *code));
        }
    }
    return out;
}

std::vector<Counterpart> counterparts(const Definition& from, const Definition& to, const Mapping& mapping) {
    const Bridge bridge{from, to, mapping};
    std::vector<Counterpart> out;
    const auto places = static_cast<Index>(from.nodes.size() + from.flows.size());
    const auto others = static_cast<Index>(to.nodes.size() + to.flows.size());
    for (Index old = 0; old < places; ++old) {
        const bool flow = from.is_flow(old);
        const bool rests =
            flow ? gathers(from.nodes[from.flows[from.flow_of(old)].target]) : can_rest(from, from.nodes[old]);
        if (!rests) continue;
        Counterpart one{from.place_id(old),
                        flow ? "sequenceFlow" : std::string(from.nodes[old].element->tag),
                        {},
                        {},
                        !flow && listens(from, from.nodes[old])};
        for (Index other = flow ? static_cast<Index>(to.nodes.size()) : 0; other < others; ++other) {
            if (!flow && to.is_flow(other)) break;
            if (bridge.fits(old, other)) one.choices.push_back(to.place_id(other));
        }
        if (!bridge.against(old)) one.to = bridge.name(old);
        out.push_back(std::move(one));
    }
    return out;
}

Result<Step> migrate(const Definition& from, const Definition& to, const State& state, const Mapping& mapping,
                     const Json& variables, Budget budget) {
    if (state.ended) return refuse(errors::already_ended);
    const Bridge bridge{from, to, mapping};
    Run before(from, state, variables, budget);
    for (const Token& token : state.tokens)
        if (bridge.leaves(token.place)) before.cancel(token.id);
    Problems problems;
    State moved = carried(bridge, before.state, problems);
    if (problems.empty()) check_fed(to, moved, problems);
    if (problems.empty()) check_together(to, moved, problems);
    if (!problems.empty()) return cannot(std::move(problems));
    // The roles of tokens, too, must be those of their new places.
    if (auto sound = state_from_json(to, to_json(to, moved)); !sound) return cannot(sound.error());

    Run after(to, moved, variables, budget);
    Arming(bridge, after).all();
    arrive_again(after);
    if (!after.error) after.go();
    if (after.error) return cannot(*after.error);
    Step out{std::move(after.state), std::move(before.effects), std::move(after.passed)};
    out.effects.insert(out.effects.end(), after.effects.begin(), after.effects.end());
    return out;
}

}  // namespace hz::process
