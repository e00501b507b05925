// SPDX-License-Identifier: Apache-2.0
// Holds the stored records and their versions against their events.
#pragma once
#include <memory>

#include "ledger/state_check.hpp"

namespace hz::registry {

[[nodiscard]] std::unique_ptr<ledger::StateCheck> make_state_check();

}  // namespace hz::registry
