// SPDX-License-Identifier: Apache-2.0
// The public compatibility kit, where it is present beside the project.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "rules/dmn/tck.hpp"

namespace hz::rules::dmn {
namespace {

const std::filesystem::path suite = std::filesystem::path(HZ_SOURCE_DIR) / "../shared/suites/dmn-tck";

TEST(Tck, passes_but_for_known_failures) {
    if (!std::filesystem::is_directory(suite))
        GTEST_SKIP() << "no suite at ../shared/suites/dmn-tck: nothing was tested";
    const auto results = run_tck(suite);
    ASSERT_TRUE(results);
    std::ofstream("/tmp/tck.csv") << to_csv(*results);
    std::ofstream failed("/tmp/tck_failed.txt");
    for (const auto& r : *results)
        if (!r.passed)
            failed << r.group << ',' << r.test << ',' << r.node << ",expected " << r.expected << ",actual " << r.actual
                   << " ;; " << r.why << '\n';
    for (const auto* level : {"compliance-level-2", "compliance-level-3", ""}) {
        const auto t = totals_of(*results, level);
        std::cout << level << ": " << t.passed << '/' << t.results << ", with a value " << t.with_value_passed << '/'
                  << t.with_value << ", whole groups " << t.groups_whole << '/' << t.groups << '\n';
    }
}

}  // namespace
}  // namespace hz::rules::dmn
