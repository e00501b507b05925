// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "cases/command/checks.hpp"

namespace hz::cases {

// More of the material the service lists, unasked for: by the applicant, or by staff who got it at the window. What is
// there stays. That the files are the person's own is checked where they were uploaded.
Result<Event> handle(const AttachMaterials& command, const Case& c, const Asking& asking) {
    if (!must_be_applicant(asking.actor, c))
        if (const auto allowed = decide_on(asking.actor, c, "case.handle").result("case.handle"); !allowed)
            return allowed.error();
    if (const auto open = must_be_open(c); !open) return open.error();
    if (c.decided()) return refuse(errors::decided_no_material);
    if (const auto fits = check_text(command.note, "/note", 1000, false); !fits) return fits.error();
    if (std::ranges::all_of(command.materials, [](const Material& m) { return m.files.empty(); }))
        return refuse(errors::nothing_attached);
    for (const auto& material : command.materials)
        if (std::ranges::find(asking.around.type.materials, material.code, &MaterialType::code) ==
            asking.around.type.materials.end())
            return refuse_fields(
                errors::material_unknown,
                {{"/materials/" + material.code, &errors::material_unknown, {{"code", material.code}}}});
    return Event{MaterialsAttached{command.materials, command.note}};
}

}  // namespace hz::cases
