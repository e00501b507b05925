// SPDX-License-Identifier: Apache-2.0
#include "process/run.hpp"

#include <algorithm>
#include <utility>

#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

Token* Run::find(std::int64_t token) {
    const auto at = std::ranges::lower_bound(state.tokens, token, {}, &Token::id);
    return at != state.tokens.end() && at->id == token ? &*at : nullptr;
}

std::int64_t Run::rest(Index place, std::int64_t scope, std::int64_t attached, Role role) {
    state.tokens.push_back({state.next_token, place, role, 0, attached, scope});
    if (state.tokens.size() > budget.tokens) fail(errors::budget_exceeded, definition.place_id(place));
    return state.next_token++;
}

void Run::remove(std::int64_t token) {
    const auto at = std::ranges::lower_bound(state.tokens, token, {}, &Token::id);
    if (at == state.tokens.end() || at->id != token) return;
    state.tokens.erase(at);
    if (state.frames.empty()) return;
    if (std::erase_if(state.frames, [token](const Frame& f) { return f.token == token && token != 0; }) > 0)
        merged_.reset();
}

void Run::take(Index flow, std::int64_t scope) {
    passed.push_back(definition.flows[flow].id);
    reach(definition.flows[flow].id, definition.flows[flow].marks);
    arrivals_.push_back({definition.flow_place(flow), scope});
}

void Run::begin(Index node, std::int64_t scope) { arrivals_.push_back({node, scope}); }

void Run::throw_later(Index node, std::int64_t scope) { throws_.push_back({node, scope}); }

bool Run::choose(Index node, std::int64_t scope, std::vector<Index>& flows) {
    const Node& from = this->node(node);
    bool chosen = false;  // one with a condition
    for (const Index index : from.outgoing) {
        if (index == from.default_flow) continue;
        const bool taken = holds(definition.flows[index], scope);
        if (error) return false;
        if (taken) flows.push_back(index);
        chosen = chosen || (taken && definition.flows[index].condition);
    }
    if (from.default_flow != nowhere && !chosen) flows.push_back(from.default_flow);
    if (flows.empty()) fail(errors::no_flow_matches, from.id);
    return !error;
}

void Run::leave(Index node, std::int64_t scope) {
    const Node& from = this->node(node);
    if (from.outgoing.empty()) {
        state.ended_at = from.id;
        return end(scope);
    }
    if (from.outgoing.size() == 1 && from.completion_quantity == 1 && !definition.flows[from.outgoing[0]].condition)
        return take(from.outgoing[0], scope);
    std::vector<Index> flows;
    if (!choose(node, scope, flows)) return;
    for (int i = 0; i < from.completion_quantity; ++i) {
        for (const Index flow : flows) take(flow, scope);
        if (arrivals_.size() > budget.tokens + head_) return fail(errors::budget_exceeded, from.id);
    }
}

void Run::end(std::int64_t scope) {
    if (std::ranges::find(dirty_, scope) == dirty_.end()) dirty_.push_back(scope);
}

void Run::cancel(std::int64_t id) {
    const Token* found = find(id);
    if (found == nullptr) return;
    const Token token = *found;
    const bool on_flow = definition.is_flow(token.place);
    if (!on_flow && token.role != Role::loop) {
        const Node& at = node(token.place);
        if (at.element->waits == Waits::event) {
            for (const auto& event : at.events) {
                if (event.kind == EventKind::timer) {
                    effects.emplace_back(TimerCancelled{token.id, at.id});
                } else if (event.kind == EventKind::message || event.kind == EventKind::signal) {
                    effects.emplace_back(SubscriptionCancelled{token.id, at.id});
                }
            }
        } else if (at.element->waits == Waits::message) {
            effects.emplace_back(SubscriptionCancelled{token.id, at.id});
        } else if (at.element->waits == Waits::task || (at.element->waits == Waits::job && at.inner == nowhere)) {
            if (token.role == Role::plain || token.role == Role::handler)
                effects.emplace_back(TaskCancelled{token.id, at.id});
        }
    }
    remove(id);
    if (on_flow) return;
    cancel_inside(id);
    cancel_attached(id);
}

