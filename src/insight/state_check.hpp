// SPDX-License-Identifier: Apache-2.0
// Holds the stored findings against their events.
#pragma once
#include <memory>

#include "ledger/state_check.hpp"

namespace hz::insight {

[[nodiscard]] std::unique_ptr<ledger::StateCheck> make_state_check();

}  // namespace hz::insight
