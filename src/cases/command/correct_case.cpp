// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "cases/command/checks.hpp"

namespace hz::cases {
namespace {

// The form with its changes, checked as a whole; only fields that differ are told.
Result<void> correct_form(const CorrectCase& command, const Case& c, const Surroundings& around, CaseCorrected& event) {
    const auto* fields = command.form.if_object();
    if (!fields || fields->empty()) return {};
    JsonObject form = c.form.is_object() ? c.form.get_object() : JsonObject{};
    for (const auto& [field, value] : *fields) form.insert_or_assign(field, value);
    const auto checked = check_form(form, around);
    if (!checked) return checked.error();
    for (const auto& member : *fields) {
        const std::string field(member.key());
        const auto* before = find(c.form, field);
        const auto* after = find(*checked, field);
        const auto was = before ? *before : Json(), is = after ? *after : Json();
        if (was != is) event.changes.push_back({"form", field, was, is});
    }
    return {};
}

Result<void> correct_labels(const CorrectCase& command, const Case& c, const CaseType& type, CaseCorrected& event) {
    for (const auto& [file, material] : command.labels) {
        const auto from = std::ranges::find_if(c.materials, [&, &wanted = file](const Material& m) {
            return std::ranges::find(m.files, wanted) != m.files.end();
        });
        if (from == c.materials.end()) return refuse(errors::file_not_in_case);
        if (std::ranges::find(type.materials, material, &MaterialType::code) == type.materials.end())
            return refuse(errors::material_unknown, {{"code", material}});
        if (from->code != material)
            event.changes.push_back({"material", file, Json(from->code.c_str()), Json(material.c_str())});
    }
    return {};
}

}  // namespace

// Staff put right a field of the form or the material a file was filed under; what it was stays in the event. Of an
// open case that is not decided: afterwards it would change what the decision rests on.
Result<Event> handle(const CorrectCase& command, const Case& c, const Asking& asking) {
    if (const auto allowed = must_be_permitted(asking.actor, c, "case.correct"); !allowed) return allowed.error();
    if (const auto open = must_be_open(c); !open) return open.error();
    if (c.decided()) return refuse(errors::decided_no_material);
    if (const auto fits = check_text(command.reason, "/reason", 1000); !fits) return fits.error();
    CaseCorrected event{command.reason, {}};
    if (const auto done = correct_form(command, c, asking.around, event); !done) return done.error();
    if (const auto done = correct_labels(command, c, asking.around.type, event); !done) return done.error();
    if (event.changes.empty()) return refuse(errors::nothing_corrected);
    return Event{std::move(event)};
}

}  // namespace hz::cases
