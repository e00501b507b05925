// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <source_location>
#include <string_view>

namespace hz {

// A bug: something this program promised itself does not hold. Prints where and why, then aborts.
[[noreturn]] void bug(std::string_view why, const std::source_location& where = std::source_location::current());

// Never reachable from input; input is refused with an Error.
inline void check(bool holds, std::string_view why, const std::source_location& where = std::source_location::current()) {
    if (!holds) bug(why, where);
}

}  // namespace hz
