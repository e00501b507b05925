// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/migration.hpp"

namespace hz::cases {

[[nodiscard]] storage::Schema schema();

// The full-text index over cases, for storage::create_search.
inline constexpr std::string_view search_index = "case_search";

}  // namespace hz::cases
