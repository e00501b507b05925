// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/json_fields.hpp"
#include "cases/apply.hpp"
#include "cases/command.hpp"
#include "cases/errors.hpp"

namespace hz::cases {

Result<void> check_materials(const CaseType& type, const std::vector<Material>& materials) {
    std::vector<FieldError> problems;
    for (const auto& wanted : type.materials) {
        const auto given =
            std::find_if(materials.begin(), materials.end(), [&](const Material& m) { return m.code == wanted.code; });
        if (wanted.required && (given == materials.end() || given->files.empty()))
            problems.push_back({"/materials/" + wanted.code, &errors::material_missing, {{"title", wanted.title_zh}}});
    }
    for (const auto& material : materials) {
        const auto known = std::any_of(type.materials.begin(), type.materials.end(),
                                       [&](const MaterialType& m) { return m.code == material.code; });
        if (!known)
            problems.push_back({"/materials/" + material.code, &errors::material_unknown, {{"code", material.code}}});
    }
    if (!problems.empty()) return refuse_fields(errors::material_missing, std::move(problems));
    return {};
}

// Somebody applies. The form is checked again here, whatever the browser said.
Result<Event> submit_case(const SubmitCase& command, CaseId id, std::string number, const Asking& asking) {
    const auto& type = asking.around.type;
    if (!type.online || !type.process) return refuse(errors::not_online);
    CaseSubmitted event;
    auto data = check_form(command.form, asking.around);
    if (!data) return data.error();
    event.form = std::move(*data);
    if (const auto complete = check_materials(type, command.materials); !complete) return complete.error();

    event.number = std::move(number);
    event.type = type.code;
    event.type_version = type.version;
    event.agency = command.agency.empty() ? type.agency : command.agency;
    event.region = command.region;
    event.applicant = asking.actor.person;
    event.applicant_name = command.applicant_name;
    event.company = command.company;
    event.company_name = command.company_name;
    event.materials = command.materials;

    Case c;
    apply(c, event, {id, asking.around.now, asking.actor.person});
    auto moved = move(c, process::Start{}, asking.around);
    if (!moved) return moved.error();
    event.move = std::move(*moved);
    return Event{std::move(event)};
}

}  // namespace hz::cases
