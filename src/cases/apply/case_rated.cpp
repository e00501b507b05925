// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"

namespace hz::cases {

void apply(Case& c, const CaseRated& event, const Occurrence& when) {
    c.rating = Rating{event.level, event.reasons, event.text, when.at};
}

}  // namespace hz::cases
