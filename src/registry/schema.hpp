// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/migration.hpp"
#include "storage/store.hpp"

namespace hz::registry {

[[nodiscard]] storage::Schema schema();
// The search index of records; once at start-up, after migrate().
void create_indexes(storage::Session& session);

}  // namespace hz::registry
