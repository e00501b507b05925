// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>

#include "cases/cases.hpp"
#include "cases/job_handler.hpp"
#include "crypto/suite.hpp"
#include "identity/directory.hpp"
#include "pack/definition.hpp"
#include "registry/record.hpp"

namespace hz::service {

// The job `document.issue_licence`: number and identifier, the record in the register, the signed paper.
// Everything it needs is in the item: `licence` {registry, template, valid_years, type_code, number_template} and the
// template's fields, FEEL over {form, applicant, licence}.
class LicenceIssuer final : public cases::JobHandler {
  public:
    struct Parts {
        storage::Store& store;
        registry::Context& registry;
        identity::Directory& directory;
        pack::DefinitionCache& definitions;
        const crypto::Suite& suite;
        const crypto::PrivateKey& key;
        IdSource& ids;
        const Clock& clock;
        cases::CalendarSource calendar;
        std::string public_url;
    };
    explicit LicenceIssuer(Parts parts) : parts_(std::move(parts)) {}
    [[nodiscard]] std::string_view type() const override { return "document.issue_licence"; }
    Result<std::unique_ptr<cases::JobWork>> prepare(storage::Session& reader, const cases::Case& c,
                                                    const cases::CaseType& type, const cases::PendingJob& job) override;

  private:
    Parts parts_;
};

}  // namespace hz::service
