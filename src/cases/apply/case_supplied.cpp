// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"

namespace hz::cases {

void apply(Case& c, const CaseSupplied& event, const Occurrence& when) {
    if (!event.form.is_null()) c.form = event.form;
    c.materials = event.materials;
    if (c.supplement) c.supplement->supplied_at = when.at;
    apply_move(c, event.move);
}

}  // namespace hz::cases
