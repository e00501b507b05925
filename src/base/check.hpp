// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace hz {

// The line of a caller, as a default argument. std::source_location is not usable with clang 14 and this library.
struct Where {
    const char* file;
    unsigned line;
    [[nodiscard]] static constexpr Where here(const char* file = __builtin_FILE(), unsigned line = __builtin_LINE()) {
        return {file, line};
    }
};

// A bug: something this program promised itself does not hold. Prints where and why, then aborts.
[[noreturn]] void bug(std::string_view why, Where where = Where::here());

// Never reachable from input; input is refused with an Error.
inline void check(bool holds, std::string_view why, Where where = Where::here()) {
    if (!holds) bug(why, where);
}

}  // namespace hz
