// SPDX-License-Identifier: Apache-2.0
// Business rule tasks: a decision of the case type's own rules, at the version the case began with.
#pragma once
#include "cases/moving.hpp"

namespace hz::cases {

// What the decision of `job` gives for `c`. It sees what the model's data input associations give, else the variables
// of the case with the fields of its form beside them; today() and now() are `around.now`, in civil time. Refuses
// errors::decision_failed: there is no such decision, or something it needs is missing or wrong.
[[nodiscard]] Result<Json> decide(const Case& c, const PendingJob& job, const Surroundings& around);

}  // namespace hz::cases
