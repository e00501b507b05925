// SPDX-License-Identifier: Apache-2.0
#include "process/beside.hpp"

#include <algorithm>

#include "process/element/element.hpp"

namespace hz::process {

namespace {

constexpr std::size_t most_places = 3'000;

bool joins(const Node& node) { return node.element == &parallel_gateway && node.incoming.size() > 1; }

bool chooses_one(const Node& node) {
    return node.element == &exclusive_gateway || node.element == &event_based_gateway;
}

// The host goes on beside what follows the event.
bool leaves_host(const Node& host, const Node& event) {
    return !event.interrupting || host.loop.kind == Loop::multiple;
}

}  // namespace

Beside::Beside(const Definition& definition, Index scope) : definition_(definition) {
    const Scope& inside = definition.scopes[scope];
    places_ = inside.nodes;
    for (Index flow = 0; flow < definition.flows.size(); ++flow)
        if (definition.flows[flow].scope == scope) places_.push_back(definition.flow_place(flow));
    local_.resize(definition.nodes.size() + definition.flows.size(), nowhere);
    if (places_.size() > most_places) return;
    for (std::size_t i = 0; i < places_.size(); ++i) local_[places_[i]] = static_cast<Index>(i);
    reached_.resize(places_.size());
    pairs_.resize(places_.size() * places_.size());
    for (const Index start : inside.starts) {
        reach(start);
        for (const Index other : inside.starts)
            if (other != start) pair(start, other);
    }
    for (const Index node : inside.nodes)
        if (definition.nodes[node].element == &start_event) reach(node);
    while (!new_places_.empty() || !new_pairs_.empty()) {
        if (new_pairs_.empty()) {
            const Index place = new_places_.back();
            new_places_.pop_back();
            go_on(place);
            continue;
        }
        const auto next = new_pairs_.back();
        new_pairs_.pop_back();
        follow(next.first, next.second);
        follow(next.second, next.first);
    }
}

bool Beside::together(Index a, Index b) const { return !here(a) || !here(b) || pairs_[at(a, b)]; }

void Beside::reach(Index place) {
    if (!here(place) || reached_[local_[place]]) return;
    reached_[local_[place]] = true;
    new_places_.push_back(place);
}

void Beside::pair(Index a, Index b) {
    if (!here(a) || !here(b) || pairs_[at(a, b)]) return;
    pairs_[at(a, b)] = pairs_[at(b, a)] = true;
    new_pairs_.emplace_back(a, b);
}

std::vector<Index> Beside::leaving(const Node& node) const {
    std::vector<Index> out;
    for (const Index flow : node.outgoing) out.push_back(definition_.flow_place(flow));
    for (const auto& event : node.events)
        if (event.kind == EventKind::link && event.activity != nowhere) out.push_back(event.activity);
    for (const Index boundary : node.boundaries)
        for (const Index flow : definition_.nodes[boundary].outgoing) out.push_back(definition_.flow_place(flow));
    return out;
}

// A token at the node becomes several.
void Beside::fork(const Node& node) {
    if (!chooses_one(node)) {
        for (std::size_t i = 0; i < node.outgoing.size(); ++i)
            for (std::size_t k = node.completion_quantity > 1 ? i : i + 1; k < node.outgoing.size(); ++k)
                pair(definition_.flow_place(node.outgoing[i]), definition_.flow_place(node.outgoing[k]));
    }
    const auto host = static_cast<Index>(&node - definition_.nodes.data());
    for (const Index boundary : node.boundaries) {
        const Node& event = definition_.nodes[boundary];
        if (!leaves_host(node, event)) continue;
        for (const Index flow : event.outgoing) pair(host, definition_.flow_place(flow));
    }
}

void Beside::follow(Index moving, Index stays) {
    if (!definition_.is_flow(moving)) {
        for (const Index next : leaving(definition_.nodes[moving])) pair(next, stays);
        return;
    }
    const Index into = definition_.flows[definition_.flow_of(moving)].target;
    const Node& node = definition_.nodes[into];
    if (!joins(node)) return pair(into, stays);
    const bool all =
        std::ranges::all_of(node.incoming, [&](Index flow) { return together(definition_.flow_place(flow), stays); });
    if (!all) return;
    for (const Index flow : node.outgoing) pair(definition_.flow_place(flow), stays);
}

// What can follow once a token can come there at all.
void Beside::go_on(Index place) {
    Index node = place;
    if (definition_.is_flow(place)) {
        node = definition_.flows[definition_.flow_of(place)].target;
        if (!joins(definition_.nodes[node])) return reach(node);
        const bool all = std::ranges::all_of(definition_.nodes[node].incoming, [&](Index flow) {
            const Index other = definition_.flow_place(flow);
            return !here(other) || reached_[local_[other]];
        });
        if (!all) return;
    }
    for (const Index next : leaving(definition_.nodes[node])) reach(next);
    fork(definition_.nodes[node]);
}

}  // namespace hz::process
