// SPDX-License-Identifier: Apache-2.0
// An event happened: who catches it, and what follows. BPMN 13.5.
#include <algorithm>

#include "process/correlation.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/run.hpp"

namespace hz::process {

namespace {

bool matches(const EventDefinition& event, EventKind kind, const std::string& code, bool exactly) {
    return event.kind == kind && (exactly ? event.name == code : event.name.empty());
}

// A token that has been woken stays for further events where its node can happen again; gives whether it stays.
bool stays(Run& run, std::int64_t token, const Node& node, const EventDefinition& event, bool again) {
    if (event.kind == EventKind::timer) {
        Token* at = run.find(token);
        if (!event.timer.cycle || node.parallel_multiple) return false;
        if (at->count > 0 && --at->count == 0) return false;
        run.effects.emplace_back(TimerSet{token, node.id, event.timer.duration.text, event.timer.working_days, {}});
        return true;
    }
    if (!again) return false;
    if (node.parallel_multiple) run.find(token)->count = 0;
    return true;
}

void wake_boundary(Run& run, const Token& token, const EventDefinition& event) {
    const Node& node = run.node(token.place);
    if (node.interrupting) {
        run.remove(token.id);
        run.cancel(token.attached);
    } else if (!stays(run, token.id, node, event, true)) {
        run.remove(token.id);
    }
    run.reach(node.id, node.marks);
    run.pass(token.place);
    run.leave(token.place, token.scope);
}

void wake_listener(Run& run, const Token& token, const EventDefinition& event) {
    const Node& node = run.node(token.place);
    if (node.interrupting || !stays(run, token.id, node, event, true)) run.remove(token.id);
    run.start_event_sub_process(token.place, token.scope);
}

void wake_catching(Run& run, const Token& token, const EventDefinition& event) {
    const Node& node = run.node(token.place);
    if (token.attached != 0 || !stays(run, token.id, node, event, false)) run.remove(token.id);
    if (token.attached != 0) run.cancel(token.attached);  // the gateway, and with it the other events
    run.reach(node.id, node.marks);
    run.pass(token.place);
    run.leave(token.place, token.scope);
}

}  // namespace

void Run::hand_over(Index place, std::int64_t scope, const Json& data) {
    if (data.is_null()) return;
    const Node& at = node(place);
    if (at.outputs.empty()) return set(scope, at.id, data);
    JsonObject seen;
    if (const auto* names = context(scope).if_object()) seen = *names;
    if (const auto* brought = data.if_object()) {
        for (const auto& [name, value] : *brought) seen[name] = value;
    }
    const Json around(std::move(seen));
    for (const Assignment& output : at.outputs) {
        if (output.from.feel == nullptr) continue;
        const auto value = rules::evaluate(*output.from.feel, around);
        if (value) set(scope, output.to, *value);
    }
}

void Run::trigger(std::int64_t id, std::size_t which, const Json& data) {
    Token* found = find(id);
    const Node& at = node(found->place);
    hand_over(found->place, found->scope, data);
    if (at.element->waits == Waits::message) {
        if (found->attached != 0) {
            const auto gateway = found->attached;
            found->attached = 0;
            cancel(gateway);
        }
        return complete(id);
    }
    if (at.parallel_multiple) {
        found->count |= 1 << which;
        if (found->count != (1 << at.events.size()) - 1) return;
    }
    const Token token = *found;
    const EventDefinition& event = at.events[which];
    if (at.element == &boundary_event) return wake_boundary(*this, token, event);
    if (at.element == &start_event) return wake_listener(*this, token, event);
    wake_catching(*this, token, event);
}

void Run::start_event_sub_process(Index start, std::int64_t scope) {
    const Node& event = node(start);
    const Index owner = definition.scopes[event.scope].owner;
    if (event.interrupting) {
        cancel_inside(scope);
        interrupted_ = scope;
    }
    reach(node(owner).id, node(owner).marks);
    const auto token = rest(owner, scope);
    arm_triggers(event.scope, token);
    begin(start, token);
}

bool Run::catch_at_boundary(std::int64_t host, EventKind kind, const std::string& code) {
    const Token* token = find(host);
    if (token == nullptr || definition.is_flow(token->place)) return false;
    const Stay stay{token->id, token->place, token->scope, token->attached, token->role};
    if (is_instance(stay)) return false;  // the boundary belongs to all instances together
    for (const bool exactly : {true, false}) {
        for (const Index boundary : node(stay.node).boundaries) {
            const Node& at = node(boundary);
            const bool caught =
                std::ranges::any_of(at.events, [&](const auto& e) { return matches(e, kind, code, exactly); });
            if (!caught) continue;
            if (at.interrupting) cancel(host);
            reach(at.id, at.marks);
            pass(boundary);
            leave(boundary, stay.scope);
            return true;
        }
    }
    return false;
}

bool Run::catch_inside(std::int64_t scope, EventKind kind, const std::string& code, Index but) {
    const Index inside = scope_at(scope);
    if (inside == nowhere) return false;
    for (const bool exactly : {true, false}) {
        for (const Index start : definition.scopes[inside].triggers) {
            const Node& at = node(start);
            if (definition.scopes[at.scope].owner == but) continue;
            const bool caught =
                std::ranges::any_of(at.events, [&](const auto& e) { return matches(e, kind, code, exactly); });
            if (!caught) continue;
            start_event_sub_process(start, scope);
            return true;
        }
    }
    return false;
}

// From inside out: event sub-processes of the scope, the boundary of its owner, the scope around, and so on.
bool Run::propagate(EventKind kind, const std::string& code, std::int64_t token, std::int64_t scope) {
    if (token != 0 && catch_at_boundary(token, kind, code)) return true;
    Index but = nowhere;
    for (std::int64_t at = scope;;) {
        if (catch_inside(at, kind, code, but)) return true;
        if (at == 0) return false;
        const Token* owner = find(at);
        if (owner == nullptr) return true;
        const std::int64_t around = owner->scope;
        but = owner->place;
        if (catch_at_boundary(at, kind, code)) return true;
        at = around;
    }
}

bool Run::throw_error(const std::string& code, std::int64_t token, std::int64_t scope) {
    return propagate(EventKind::error, code, token, scope);
}

void Run::throw_escalation(const std::string& element, const std::string& code, std::int64_t token,
                           std::int64_t scope) {
    if (!propagate(EventKind::escalation, code, token, scope)) effects.emplace_back(EscalationRaised{element, code});
}

void Run::fail_with(const std::string& element, const std::string& code) {
    effects.emplace_back(ErrorRaised{element, code});
    cancel_inside(0);
    state.ended = true;
    state.error = code;
    state.ended_at = element;
    effects.emplace_back(Ended{element});
}

void Run::throw_signal(const std::string& signal, const Json& data) {
    std::vector<std::pair<std::int64_t, std::size_t>> listening;
    for (const Token& token : state.tokens) {
        if (definition.is_flow(token.place) || node(token.place).element->waits != Waits::event) continue;
        const auto& events = node(token.place).events;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (events[i].kind == EventKind::signal && events[i].name == signal) listening.emplace_back(token.id, i);
        }
    }
    for (const auto& [token, which] : listening) {
        if (find(token) != nullptr) trigger(token, which, data);
    }
}

// False: the token that threw is gone with its scope.
bool Run::throw_event(Index place, const EventDefinition& event, std::int64_t scope, const Json& data) {
    const std::string& id = node(place).id;
    interrupted_ = -1;
    switch (event.kind) {
        case EventKind::message:
            effects.emplace_back(
                MessageSent{id, event.name, data,
                            event.key.given() ? value(event.key, scope, id) : key_of(*this, event, data), event.keep});
            return !error;
        case EventKind::signal:
            effects.emplace_back(SignalThrown{id, event.name, data});
            throw_signal(event.name, data);
            break;
        case EventKind::escalation:
            throw_escalation(id, event.name, 0, scope);
            break;
        case EventKind::error:
            if (!throw_error(event.name, 0, scope)) fail_with(id, event.name);
            return false;
        case EventKind::terminate:
            end_all(scope);
            return false;
        case EventKind::cancel:
            cancel_transaction(scope, place);
            return false;
        default:
            return true;
    }
    return !state.ended && interrupted_ != scope && (scope == 0 || find(scope) != nullptr);
}

}  // namespace hz::process
