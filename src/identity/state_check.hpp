// SPDX-License-Identifier: Apache-2.0
// Holds people, accounts, posts and places against their events.
#pragma once
#include <memory>

#include "ledger/state_check.hpp"

namespace hz::identity {

[[nodiscard]] std::unique_ptr<ledger::StateCheck> make_state_check();

}  // namespace hz::identity
