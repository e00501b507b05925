// SPDX-License-Identifier: Apache-2.0
// A measurement that cannot go on says why and ends the program.
#pragma once
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/result.hpp"

namespace hz::bench {

template <class T>
T must(Result<T> result, const char* what) {
    if (!result) {
        const auto& why = result.error();
        std::fprintf(stderr, "%s: %s %s\n", what, std::string(why.code->id).c_str(), why.detail.c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace hz::bench
