// SPDX-License-Identifier: Apache-2.0
// Runs a folder of models with test cases in the format of the DMN Technology Compatibility Kit.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace hz::rules::dmn {

// One expected result of one test case.
struct TckResult {
    std::string group, test, node;
    std::string expected, actual;  // as FEEL text
    std::string why;               // of a failure: the first diagnostic, in English
    bool passed = false;
    bool expects_value = false;  // not null and no error: what an engine that always gives null does not pass
};

struct TckTotals {
    std::size_t results = 0, passed = 0;
    std::size_t with_value = 0, with_value_passed = 0;
    std::size_t groups = 0, groups_whole = 0;
};

// A group is a folder with models (*.dmn) and test cases (*.xml); its name is the path below `folder`. Where an error
// is expected, null does. Numbers may differ by 1e-8. Refuses errors::tck_unreadable.
[[nodiscard]] Result<std::vector<TckResult>> run_tck(const std::filesystem::path& folder);
// Of the groups whose name begins with `group`.
[[nodiscard]] TckTotals totals_of(const std::vector<TckResult>& results, std::string_view group = {});
// group,test,node,status,expected,actual with a heading (RFC 4180).
[[nodiscard]] std::string to_csv(const std::vector<TckResult>& results);

}  // namespace hz::rules::dmn
