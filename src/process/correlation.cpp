// SPDX-License-Identifier: Apache-2.0
#include "process/correlation.hpp"

namespace hz::process {

namespace {

const Expression* find_retrieval(const Definition& definition, const std::string& property,
                                 const std::string& message) {
    const auto found = definition.retrievals.find(property);
    if (found == definition.retrievals.end()) return nullptr;
    const auto path = found->second.find(message);
    return path == found->second.end() ? nullptr : &path->second;
}

}  // namespace

Json expected_key(Run& run, std::int64_t scope, const EventDefinition& message) {
    if (message.key.given()) return run.value(message.key, scope, message.id);
    if (run.definition.retrievals.empty()) return {};
    JsonObject key;
    for (std::int64_t at = scope; at >= 0; at = run.outer(at)) {
        const Index inside = run.scope_at(at);
        if (inside == nowhere) continue;
        for (const auto& binding : run.definition.scopes[inside].correlation) {
            if (find_retrieval(run.definition, binding.property, message.ref) != nullptr)
                key[binding.property] = run.value(binding.path, scope, binding.property);
        }
    }
    return key.empty() ? Json() : Json(std::move(key));
}

Json key_of(Run& run, const EventDefinition& message, const Json& data) {
    JsonObject key;
    for (const auto& [property, by_message] : run.definition.retrievals) {
        const auto path = by_message.find(message.ref);
        if (path == by_message.end() || path->second.feel == nullptr) continue;
        const auto value = rules::evaluate(*path->second.feel, data.is_object() ? data : Json(JsonObject{}));
        if (value) key[property] = *value;
    }
    return key.empty() ? Json() : Json(std::move(key));
}

bool correlates(const Json& expected, const Json& brought) {
    const auto* wanted = expected.if_object();
    if (wanted == nullptr) return true;
    for (const auto& [property, value] : *wanted) {
        const Json* given = find(brought, property);
        if (given == nullptr || *given != value) return false;
    }
    return true;
}

}  // namespace hz::process
