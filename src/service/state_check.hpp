// SPDX-License-Identifier: Apache-2.0
// Holds issued licences against their events, and files against the cases that name them: where a file stands is the
// one thing about it that no event of its own tells.
#pragma once
#include <memory>

#include "ledger/state_check.hpp"

namespace hz::service {

[[nodiscard]] std::unique_ptr<ledger::StateCheck> make_state_check();

}  // namespace hz::service
