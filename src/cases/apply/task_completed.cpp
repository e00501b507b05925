// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"

#include "base/json_fields.hpp"

namespace hz::cases {
namespace {

// The reasons given with the outcome; the opinion where there are none apart.
std::string reasons_of(const TaskCompleted& event) {
    const auto reasons = get_text(event.data, "reasons");
    return reasons.empty() ? event.opinion : std::string(reasons);
}

// Milestones whose content is what the person who completed the task wrote.
void record_meaning(Case& c, const TaskCompleted& event, const Occurrence& when) {
    for (const auto& milestone : event.move.milestones) {
        if (milestone.code == "supplement_requested") {
            const auto* items = find(event.data, "items");
            c.supplement = Supplement{when.at, event.by, items ? *items : Json(JsonArray{}), std::nullopt};
        } else if (milestone.code == "granted" || milestone.code == "denied" || milestone.code == "not_accepted") {
            c.decision = Decision{milestone.code, reasons_of(event), event.by, when.at};
        }
    }
}

}  // namespace

void apply(Case& c, const TaskCompleted& event, const Occurrence& when) {
    JsonObject done{{"outcome", event.outcome}, {"opinion", event.opinion}, {"data", event.data}};
    done["by"] = hz::to_text(event.by);
    done["at"] = to_millis(when.at);
    if (!c.handled.is_object()) c.handled = JsonObject{};
    c.handled.as_object()[event.element] = std::move(done);
    record_meaning(c, event, when);
    apply_move(c, event.move);
}

}  // namespace hz::cases
