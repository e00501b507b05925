// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "cases/case.hpp"
#include "cases/case_type.hpp"

namespace hz::cases {

// Fills the type's template: {code} the type, {date} yyyymmdd, {serial} of the type and day (four digits or more),
// {id}. 办件编号 has no national form (GB/T 39046 says an..50), so the template is the pack's.
[[nodiscard]] std::string case_number(storage::Session& session, const CaseType& type, CaseId id, calendar::Date today);

}  // namespace hz::cases
