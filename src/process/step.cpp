// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "process/correlation.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/run.hpp"

namespace hz::process {

namespace {

// Begins at an event that was triggered: a start event, a receive task, or what follows an event-based gateway.
void start_at(Run& run, Index process, const Start& given) {
    const Definition& definition = run.definition;
    const Index at = definition.find_node(given.event);
    const bool there = at != nowhere && definition.nodes[at].scope == process;
    const auto refused = [&] { run.fail(errors::no_such_entry, given.event); };
    if (!there) return refused();
    const Node& node = definition.nodes[at];
    run.hand_over(at, 0, given.data);
    run.end(0);
    if (node.element == &start_event) return run.begin(at, 0);
    if (node.element == &receive_task && node.instantiate) {
        run.reach(node.id, node.marks);
        return run.complete(Stay{0, at, 0, 0, Role::plain});
    }
    for (const Index flow : node.incoming) {
        const Index from = definition.flows[flow].source;
        const Node& gateway = definition.nodes[from];
        if (gateway.element != &event_based_gateway || !gateway.instantiate) continue;
        run.pass(from);
        run.pass(at);
        run.reach(node.id, node.marks);
        run.leave(at, 0);
        for (const Index other : gateway.outgoing) {
            const Index target = definition.flows[other].target;
            if (gateway.gateway_parallel && target != at) run.begin(target, 0);
        }
        return;
    }
    refused();
}

void act(Run& run, const Start& given) {
    const Definition& definition = run.definition;
    if (run.state.next_token != 1 || !run.state.tokens.empty())
        return run.fail(errors::already_started, std::string(process_id(definition)));
    if (!definition.fault.empty()) return run.fail(errors::bad_quantity, definition.fault);
    const Index process = given.process.empty() ? definition.main : definition.find_process(given.process);
    if (process == nowhere) return run.fail(errors::no_such_entry, given.process);
    run.state.process = process;
    if (!given.event.empty()) {
        run.arm_triggers(process, 0);
        return start_at(run, process, given);
    }
    run.give(0, given.data);
    run.open(process, 0);
}

// `wanted` is what the command completes: a token that waits for something else is not meant.
Token* find_waiting(Run& run, std::int64_t id, Waits wanted) {
    Token* found = run.find(id);
    const bool fits = found != nullptr && !run.definition.is_flow(found->place) && found->role != Role::loop &&
                      found->role != Role::undoing && run.node(found->place).element->waits == wanted &&
                      run.node(found->place).inner == nowhere;
    if (!fits) run.fail(errors::no_such_token, std::to_string(id));
    return fits ? found : nullptr;
}

void finish_work(Run& run, const Token* token, const Json& data) {
    if (token == nullptr) return;
    const auto id = token->id;
    const Node& node = run.node(token->place);
    // A decision without hz:result gives the variable that bears its id, as a user task does; of a host's only.
    const bool bare = run.definition.options.hosted && node.element == &business_rule_task &&
                      node.result_name.empty() && node.outputs.empty();
    if (bare) {
        run.set(token->scope, node.id, data);
    } else if (!data.is_null()) {
        if (!node.result_name.empty()) run.set(token->scope, node.result_name, data);
        const bool kept = !node.outputs.empty() || (node.loop.kind == Loop::multiple && !node.loop.output.empty());
        if (const auto* members = data.if_object(); members != nullptr && kept) {
            for (const auto& [name, value] : *members) {
                if (run.is_declared(token->scope, name)) {
                    run.set(token->scope, name, value);
                } else {
                    run.set_local(id, name, value);
                }
            }
        } else if (node.result_name.empty()) {
            run.give(token->scope, data);
        }
    }
    run.complete(id);
}

void act(Run& run, const CompleteTask& given) {
    finish_work(run, find_waiting(run, given.token, Waits::task), given.data);
}

void act(Run& run, const CompleteJob& given) {
    finish_work(run, find_waiting(run, given.token, Waits::job), given.data);
}

void act(Run& run, const FireTimer& given) {
    const Token* token = find_waiting(run, given.token, Waits::event);
    if (token == nullptr) return;
    const Node& node = run.node(token->place);
    for (std::size_t i = 0; i < node.events.size(); ++i) {
        const bool came = node.parallel_multiple && (token->count >> i & 1) != 0;
        if (node.events[i].kind == EventKind::timer && !came) return run.trigger(given.token, i, {});
    }
    run.fail(errors::no_such_token, std::to_string(given.token));
}

void act(Run& run, const Cancel&) {
    run.cancel_inside(0);
    run.state.ended = true;
    run.state.ended_at.clear();  // it did not end by itself
    run.effects.emplace_back(Ended{});
}

bool expects(Run& run, const Token& token, const EventDefinition& event, const ReceiveMessage& given) {
    if (event.kind != EventKind::message || event.name != given.message) return false;
    if (run.definition.retrievals.empty()) return true;
    return correlates(expected_key(run, token.scope, event), key_of(run, event, given.data));
}

void act(Run& run, const ReceiveMessage& given) {
    for (const Token& token : run.state.tokens) {
        if (given.token != 0 && token.id != given.token) continue;
        if (run.definition.is_flow(token.place) || token.role != Role::plain) continue;
        const Node& node = run.node(token.place);
        const bool task = node.element->waits == Waits::message;
        if (!task && node.element->waits != Waits::event) continue;
        const auto& events = task ? node.messages : node.events;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (expects(run, token, events[i], given)) return run.trigger(token.id, i, given.data);
        }
    }
    run.fail(errors::not_expected, given.message);
}

void act(Run& run, const ReceiveSignal& given) { run.throw_signal(given.signal, given.data); }

void act(Run&, const Evaluate&) {}

// The token whose work ended otherwise; it need not be of one kind.
Token* find_working(Run& run, std::int64_t id) {
    Token* token = run.find(id);
    const bool works =
        token != nullptr && !run.definition.is_flow(token->place) && token->role != Role::loop &&
        (run.node(token->place).element->waits == Waits::task || run.node(token->place).element->waits == Waits::job);
    if (!works) run.fail(errors::no_such_token, std::to_string(id));
    return works ? token : nullptr;
}

void act(Run& run, const RaiseError& given) {
    const Token* token = find_working(run, given.token);
    if (token == nullptr) return;
    const std::string element = run.node(token->place).id;
    if (!run.throw_error(given.code, given.token, token->scope)) run.fail_with(element, given.code);
}

void act(Run& run, const RaiseEscalation& given) {
    const Token* token = find_working(run, given.token);
    if (token == nullptr) return;
    run.throw_escalation(run.node(token->place).id, given.code, given.token, token->scope);
}

bool fits(const Definition& definition, const State& state) {
    const std::size_t places = definition.nodes.size() + definition.flows.size();
    return std::ranges::all_of(state.tokens, [&](const Token& token) {
        if (token.place >= places) return false;
        if (definition.is_flow(token.place)) return token.role == Role::plain;
        return token.role != Role::plain || definition.nodes[token.place].element->waits != Waits::no;
    });
}

}  // namespace

Result<Step> step(const Definition& definition, const State& state, const Command& command, const Json& variables,
                  Budget budget) {
    if (state.ended) return refuse(errors::already_ended);
    if (!fits(definition, state)) return refuse(errors::foreign_state, {{"element", process_id(definition).data()}});
    Run run(definition, state, variables, budget);
    run.effects.reserve(4);
    run.passed.reserve(4);
    std::visit([&](const auto& given) { act(run, given); }, command);
    if (!run.error) run.go();
    if (run.error) return std::move(*run.error);
    return Step{std::move(run.state), std::move(run.effects), std::move(run.passed)};
}

}  // namespace hz::process
