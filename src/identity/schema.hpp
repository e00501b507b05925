// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/migration.hpp"

namespace hz::identity {

[[nodiscard]] storage::Schema schema();

}  // namespace hz::identity
