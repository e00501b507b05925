// SPDX-License-Identifier: Apache-2.0
// Holds the stored cases and the rows made from them against their events.
#pragma once
#include <memory>

#include "ledger/state_check.hpp"

namespace hz::cases {

[[nodiscard]] std::unique_ptr<ledger::StateCheck> make_state_check();

}  // namespace hz::cases
