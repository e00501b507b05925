// SPDX-License-Identifier: Apache-2.0
// Holds the stored files against their events: what is said of them, and every byte of their content.
#pragma once
#include <memory>

#include "ledger/state_check.hpp"

namespace hz::document {

[[nodiscard]] std::unique_ptr<ledger::StateCheck> make_state_check();

}  // namespace hz::document
