// SPDX-License-Identifier: Apache-2.0
// Variables of the instance: frames on scopes and loops, seen from inside out, before what was given from outside.
// A called process does not see its caller's.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/run.hpp"

namespace hz::process {

namespace {

bool declares(const Scope& scope, std::string_view name) {
    return std::ranges::find(scope.data, name) != scope.data.end();
}

}  // namespace

Frame* Run::find_frame(std::int64_t token) {
    const auto at = std::ranges::lower_bound(state.frames, token, {}, &Frame::token);
    return at != state.frames.end() && at->token == token ? &*at : nullptr;
}

Frame& Run::frame(std::int64_t token) {
    const auto at = std::ranges::lower_bound(state.frames, token, {}, &Frame::token);
    if (at != state.frames.end() && at->token == token) return *at;
    Frame fresh;
    fresh.token = token;
    return *state.frames.insert(at, std::move(fresh));
}

std::int64_t Run::outer(std::int64_t token) const {
    if (token == 0) return -1;
    const auto at = std::ranges::lower_bound(state.tokens, token, {}, &Token::id);
    if (at == state.tokens.end() || at->id != token) return 0;
    return definition.is_flow(at->place) || node(at->place).element != &call_activity || at->role == Role::loop
               ? at->scope
               : -1;
}

const Json& Run::context(std::int64_t token) {
    if (state.frames.empty()) return variables;
    if (merged_ && merged_at_ == token) return *merged_;
    JsonObject names;
    if (const auto* given = variables.if_object()) names = *given;
    std::vector<std::int64_t> around;
    for (std::int64_t at = token; at >= 0; at = outer(at)) around.push_back(at);
    for (auto at = around.rbegin(); at != around.rend(); ++at) {
        if (const Frame* data = find_frame(*at)) {
            for (const auto& [name, value] : data->data) names[name] = value;
        }
    }
    merged_ = Json(std::move(names));
    merged_at_ = token;
    return *merged_;
}

Json Run::value(const Expression& expression, std::int64_t token, const std::string& element) {
    if (!expression.feel) return Json(expression.text);
    auto result = rules::evaluate(*expression.feel, context(token));
    if (result) return std::move(*result);
    fail(errors::condition_failed, element);
    return {};
}

bool Run::truth(const Expression& expression, std::int64_t token, const std::string& element) {
    if (!expression.feel) return false;
    auto result = rules::holds(*expression.feel, context(token));
    if (result) return *result;
    fail(errors::condition_failed, element);
    return false;
}

void Run::set_local(std::int64_t token, std::string_view name, Json value) {
    if (name.empty() || name.size() > 200) return;
    data_bytes_ += name.size() + 16 + (value.is_structured() || value.is_string() ? to_string(value).size() : 0);
    Frame& to = frame(token);
    if (data_bytes_ > budget.data_bytes || to.data.size() > 1'000)
        return fail(errors::budget_exceeded, std::string(name));
    to.data[name] = std::move(value);
    merged_.reset();
    data_changed_ = true;
}

void Run::set(std::int64_t token, std::string_view name, Json value) {
    std::int64_t last = 0;
    for (std::int64_t at = token; at >= 0; at = outer(at)) {
        last = at;
        const Index inside = scope_at(at);
        const Frame* data = find_frame(at);
        const bool here = (inside != nowhere && declares(definition.scopes[inside], name)) ||
                          (data != nullptr && data->data.contains(name));
        if (here) break;
    }
    set_local(last, name, std::move(value));
}

bool Run::is_declared(std::int64_t token, std::string_view name) {
    for (std::int64_t at = token; at >= 0; at = outer(at)) {
        const Index inside = scope_at(at);
        if (inside != nowhere && declares(definition.scopes[inside], name)) return true;
    }
    return false;
}

void Run::give(std::int64_t token, const Json& data) {
    const auto* members = data.if_object();
    if (members == nullptr) return;
    for (const auto& [name, value] : *members) set(token, name, value);
}

Json Run::inputs(Index place, std::int64_t scope) {
    const Node& at = node(place);
    if (at.inputs.empty()) return {};
    JsonObject out;
    for (const Assignment& assignment : at.inputs) out[assignment.to] = value(assignment.from, scope, at.id);
    return out;
}

Json variables_at(const Definition& definition, const State& state, std::int64_t token, const Json& variables) {
    Run run(definition, state, variables, {});
    return run.context(token);
}

}  // namespace hz::process
