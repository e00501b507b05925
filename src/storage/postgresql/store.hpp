// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>

#include "storage/store.hpp"

namespace hz::storage::postgresql {

// Throws Failure.
[[nodiscard]] std::unique_ptr<Store> open_store(const Options& options);

}  // namespace hz::storage::postgresql
