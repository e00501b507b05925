// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>

#include "storage/store.hpp"

namespace hz::storage::sqlite {

// The path of a "sqlite:PATH" url.
[[nodiscard]] std::string path_of(std::string_view url);
// Throws Failure.
[[nodiscard]] std::unique_ptr<Store> open_store(const Options& options);

}  // namespace hz::storage::sqlite
