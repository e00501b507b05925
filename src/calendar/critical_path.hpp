// SPDX-License-Identifier: Apache-2.0
// How long parts take together where some run at the same time: the limit of a whole is the length of its longest
// chain.
#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"

namespace hz::calendar {

struct Part {
    std::string code;
    int duration = 0;                // >= 0, all parts in the same unit
    std::vector<std::string> after;  // the parts that must be done before
};

struct PlannedPart {
    std::string code;
    int earliest = 0;  // it can begin after so much
    int latest = 0;    // it must begin by then if the whole is not to take longer
    [[nodiscard]] int slack() const { return latest - earliest; }
};

struct CriticalPath {
    int length = 0;
    std::vector<std::string> path;   // a longest chain, first to last; of several the one whose parts were given first
    std::vector<PlannedPart> parts;  // as given
};

// Refuses errors::invalid_steps with the fields: a code given twice, a part that does not exist, parts that wait for
// one another.
[[nodiscard]] Result<CriticalPath> critical_path(const std::vector<Part>& parts);

}  // namespace hz::calendar
