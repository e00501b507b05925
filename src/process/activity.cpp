// SPDX-License-Identifier: Apache-2.0
// What all activities share: how many tokens they start with, boundary events, loops, and what follows completion.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/run.hpp"

namespace hz::process {

namespace {

// BPMN 10.3: an activity with a startQuantity takes that many tokens, by whichever flows they come.
bool enough_tokens(Run& run, Index place, Index flow, std::int64_t scope) {
    const Node& node = run.node(place);
    if (node.start_quantity <= 1 || flow == nowhere) return true;
    run.rest(run.definition.flow_place(flow), scope);
    std::vector<std::int64_t> waiting;
    for (const Token& token : run.state.tokens) {
        const bool here = token.scope == scope && run.definition.is_flow(token.place) &&
                          run.definition.flows[run.definition.flow_of(token.place)].target == place;
        if (here) waiting.push_back(token.id);
    }
    if (waiting.size() < static_cast<std::size_t>(node.start_quantity)) {
        run.end(scope);
        return false;
    }
    waiting.resize(static_cast<std::size_t>(node.start_quantity));
    for (const auto token : waiting) run.remove(token);
    return true;
}

}  // namespace

void enter_activity(Run& run, Index node, Index flow, std::int64_t scope) { run.enter_activity(node, flow, scope); }

void Run::enter_activity(Index place, Index flow, std::int64_t scope) {
    const Token* around = scope == 0 ? nullptr : find(scope);
    if (around != nullptr && around->role == Role::loop) return start(place, scope, 0, Role::plain);
    if (!enough_tokens(*this, place, flow, scope)) return;
    reach(node(place).id, node(place).marks);
    start(place, scope, 0, Role::plain);
}

void Run::start(Index place, std::int64_t scope, std::int64_t attached, Role role) {
    const Node& at = node(place);
    const Token* around = scope == 0 ? nullptr : find(scope);
    const bool instance = around != nullptr && around->role == Role::loop && around->place == place;
    if (at.loop.kind != Loop::none && !instance) return begin_loop(place, scope, attached);
    if (at.element->work == nullptr && !instance) return complete(Stay{0, place, scope, attached, role});
    const auto token = rest(place, scope, attached, role);
    if (error) return;
    if (instance) begin_instance(token, scope);
    const Stay stay{token, place, scope, attached, role};
    if (at.element->work == nullptr) return complete(stay);
    at.element->work(*this, stay);
    if (!at.boundaries.empty() && !instance && find(token) != nullptr) arm(place, token);
}

bool Run::is_instance(const Stay& stay) {
    const Token* around = stay.scope == 0 ? nullptr : find(stay.scope);
    return around != nullptr && around->role == Role::loop && around->place == stay.node;
}

void Run::complete(std::int64_t token) {
    if (const Token* found = find(token))
        complete(Stay{found->id, found->place, found->scope, found->attached, found->role});
}

void Run::complete(const Stay& stay) {
    const Node& at = node(stay.node);
    if (stay.role == Role::undoing) return undo_next(stay.token);
    JsonObject data;
    std::vector<Done> inside;
    if (stay.token != 0) {
        for (const Assignment& output : at.outputs) {
            auto result = value(output.from, stay.token, at.id);
            if (result.is_null()) continue;  // it did not give this one
            set(stay.scope, output.to, std::move(result));
        }
        if (stay.role == Role::loop && !at.loop.into.empty()) {
            Json list = frame(stay.token).data[at.loop.into];
            set(stay.scope, at.loop.into, std::move(list));
        }
        if (is_instance(stay)) collect(stay);
        if (Frame* kept = find_frame(stay.token)) {
            data = std::move(kept->data);
            inside = std::move(kept->done);
        }
        if (!at.boundaries.empty() || stay.role == Role::loop) cancel_attached(stay.token);
    }
    if (is_instance(stay)) {
        if (definition.has_compensation) note_done(stay, data, std::move(inside));
        if (stay.token != 0) remove(stay.token);
        pass(stay.node);
        return loop_next(stay.scope, stay);
    }
    if (stay.token != 0) remove(stay.token);
    if (stay.role != Role::loop) pass(stay.node);
    if (stay.attached != 0) {  // it compensated
        undone_.push_back(stay.attached);
        return;
    }
    if (definition.has_compensation) note_done(stay, std::move(data), std::move(inside));
    if (at.triggered_by_event || at.for_compensation || at.outgoing.empty()) {
        if (!at.triggered_by_event) state.ended_at = at.id;
        return end(stay.scope);
    }
    leave(stay.node, stay.scope);
}

}  // namespace hz::process
