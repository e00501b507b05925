// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/migration.hpp"

namespace hz::ledger {

[[nodiscard]] storage::Schema schema();

}  // namespace hz::ledger
