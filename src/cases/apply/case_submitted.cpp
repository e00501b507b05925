// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"

namespace hz::cases {

void apply(Case& c, const CaseSubmitted& event, const Occurrence& when) {
    c.id = when.case_id;
    c.number = event.number;
    c.type = event.type;
    c.type_version = event.type_version;
    c.agency = event.agency;
    c.region = event.region;
    c.applicant = event.applicant;
    c.applicant_name = event.applicant_name;
    c.company = event.company;
    c.company_name = event.company_name;
    c.state = "submitted";
    c.submitted_at = when.at;
    c.form = event.form;
    c.materials = event.materials;
    c.handled = JsonObject{};
    c.results = JsonObject{};
    apply_move(c, event.move);
}

}  // namespace hz::cases
