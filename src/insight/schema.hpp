// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/migration.hpp"

namespace hz::insight {

[[nodiscard]] storage::Schema schema();

}  // namespace hz::insight
