// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"

namespace hz::cases {

void apply(Case& c, const IncidentRaised& event, const Occurrence& when) {
    std::erase_if(c.incidents, [&](const OpenIncident& one) { return one.token == event.token; });
    c.incidents.push_back({event.token, event.element, event.kind, event.problem, when.at});
}

void apply(Case& c, const IncidentRetried& event, const Occurrence&) {
    std::erase_if(c.incidents, [&](const OpenIncident& one) { return one.token == event.token; });
}

}  // namespace hz::cases
