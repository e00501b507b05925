// SPDX-License-Identifier: Apache-2.0
// Plays the process with every condition left open, and looks for a position in which all that is left are tokens
// before joins. Of the tokens only one at a time is moved, in all its ways: tokens never take anything from each other,
// so no deadlock is missed by leaving out other orders (stubborn sets; Valmari 1991). Bounded: a net too large is let
// through, and found at run time by the same rule.
#include <algorithm>
#include <set>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/model.hpp"

namespace hz::process {

namespace {

constexpr std::size_t max_positions = 20'000;
constexpr std::size_t max_tokens = 64;
constexpr std::size_t max_open_conditions = 6;

using Position = std::vector<Index>;  // places, sorted; a token on a flow is on its way into the flow's target

class Player {
  public:
    Player(const Definition& definition, const Scope& scope, Findings& findings)
        : definition_(definition), scope_(scope), findings_(findings) {}

    void run() {
        Position begin;
        for (const Index start : scope_.starts) begin.push_back(start);
        visit(std::move(begin));
        while (!open_.empty() && seen_.size() < max_positions) {
            const Position position = std::move(open_.back());
            open_.pop_back();
            play(position);
        }
        for (const Index node : stuck_) findings_.add(definition_.nodes[node].id, errors::join_can_deadlock);
    }

  private:
    void visit(Position position) {
        if (position.size() > max_tokens) return;
        std::ranges::sort(position);
        if (seen_.insert(position).second) open_.push_back(std::move(position));
    }

    [[nodiscard]] Position with(Position position, const std::vector<Index>& flows) const {
        for (const Index flow : flows) position.push_back(definition_.flow_place(flow));
        return position;
    }

    static Position without(Position position, Index place) {
        position.erase(std::ranges::find(position, place));
        return position;
    }

    // Moves the first token that can move; nothing can: a deadlock, where anything is left.
    void play(const Position& position) {
        for (const Index place : position) {
            if (definition_.is_flow(place) ? arrive(position, place) : go_on(position, place)) return;
        }
        for (const Index place : position) stuck_.insert(definition_.flows[definition_.flow_of(place)].target);
    }

    bool arrive(const Position& position, Index place) {
        const Index at = definition_.flows[definition_.flow_of(place)].target;
        const Node& node = definition_.nodes[at];
        if (node.element == &parallel_gateway) return join(position, node);
        Position rest = without(position, place);
        if (node.element == &end_event) {
            if (!ends_all(node)) visit(std::move(rest));
        } else if (node.element->waits != Waits::no || node.element->activity) {
            rest.push_back(at);
            visit(std::move(rest));
        } else {
            leave(rest, node);
        }
        return true;
    }

    // Terminate ends the scope; an error leaves it, and a cancelled transaction, too.
    static bool ends_all(const Node& node) {
        return std::ranges::any_of(node.events, [](const auto& e) {
            return e.kind == EventKind::terminate || e.kind == EventKind::error || e.kind == EventKind::cancel;
        });
    }

    bool join(const Position& position, const Node& node) {
        Position rest = position;
        for (const Index flow : node.incoming) {
            const auto found = std::ranges::find(rest, definition_.flow_place(flow));
            if (found == rest.end()) return false;
            rest.erase(found);
        }
        visit(with(std::move(rest), node.outgoing));
        return true;
    }

    bool go_on(const Position& position, Index place) {
        const Node& node = definition_.nodes[place];
        const Position rest = without(position, place);
        leave(rest, node);
        for (const Index boundary : node.boundaries) {
            const Node& event = definition_.nodes[boundary];
            leave(event.interrupting ? rest : position, event);
        }
        return true;
    }

    // Every choice that conditions could make.
    void leave(const Position& rest, const Node& node) {
        for (const auto& event : node.events) {
            if (event.kind != EventKind::link || event.activity == nowhere) continue;
            Position linked = rest;
            linked.push_back(event.activity);
            return visit(std::move(linked));
        }
        if (node.element == &exclusive_gateway || node.element == &event_based_gateway) {
            for (const Index flow : node.outgoing) visit(with(rest, {flow}));
            return;
        }
        if (node.outgoing.empty()) return visit(rest);
        std::vector<Index> always;
        std::vector<Index> maybe;
        for (const Index flow : node.outgoing) {
            if (flow != node.default_flow) (definition_.flows[flow].condition ? maybe : always).push_back(flow);
        }
        maybe.resize(std::min(maybe.size(), max_open_conditions));
        for (std::size_t chosen = 0; chosen < (std::size_t{1} << maybe.size()); ++chosen) {
            std::vector<Index> flows = always;
            for (std::size_t i = 0; i < maybe.size(); ++i) {
                if ((chosen >> i & 1U) != 0) flows.push_back(maybe[i]);
            }
            if (flows.empty() && node.default_flow != nowhere) flows.push_back(node.default_flow);
            if (!flows.empty()) visit(with(rest, flows));
        }
    }

    const Definition& definition_;
    const Scope& scope_;
    Findings& findings_;
    std::set<Position> seen_;
    std::vector<Position> open_;
    std::set<Index> stuck_;
};

}  // namespace

void check_joins(const Definition& definition, Findings& findings) {
    for (const Scope& scope : definition.scopes) {
        const auto joins = [&](Index index) {
            const Node& node = definition.nodes[index];
            return node.element == &parallel_gateway && node.incoming.size() > 1;
        };
        // Inclusive joins wait for what comes, and tokens that multiply are counted only when it runs.
        const auto hard = [&](Index index) {
            const Node& node = definition.nodes[index];
            return ((node.element == &inclusive_gateway || node.element == &complex_gateway) &&
                    node.incoming.size() > 1) ||
                   node.start_quantity > 1 || node.completion_quantity > 1;
        };
        const bool any = std::ranges::any_of(scope.nodes, joins) && std::ranges::none_of(scope.nodes, hard);
        if (any) Player(definition, scope, findings).run();
    }
}

}  // namespace hz::process
