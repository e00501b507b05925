// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace hz::app {

inline constexpr std::string_view program_version = "0.1.0";

}  // namespace hz::app