void Run::cancel_attached(std::int64_t id) {
    // Those attached to it have greater ids; a list that changes is looked through again from the same place.
    for (std::size_t at = 0; at < state.tokens.size();) {
        const Token& token = state.tokens[at];
        if (token.attached == id) {
            cancel(token.id);
        } else {
            ++at;
        }
    }
}

void Run::cancel_inside(std::int64_t scope, std::int64_t but) {
    for (std::size_t at = 0; at < state.tokens.size();) {
        const Token& token = state.tokens[at];
        if (token.scope == scope && token.id != but) {
            cancel(token.id);
            at = 0;  // more than one may be gone
        } else {
            ++at;
        }
    }
    const auto gone = [scope](const Arrival& a) { return a.scope == scope; };
    arrivals_.erase(std::remove_if(arrivals_.begin() + static_cast<std::ptrdiff_t>(head_), arrivals_.end(), gone),
                    arrivals_.end());
    std::erase_if(throws_, gone);
}

bool Run::holds(const Flow& flow, std::int64_t scope) {
    if (!flow.condition) return true;
    auto result = rules::holds(*flow.condition, context(scope));
    if (result) return *result;
    fail(errors::condition_failed, flow.id);
    error->detail = std::string(result.error().code->id);
    return false;
}

void Run::fail(const ErrorCode& code, const std::string& element) {
    if (!error) error = refuse(code, {{"element", element}});
}

bool Run::in_flight(std::int64_t scope) const {
    const auto inside = [scope](const Arrival& a) { return a.scope == scope; };
    return std::any_of(arrivals_.begin() + static_cast<std::ptrdiff_t>(head_), arrivals_.end(), inside) ||
           std::ranges::any_of(throws_, inside);
}

void Run::go() {
    while (!error && !state.ended) {
        if (head_ < arrivals_.size()) {
            const Arrival arrival = arrivals_[head_++];
            if (head_ == arrivals_.size()) {
                arrivals_.clear();
                head_ = 0;
            }
            const bool on_flow = definition.is_flow(arrival.place);
            const Index flow = on_flow ? definition.flow_of(arrival.place) : nowhere;
            const Index target = on_flow ? definition.flows[flow].target : arrival.place;
            if (++moves_ > budget.moves || arrivals_.size() - head_ + state.tokens.size() > budget.tokens) {
                return fail(errors::budget_exceeded, node(target).id);
            }
            node(target).element->enter(*this, target, flow, arrival.scope);
        } else if (!settle()) {
            break;
        }
    }
    if (!error) finish();
}

// Nothing moves. True where something does again.
bool Run::settle() {
    if (!undone_.empty()) {
        const auto undoing = undone_.back();
        undone_.pop_back();
        undo_next(undoing);
        return true;
    }
    if (!dirty_.empty() && close_scopes()) return true;
    if (state.ended) return false;
    if (definition.has_joins && open_joins()) return true;
    if (definition.has_conditions && look_at_conditions()) return true;
    if (throws_.empty()) return false;
    const Arrival thrown = throws_.front();
    throws_.erase(throws_.begin());
    if (++moves_ > budget.moves) {
        fail(errors::budget_exceeded, node(thrown.place).id);
        return false;
    }
    node(thrown.place).element->throw_now(*this, thrown.place, thrown.scope);
    return true;
}

// Only tokens before joins left: they wait for what cannot come any more.
void Run::finish() {
    if (state.ended) return;
    const auto waits_for_others = [&](const Token& t) {
        if (definition.is_flow(t.place) || t.role == Role::loop) return true;
        const Waits waits = node(t.place).element->waits;
        return waits == Waits::inside || waits == Waits::no || node(t.place).inner != nowhere;
    };
    if (!std::ranges::all_of(state.tokens, waits_for_others)) return;
    const auto stuck = std::ranges::find_if(state.tokens, [&](const Token& t) { return definition.is_flow(t.place); });
    if (stuck == state.tokens.end()) return;
    fail(errors::deadlock, node(definition.flows[definition.flow_of(stuck->place)].target).id);
}

}  // namespace hz::process
