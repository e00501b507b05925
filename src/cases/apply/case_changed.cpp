// SPDX-License-Identifier: Apache-2.0
// Corrected, reopened, archived, related to another.
#include <algorithm>

#include "base/json_fields.hpp"
#include "cases/apply.hpp"

namespace hz::cases {
namespace {

void relabel(Case& c, const Correction& change) {
    const auto to = from_fields<std::string>(change.after);
    for (auto& material : c.materials) std::erase(material.files, change.at);
    auto at = std::ranges::find(c.materials, to, &Material::code);
    if (at == c.materials.end()) at = c.materials.insert(c.materials.end(), {to, {}});
    at->files.push_back(change.at);
}

}  // namespace

void apply(Case& c, const CaseCorrected& event, const Occurrence&) {
    for (const auto& change : event.changes) {
        if (change.kind == "material") {
            relabel(c, change);
            continue;
        }
        if (!c.form.is_object()) c.form = JsonObject{};
        if (change.after.is_null())
            c.form.as_object().erase(change.at);
        else
            c.form.as_object()[change.at] = change.after;
    }
}

void apply(Case& c, const CaseReopened& event, const Occurrence& when) {
    auto& annex = annex_of(c);
    annex.reopened_at = when.at;
    annex.termination.reset();
    annex.approval.reset();
    c.closed_at.reset();
    c.decision.reset();
    c.clock = event.clock;
    if (event.element.empty()) {
        c.handled = JsonObject{};
        c.supplement.reset();
    }
    apply_move(c, event.move);
}

void apply(Case& c, const CaseArchived&, const Occurrence& when) { annex_of(c).archived_at = when.at; }

void apply(Case& c, const CaseLinked& event, const Occurrence&) {
    annex_of(c).links.push_back({event.kind, event.other, event.number});
}

void apply(Case& c, const CaseMerged& event, const Occurrence&) {
    auto& annex = annex_of(c);
    annex.approval.reset();
    annex.links.push_back({"merged_into", event.into, event.number});
    apply_move(c, event.move);
}

}  // namespace hz::cases
