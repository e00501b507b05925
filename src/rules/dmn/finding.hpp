// SPDX-License-Identifier: Apache-2.0
// What is found in a model on load, or while it runs: where, and a sentence in both languages.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace hz::rules::dmn {

enum class Severity { error, warning };

// `element` is the nearest id of the XML (a decision, a rule, a cell), or, without one, the path of names in angle
// brackets. `rule` and `column` count from 1 in the rows and columns of a decision table, inputs before outputs; 0:
// none.
struct Finding {
    Severity severity = Severity::error;
    std::string element{};
    std::string decision{};  // the name of the decision or function it is in
    std::size_t rule = 0;
    std::size_t column = 0;
    const ErrorCode* code = nullptr;
    std::map<std::string, std::string> params{};

    // `locale` is "zh-Hans" or "en". Without the place.
    [[nodiscard]] std::string text(std::string_view locale) const;
};
using Findings = std::vector<Finding>;

}  // namespace hz::rules::dmn
