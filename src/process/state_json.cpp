// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "process/errors.hpp"
#include "process/process.hpp"

namespace hz::process {

namespace {

constexpr std::size_t max_tokens = 10'000;
constexpr std::size_t max_id = 100;

bool sound(const State& state) {
    std::set<std::int64_t> ids;
    for (const Token& token : state.tokens) {
        if (token.id < 1 || token.id >= state.next_token || !ids.insert(token.id).second) return false;
        if (token.element.empty() || token.element.size() > max_id || token.attached < 0) return false;
    }
    const bool hosts = std::ranges::all_of(state.tokens, [&](const Token& token) {
        return token.attached == 0 || (token.attached != token.id && ids.contains(token.attached));
    });
    return hosts && state.next_token >= 1 && state.ended_at.size() <= max_id && !(state.ended && !state.tokens.empty());
}

}  // namespace

Json to_json(const State& state) {
    JsonArray tokens;
    for (const Token& token : state.tokens) {
        JsonObject entry{{"id", token.id}, {"element", token.element}};
        if (token.attached != 0) entry["attached"] = token.attached;
        tokens.emplace_back(std::move(entry));
    }
    JsonObject out{{"tokens", std::move(tokens)}, {"next_token", state.next_token}};
    if (state.ended) out["ended"] = true;
    if (!state.ended_at.empty()) out["ended_at"] = state.ended_at;
    return out;
}

Result<State> state_from_json(const Json& value) {
    const Json* next = find(value, "next_token");
    const Json* tokens = find(value, "tokens");
    const bool shaped = next != nullptr && next->is_int64() && tokens != nullptr && tokens->is_array() &&
                        tokens->as_array().size() <= max_tokens;
    if (!shaped) return refuse(errors::invalid_state);
    State out;
    out.next_token = next->as_int64();
    out.ended = get_bool(value, "ended");
    out.ended_at = get_text(value, "ended_at");
    for (const Json& entry : tokens->as_array()) {
        out.tokens.push_back(
            {get_int(entry, "id"), std::string(get_text(entry, "element")), get_int(entry, "attached")});
    }
    if (!sound(out)) return refuse(errors::invalid_state);
    return out;
}

}  // namespace hz::process
