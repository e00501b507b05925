// SPDX-License-Identifier: Apache-2.0
// From a draft with its uploads to a case.
#pragma once
#include "cases/cases.hpp"
#include "cases/draft.hpp"
#include "document/file.hpp"
#include "pack/definition.hpp"

namespace hz::service {

struct Application {
    cases::Recorded recorded;
    bool repeated = false;  // the draft had been submitted before: this is the case it became
};

// Pressing the button twice, in two windows, or after a lost answer gives one case. Refusals: those of cases::submit,
// upload_unfinished, not_your_company, company_needed.
Result<Application> submit_application(storage::Session& session, cases::Cases& cases,
                                       pack::DefinitionCache& definitions, const identity::Actor& actor,
                                       cases::DraftId draft);

// The applicant supplies what was asked for: new files replace those of the same material, the others stay.
Result<cases::Recorded> supply_application(storage::Session& session, cases::Cases& cases, const identity::Actor& actor,
                                           cases::CaseId id, const Json& form, std::string note);

// More material, by the applicant or by staff: what this person has uploaded for it (context_of_attachment).
Result<cases::Recorded> attach_material(storage::Session& session, cases::Cases& cases, const identity::Actor& actor,
                                        cases::CaseId id, std::string note);
[[nodiscard]] std::string context_of_attachment(cases::CaseId id, identity::PersonId by);

// An upload for one material of a service, by the rules its guide states.
struct MaterialUpload {
    std::string item, context, material, name, media_type;
    std::int64_t size = 0;
};
Result<document::File> start_material(storage::Session& session, const pack::Definitions& definitions,
                                      document::FileId id, identity::PersonId owner, const MaterialUpload& upload,
                                      Time now);

}  // namespace hz::service
