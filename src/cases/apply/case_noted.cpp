// SPDX-License-Identifier: Apache-2.0
// The texts stay in the events; the case only counts.
#include <algorithm>

#include "cases/apply.hpp"

namespace hz::cases {

Annex& annex_of(Case& c) { return c.annex ? *c.annex : c.annex.emplace(); }

void apply(Case& c, const CaseNoted& event, const Occurrence& when) {
    auto& annex = annex_of(c);
    ++annex.notes;
    if (event.kind != "urge") return;
    ++annex.urgings;
    (event.by_applicant ? annex.urged_by_applicant : annex.urged_by_staff) = when.at;
}

void apply(Case& c, const MaterialsAttached& event, const Occurrence&) {
    for (const auto& fresh : event.materials) {
        const auto at = std::ranges::find(c.materials, fresh.code, &Material::code);
        if (at == c.materials.end())
            c.materials.push_back(fresh);
        else
            at->files.insert(at->files.end(), fresh.files.begin(), fresh.files.end());
    }
}

}  // namespace hz::cases
