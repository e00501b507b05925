// SPDX-License-Identifier: Apache-2.0
// What tokens wait for, and what the world is told of it.
#include <algorithm>

#include "process/correlation.hpp"
#include "process/element/element.hpp"
#include "process/run.hpp"

namespace hz::process {

namespace {

bool waits_for_outside(const EventDefinition& event) {
    return event.kind == EventKind::message || event.kind == EventKind::signal || event.kind == EventKind::timer ||
           event.kind == EventKind::conditional;
}

void set_timer(Run& run, Token& token, const Node& node, const Timer& timer) {
    if (token.count == 0 && timer.cycle && !node.parallel_multiple) token.count = timer.repetitions;
    const auto id = token.id;
    const auto scope = token.scope;
    TimerSet out{id, node.id, {}, timer.working_days, {}};
    const auto text = [&](const Expression& expression) {
        if (!expression.given()) return std::string();
        const Json value = run.value(expression, scope, node.id);
        return value.is_string() ? std::string(value.as_string()) : std::string();
    };
    out.iso_duration = text(timer.duration);
    out.iso_date = text(timer.date);
    run.effects.emplace_back(std::move(out));
}

}  // namespace

void Run::subscribe(std::int64_t id) {
    const Token* token = find(id);
    if (token == nullptr) return;
    const Node& at = node(token->place);
    const auto& events = at.element->waits == Waits::message ? at.messages : at.events;
    for (const EventDefinition& event : events) {
        if (event.kind == EventKind::timer) {
            set_timer(*this, *find(id), at, event.timer);
        } else if (event.kind == EventKind::message) {
            effects.emplace_back(MessageExpected{id, at.id, event.name, expected_key(*this, find(id)->scope, event)});
        } else if (event.kind == EventKind::signal) {
            effects.emplace_back(SignalExpected{id, at.id, event.name});
        } else if (event.kind == EventKind::conditional) {
            data_changed_ = true;
        }
    }
}

void Run::arm(Index host, std::int64_t token) {
    const auto scope = find(token)->scope;
    for (const Index boundary : node(host).boundaries) {
        if (std::ranges::any_of(node(boundary).events, waits_for_outside)) subscribe(rest(boundary, scope, token));
    }
}

// A condition's event happens when it becomes true; BPMN 10.5.1.
bool Run::look_at_conditions() {
    if (!data_changed_) return false;
    data_changed_ = false;
    for (std::size_t i = 0; i < state.tokens.size() && !error; ++i) {
        const Token token = state.tokens[i];
        if (definition.is_flow(token.place) || node(token.place).element->waits != Waits::event) continue;
        const Node& at = node(token.place);
        for (std::size_t e = 0; e < at.events.size(); ++e) {
            if (at.events[e].kind != EventKind::conditional) continue;
            const bool now = truth(at.events[e].condition, token.scope, at.id);
            if (at.parallel_multiple) {
                if (!now || (token.count >> e & 1) != 0) continue;
            } else {
                const bool before = token.count != 0;
                if (now == before) continue;
                find(token.id)->count = now ? 1 : 0;
                if (!now) continue;
            }
            data_changed_ = true;  // others look again afterwards
            trigger(token.id, e, {});
            return true;
        }
    }
    return false;
}

std::vector<Expected> expected(const Definition& definition, const State& state, const Json& variables) {
    std::vector<Expected> out;
    if (!definition.listens || state.ended) return out;
    Run run(definition, state, variables, {});
    for (const Token& token : state.tokens) {
        if (definition.is_flow(token.place) || token.role != Role::plain) continue;
        const Node& node = definition.nodes[token.place];
        const bool task = node.element->waits == Waits::message;
        if (!task && node.element->waits != Waits::event) continue;
        const auto& events = task ? node.messages : node.events;
        for (std::size_t i = 0; i < events.size(); ++i) {
            const bool came = node.parallel_multiple && (token.count >> i & 1) != 0;
            if (came) continue;
            if (events[i].kind == EventKind::message)
                out.push_back({token.id, node.id, false, events[i].name, expected_key(run, token.scope, events[i])});
            if (events[i].kind == EventKind::signal) out.push_back({token.id, node.id, true, events[i].name, {}});
        }
    }
    return out;
}

}  // namespace hz::process
