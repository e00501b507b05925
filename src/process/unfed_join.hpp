// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "process/model.hpp"

namespace hz::process {

// Parallel joins ahead of tokens at `places` (nodes or flows) to which none of them can bring a token by one of the
// branches: whoever arrives there waits for ever.
[[nodiscard]] std::vector<Index> unfed_joins(const Definition& definition, const std::vector<Index>& places);

}  // namespace hz::process
