// SPDX-License-Identifier: Apache-2.0
// What the register of legal entities says of the companies a person may act for.
#pragma once
#include <string>
#include <string_view>

#include "storage/store.hpp"

namespace hz::service {

// "" where the register does not know it.
[[nodiscard]] std::string company_name(storage::Session& session, std::string_view key);

}  // namespace hz::service
