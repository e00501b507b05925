// SPDX-License-Identifier: Apache-2.0
// The rows of findings and the only code that writes them. Private to the module.
#pragma once
#include <functional>

#include "insight/finding.hpp"

namespace hz::insight {

[[nodiscard]] std::optional<Finding> find_finding(storage::Session& session, FindingId id);
[[nodiscard]] bool has_found(storage::Session& session, cases::CaseId case_id, std::string_view rule);
void insert_finding(storage::Session& session, const Finding& finding);
void update_finding(storage::Session& session, const Finding& finding);
// Older than `before` (0: the newest), until `see` gives false. `state` and `agency` narrow where they are given.
void each_finding(storage::Session& session, FindingId before, std::string_view agency, std::string_view state,
                  const std::function<bool(Finding)>& see);

}  // namespace hz::insight
