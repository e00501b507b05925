// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "cases/apply.hpp"

namespace hz::cases {
namespace {

// What stood under the old ids stands under the new ones; what has the new id already stays.
Json renamed(const Json& value, const auto& name) {
    const auto* object = value.if_object();
    if (!object) return value;
    JsonObject out;
    for (const auto& [key, member] : *object)
        if (name(key) == key) out.emplace(key, member);
    for (const auto& [key, member] : *object) out.emplace(name(key), member);
    return out;
}

}  // namespace

void apply(Case& c, const CaseMigrated& event, const Occurrence&) {
    const auto name = [&](std::string_view element) {
        const auto found = std::ranges::find(event.renamed, element, &RenamedElement::from);
        return found == event.renamed.end() ? std::string(element) : found->to;
    };
    c.type_version = event.to;
    for (auto& task : c.tasks) task.element = name(task.element);
    for (auto& timer : c.timers) timer.element = name(timer.element);
    for (auto& job : c.jobs) job.element = name(job.element);
    for (auto& wait : c.waits) wait.element = name(wait.element);
    for (auto& incident : c.incidents) incident.element = name(incident.element);
    for (auto& element : c.passed) element = name(element);
    c.handled = renamed(c.handled, name);
    c.results = renamed(c.results, name);
    for (const auto& offer : event.offers)
        for (auto& task : c.tasks) {
            if (task.token != offer.token) continue;
            task.offered_to = offer.offered_to;
            task.skill = offer.skill;
        }
    apply_move(c, event.move);
}

}  // namespace hz::cases
