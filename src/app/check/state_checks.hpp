// SPDX-License-Identifier: Apache-2.0
// Everything that is verified beside the ledger itself: the checks of all modules, and what none of them covers.
#pragma once
#include <memory>
#include <vector>

#include "ledger/verify.hpp"

namespace hz::app {

// Made anew for each verification. Together with the ledger's own tables and `not_covered` they name every table of
// the store; a test fails on one they do not.
[[nodiscard]] std::vector<std::unique_ptr<ledger::StateCheck>> state_checks();
[[nodiscard]] std::unique_ptr<ledger::StateCheck> make_schema_check();

}  // namespace hz::app
