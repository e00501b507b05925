// SPDX-License-Identifier: Apache-2.0
#include "process/run.hpp"

#include <algorithm>
#include <utility>

#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

Result<bool> Run::load(const State& state) {
    tokens.reserve(state.tokens.size() + 4);
    for (const Token& token : state.tokens) {
        const Index place = definition.find_place(token.element);
        // A token can only stand where one can wait.
        const bool fits =
            place != nowhere &&
            (definition.is_flow(place)
                 ? definition.nodes[definition.flows[definition.flow_of(place)].target].element == &parallel_gateway
                 : definition.nodes[place].element->waits != Waits::no);
        if (!fits) return refuse(errors::foreign_state, {{"element", token.element}});
        tokens.push_back({token.id, place, token.attached});
    }
    std::ranges::sort(tokens, {}, &RunToken::id);
    next_token = state.next_token;
    ended = state.ended;
    ended_at = state.ended_at;
    return true;
}

State Run::save() const {
    State out;
    out.tokens.reserve(tokens.size());
    for (const RunToken& token : tokens)
        out.tokens.push_back({token.id, definition.place_id(token.place), token.attached});
    out.next_token = next_token;
    out.ended = ended;
    out.ended_at = ended_at;
    return out;
}

std::int64_t Run::rest(Index place, std::int64_t attached) {
    tokens.push_back({next_token, place, attached});
    if (tokens.size() > budget.tokens) fail(errors::budget_exceeded, definition.place_id(place));
    return next_token++;
}

void Run::remove(std::int64_t token) {
    std::erase_if(tokens, [token](const RunToken& t) { return t.id == token; });
}

void Run::take(Index flow) {
    passed.push_back(definition.flows[flow].id);
    reach(definition.flows[flow].id, definition.flows[flow].marks);
    arrivals_.push_back(flow);
}

void Run::leave(Index node) {
    const Node& from = definition.nodes[node];
    bool taken = false;
    for (const Index index : from.outgoing) {
        if (index == from.default_flow) continue;
        const Flow& flow = definition.flows[index];
        if (flow.condition && !holds(flow)) {
            if (error) return;
            continue;
        }
        take(index);
        taken = true;
    }
    if (taken) return;
    if (from.default_flow == nowhere) return fail(errors::no_flow_matches, from.id);
    take(from.default_flow);
}

void Run::pass(Index node) { passed.push_back(definition.nodes[node].id); }

void Run::reach(const std::string& element, const Marks& marks) {
    if (marks.any()) effects.emplace_back(Reached{element, marks.milestone, marks.clock});
}

void Run::arm(Index host, std::int64_t token) {
    for (const Index boundary : definition.nodes[host].boundaries) {
        const Node& event = definition.nodes[boundary];
        const auto timer = rest(boundary, token);
        effects.emplace_back(TimerSet{timer, event.id, event.timer->iso_duration, event.timer->working_days});
    }
}

void Run::disarm(std::int64_t host_token) {
    std::vector<RunToken> attached;
    std::ranges::copy_if(tokens, std::back_inserter(attached),
                         [&](const RunToken& t) { return t.attached == host_token; });
    for (const RunToken& token : attached) cancel(token);
}

void Run::cancel(const RunToken& given) {
    const RunToken token = given;  // it may lie in the list that changes
    remove(token.id);
    if (definition.is_flow(token.place)) return;
    const Node& node = definition.nodes[token.place];
    if (node.element->waits == Waits::timer) {
        effects.emplace_back(TimerCancelled{token.id, node.id});
    } else {
        effects.emplace_back(TaskCancelled{token.id, node.id});
    }
}

void Run::cancel_all() {
    arrivals_.clear();
    while (!tokens.empty()) cancel(tokens.front());
}

bool Run::holds(const Flow& flow) {
    if (!flow.condition) return true;
    auto result = rules::holds(*flow.condition, variables);
    if (result) return *result;
    fail(errors::condition_failed, flow.id);
    error->detail = std::string(result.error().code->id);
    return false;
}

void Run::fail(const ErrorCode& code, const std::string& element) {
    if (!error) error = refuse(code, {{"element", element}});
}

void Run::enter(Index node, Index flow) { definition.nodes[node].element->enter(*this, node, flow); }

void Run::go() {
    while (!arrivals_.empty() && !error) {
        const Index flow = arrivals_.front();
        arrivals_.pop_front();
        const Index target = definition.flows[flow].target;
        if (++moves_ > budget.moves || arrivals_.size() + tokens.size() > budget.tokens) {
            return fail(errors::budget_exceeded, definition.nodes[target].id);
        }
        enter(target, flow);
    }
    if (!error) finish();
}

// Ended when no token is left. Only tokens before joins left: they wait for what cannot come any more.
void Run::finish() {
    if (tokens.empty()) {
        ended = true;
        effects.emplace_back(Ended{ended_at});
        return;
    }
    const bool stuck = std::ranges::all_of(tokens, [&](const RunToken& t) { return definition.is_flow(t.place); });
    if (!stuck) return;
    const Flow& flow = definition.flows[definition.flow_of(tokens.front().place)];
    fail(errors::deadlock, definition.nodes[flow.target].id);
}

}  // namespace hz::process
