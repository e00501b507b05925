// SPDX-License-Identifier: Apache-2.0
// Compensation, BPMN 13.4.7 (compensation) and 10.3.5 (transactions): what was done is undone, the last first, one
// after another.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/run.hpp"

namespace hz::process {

namespace {

// The start event of a sub-process's own compensation, or nowhere.
Index find_undo_start(const Definition& definition, Index inner) {
    if (inner == nowhere) return nowhere;
    for (const Index start : definition.scopes[inner].triggers) {
        for (const auto& event : definition.nodes[start].events) {
            if (event.kind == EventKind::compensation) return start;
        }
    }
    return nowhere;
}

// Moves out what is to be undone: all, or what was done at one activity.
std::vector<Done> take_done(std::vector<Done>& from, Index only) {
    if (only == nowhere) return std::exchange(from, {});
    std::vector<Done> out;
    std::vector<Done> kept;
    for (Done& done : from) (done.node == only ? out : kept).push_back(std::move(done));
    from = std::move(kept);
    return out;
}

}  // namespace

void Run::note_done(const Stay& stay, JsonObject data, std::vector<Done> inside) {
    if (stay.role != Role::plain && stay.role != Role::loop) return;
    if (stay.role == Role::loop) {
        for (Done& done : inside) frame(stay.scope).done.push_back(std::move(done));
        return;
    }
    const Node& at = node(stay.node);
    if (at.triggered_by_event || at.for_compensation) return;
    const bool inner = at.inner != nowhere && definition.scopes[at.inner].compensable;
    if (at.compensator == nowhere && !inner) return;
    if (frame(stay.scope).done.size() >= budget.tokens) return fail(errors::budget_exceeded, at.id);
    frame(stay.scope).done.push_back({stay.node, std::move(data), std::move(inside)});
}

bool Run::undo(Index place, std::int64_t scope, Index only, bool wait) {
    std::vector<Done> list;
    for (std::int64_t at = scope; at >= 0 && list.empty(); at = outer(at)) {
        if (Frame* kept = find_frame(at)) list = take_done(kept->done, only);
        // An event sub-process speaks for the scope around it; a named activity may stand further out.
        const Token* owner = at == 0 ? nullptr : find(at);
        const bool passes = owner != nullptr && (node(owner->place).triggered_by_event || only != nowhere);
        if (!passes) break;
    }
    if (list.empty()) return false;
    const auto token = rest(place, scope, 0, Role::undoing);
    find(token)->count = wait ? 1 : 0;
    frame(token).done = std::move(list);
    undone_.push_back(token);
    return true;
}

void Run::undo_next(std::int64_t undoing) {
    const Token* found = find(undoing);
    if (found == nullptr) return;
    if (std::ranges::any_of(state.tokens, [&](const Token& t) { return t.attached == undoing; })) return;
    const Token token = *found;
    std::vector<Done>& list = frame(undoing).done;
    if (!list.empty()) {
        Done done = std::move(list.back());
        list.pop_back();
        const Node& at = node(done.node);
        const Index start = find_undo_start(definition, at.inner);
        if (at.compensator != nowhere) {
            reach(node(at.compensator).id, node(at.compensator).marks);
            return this->start(at.compensator, around_of_undoing(token), undoing, Role::handler);
        }
        if (start == nowhere) {
            for (Done& inner : done.inside) list.push_back(std::move(inner));
            undone_.push_back(undoing);
            return;
        }
        const auto restored = rest(done.node, around_of_undoing(token), undoing, Role::restored);
        frame(restored).data = std::move(done.data);
        frame(restored).done = std::move(done.inside);
        return start_event_sub_process(start, restored);
    }
    const Node& at = node(token.place);
    remove(undoing);
    if (at.transaction) {
        for (const Index boundary : at.boundaries) {
            const auto& events = node(boundary).events;
            if (std::ranges::none_of(events, [](const auto& e) { return e.kind == EventKind::cancel; })) continue;
            reach(node(boundary).id, node(boundary).marks);
            pass(boundary);
            return leave(boundary, token.scope);
        }
        return end(token.scope);
    }
    if (token.count == 0 || at.element == &end_event) return end(token.scope);
    leave(token.place, token.scope);
}

std::int64_t Run::around_of_undoing(const Token& token) {
    return node(token.place).transaction ? token.id : token.scope;
}

void Run::cancel_transaction(std::int64_t scope, Index) {
    for (std::int64_t at = scope; at > 0;) {
        Token* token = find(at);
        if (token == nullptr) return;
        if (token->role != Role::loop && node(token->place).transaction) {
            cancel_inside(at);
            cancel_attached(at);
            find(at)->role = Role::undoing;
            undone_.push_back(at);
            return;
        }
        at = token->scope;
    }
    end(scope);
}

}  // namespace hz::process
