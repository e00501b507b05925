// SPDX-License-Identifier: Apache-2.0
// The stored form. What is usual (a plain token at the process itself) writes nothing but id and element.
#include <algorithm>
#include <set>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/model.hpp"

namespace hz::process {

namespace {

constexpr std::size_t max_tokens = 10'000;
constexpr std::size_t max_depth = 32;
constexpr std::string_view roles[] = {"plain", "loop", "handler", "undoing", "restored", "resetting"};

bool rests_there(const Definition& definition, const Token& token) {
    if (token.place == nowhere) return false;
    if (definition.is_flow(token.place)) return token.role == Role::plain;
    const Node& node = definition.nodes[token.place];
    switch (token.role) {
        case Role::plain:
        case Role::handler:
            return node.element->waits != Waits::no;
        case Role::loop:
            return node.loop.kind != Loop::none;
        case Role::restored:
            return node.inner != nowhere;
        case Role::undoing:
            return node.transaction || node.element == &intermediate_throw_event || node.element == &end_event;
        case Role::resetting:
            return node.element == &complex_gateway;
    }
    return false;
}

// Scopes are older than what is in them, and contain it: no circles.
bool sound(const Definition& definition, const State& state) {
    std::set<std::int64_t> ids{0};
    for (const Token& token : state.tokens) {
        if (token.id < 1 || token.id >= state.next_token || !ids.insert(token.id).second) return false;
    }
    for (const Token& token : state.tokens) {
        if (!ids.contains(token.attached) || token.attached == token.id) return false;
        if (!ids.contains(token.scope) || token.scope >= token.id) return false;
        if (token.scope == 0) continue;
        const auto owner = std::ranges::find(state.tokens, token.scope, &Token::id);
        if (definition.is_flow(owner->place)) return false;
        const Node& node = definition.nodes[owner->place];
        if (owner->role != Role::loop && node.inner == nowhere) return false;
    }
    for (const Frame& frame : state.frames) {
        if (!ids.contains(frame.token)) return false;
    }
    const bool over = state.ended && !state.tokens.empty();
    return state.next_token >= 1 && !over && state.process < definition.scopes.size() &&
           definition.scopes[state.process].owner == nowhere;
}

Json to_json(const Definition& definition, const std::vector<Done>& list) {
    JsonArray out;
    for (const Done& done : list) {
        JsonObject entry{{"element", definition.nodes[done.node].id}};
        if (!done.data.empty()) entry["data"] = done.data;
        if (!done.inside.empty()) entry["inside"] = to_json(definition, done.inside);
        out.emplace_back(std::move(entry));
    }
    return out;
}

Json to_json(const Definition& definition, const Frame& frame) {
    JsonObject entry{{"token", frame.token}};
    if (!frame.data.empty()) entry["data"] = frame.data;
    if (!frame.done.empty()) entry["done"] = to_json(definition, frame.done);
    if (frame.total != 0) entry["total"] = frame.total;
    if (frame.started != 0) entry["started"] = frame.started;
    if (frame.completed != 0) entry["completed"] = frame.completed;
    return entry;
}

bool read_done(const Definition& definition, const Json& value, std::vector<Done>& out, std::size_t depth) {
    if (depth > max_depth) return false;
    for (const Json& entry : get_array(value, depth == 0 ? "done" : "inside")) {
        Done done;
        done.node = definition.find_node(get_text(entry, "element"));
        if (done.node == nowhere) return false;
        done.data = get_object(entry, "data");
        if (!read_done(definition, entry, done.inside, depth + 1)) return false;
        out.push_back(std::move(done));
    }
    return true;
}

std::int32_t small(const Json& value, std::string_view key) {
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(get_int(value, key), -1, INT32_MAX));
}

bool read_frames(const Definition& definition, const Json& value, State& out) {
    for (const Json& entry : get_array(value, "frames")) {
        Frame frame;
        frame.token = get_int(entry, "token");
        frame.data = get_object(entry, "data");
        if (!read_done(definition, entry, frame.done, 0)) return false;
        frame.total = small(entry, "total");
        frame.started = small(entry, "started");
        frame.completed = small(entry, "completed");
        if (!out.frames.empty() && out.frames.back().token >= frame.token) return false;
        out.frames.push_back(std::move(frame));
    }
    return true;
}

}  // namespace

const std::string& element_of(const Definition& definition, const Token& token) {
    return definition.place_id(token.place);
}

Json to_json(const Definition& definition, const State& state) {
    JsonArray tokens;
    for (const Token& token : state.tokens) {
        JsonObject entry{{"id", token.id}, {"element", definition.place_id(token.place)}};
        if (token.attached != 0) entry["attached"] = token.attached;
        if (token.scope != 0) entry["scope"] = token.scope;
        if (token.role != Role::plain) entry["role"] = roles[static_cast<std::size_t>(token.role)];
        if (token.count != 0) entry["count"] = token.count;
        tokens.emplace_back(std::move(entry));
    }
    JsonObject out{{"tokens", std::move(tokens)}, {"next_token", state.next_token}};
    if (state.ended) out["ended"] = true;
    if (!state.ended_at.empty()) out["ended_at"] = state.ended_at;
    if (!state.error.empty()) out["error"] = state.error;
    if (state.process != definition.main) out["process"] = definition.scopes[state.process].process_id;
    if (state.frames.empty()) return out;
    JsonArray frames;
    for (const Frame& frame : state.frames) frames.emplace_back(to_json(definition, frame));
    out["frames"] = std::move(frames);
    return out;
}

Result<State> state_from_json(const Definition& definition, const Json& value) {
    const Json* next = find(value, "next_token");
    const Json* tokens = find(value, "tokens");
    const bool shaped = next != nullptr && next->is_int64() && tokens != nullptr && tokens->is_array() &&
                        tokens->as_array().size() <= max_tokens;
    if (!shaped) return refuse(errors::invalid_state);
    State out;
    out.next_token = next->as_int64();
    out.ended = get_bool(value, "ended");
    out.ended_at = get_text(value, "ended_at");
    out.error = get_text(value, "error");
    const auto process = get_text(value, "process");
    out.process = process.empty() ? definition.main : definition.find_process(process);
    for (const Json& entry : tokens->as_array()) {
        const auto role = std::ranges::find(roles, get_text(entry, "role", roles[0]));
        if (role == std::end(roles)) return refuse(errors::invalid_state);
        const auto element = get_text(entry, "element");
        if (element.empty()) return refuse(errors::invalid_state);
        const Token token{get_int(entry, "id"),  definition.find_place(element), static_cast<Role>(role - roles),
                          small(entry, "count"), get_int(entry, "attached"),     get_int(entry, "scope")};
        if (!rests_there(definition, token)) return refuse(errors::foreign_state, {{"element", std::string(element)}});
        out.tokens.push_back(token);
    }
    std::ranges::sort(out.tokens, {}, &Token::id);
    if (!read_frames(definition, value, out) || !sound(definition, out)) return refuse(errors::invalid_state);
    return out;
}

}  // namespace hz::process
