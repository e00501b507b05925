// SPDX-License-Identifier: Apache-2.0
// Drafts: the applicant's own notes until submission. Nobody else reads them, so they are no ledger event.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "cases/case.hpp"
#include "storage/store.hpp"

namespace hz::cases {

using DraftId = Id<struct DraftTag>;

struct Draft {
    DraftId id;
    PersonId person;
    std::string type;
    std::string company;
    std::int64_t version = 0;  // the ETag
    Time updated_at{};
    CaseId submitted_as;  // 0 while it is a draft
    Json data;
};

inline constexpr std::size_t draft_bytes = 256 * 1024;
inline constexpr std::size_t drafts_per_person = 50;

Result<Draft> create_draft(storage::Session& session, DraftId id, PersonId person, std::string_view type,
                           std::string_view company, const Json& data, Time now);
// Also finds a submitted one, so that a second press of the button meets the first.
[[nodiscard]] Result<Draft> get_draft(storage::Session& session, DraftId id, PersonId person);
[[nodiscard]] std::vector<Draft> drafts_of(storage::Session& session, PersonId person);
// `expected` 0: overwrite. Refuses errors::draft_changed.
Result<Draft> save_draft(storage::Session& session, DraftId id, PersonId person, std::int64_t expected,
                         const Json& data, Time now);
void mark_submitted(storage::Session& session, DraftId id, CaseId as);
Result<void> delete_draft(storage::Session& session, DraftId id, PersonId person);

}  // namespace hz::cases
