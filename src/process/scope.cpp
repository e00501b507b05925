// SPDX-License-Identifier: Apache-2.0
// What is inside a process, sub-process or called process: how it begins and when it is over.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/run.hpp"

namespace hz::process {

namespace {

// A token that only listens for a new event sub-process does not keep its scope open.
bool only_listens(const Definition& definition, const Token& token) {
    return !definition.is_flow(token.place) && definition.nodes[token.place].element == &start_event;
}

}  // namespace

Index Run::scope_at(std::int64_t token) {
    if (token == 0) return state.process;
    const Token* found = find(token);
    if (found == nullptr || definition.is_flow(found->place) || found->role == Role::loop) return nowhere;
    return node(found->place).inner;
}

void Run::arm_triggers(Index inner, std::int64_t token) {
    for (const Index start : definition.scopes[inner].triggers) {
        const auto& events = node(start).events;
        if (std::ranges::all_of(events, [](const auto& e) { return e.kind == EventKind::compensation; })) continue;
        subscribe(rest(start, token));
    }
}

void Run::open(Index inner, std::int64_t token) {
    const Scope& scope = definition.scopes[inner];
    arm_triggers(inner, token);
    const bool sequential = scope.owner != nowhere && node(scope.owner).ad_hoc_sequential;
    for (const Index start : scope.starts) {
        begin(start, token);
        if (!sequential) continue;
        frame(token).started = 1;
        break;
    }
    end(token);  // it may have nothing to do
}

// Scopes in which a token was used up and nothing is left are over, the innermost first.
bool Run::close_scopes() {
    bool moved = false;
    while (!dirty_.empty() && !error && !state.ended) {
        const auto last = std::ranges::max_element(dirty_);
        const std::int64_t scope = *last;
        dirty_.erase(last);
        if (in_flight(scope)) {
            moved = true;
            continue;
        }
        Index begun = nowhere;
        if (scope != 0) {
            const Token* at = find(scope);
            if (at == nullptr) continue;
            begun = at->place;
        }
        bool busy = std::ranges::any_of(
            state.tokens, [&](const Token& t) { return t.scope == scope && !only_listens(definition, t); });
        if (begun != nowhere && node(begun).ad_hoc && ad_hoc_goes_on(*this, scope, busy)) {
            moved = true;
            continue;
        }
        if (busy) continue;
        cancel_inside(scope);
        if (scope == 0) {
            state.ended = true;
            effects.emplace_back(Ended{state.ended_at});
            return false;
        }
        if (find(scope)->role == Role::loop) continue;
        complete(scope);
        moved = true;
    }
    return moved;
}

void Run::end_all(std::int64_t scope) {
    cancel_inside(scope);
    end(scope);
}

}  // namespace hz::process
