// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdio>

namespace hz::bench {

// Memory of this process, in pages of 4 kB counted as kB; 0 where the system does not tell.
inline long resident_kb() {
    long pages = 0, resident = 0;
    if (auto* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2) resident = 0;
        std::fclose(file);
    }
    return resident * 4;
}

}  // namespace hz::bench
