// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>

#include "ledger/log.hpp"

namespace hz::app {

// Brings the full-text index of cases forward by at most `limit` ledger entries. Derived: it may lag, and can be
// rebuilt.
std::size_t index_cases(ledger::Log& log, std::size_t limit);

}  // namespace hz::app
