// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"

namespace hz::cases {

void apply(Case& c, const CaseWithdrawn& event, const Occurrence&) { apply_move(c, event.move); }

}  // namespace hz::cases
