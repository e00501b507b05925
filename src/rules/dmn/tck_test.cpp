// SPDX-License-Identifier: Apache-2.0
// The public compatibility kit, where it is present beside the project.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <set>

#include "rules/dmn/tck.hpp"

namespace hz::rules::dmn {
namespace {

const std::filesystem::path suite = std::filesystem::path(HZ_SOURCE_DIR) / "../shared/suites/dmn-tck";

// "group test node". This list may only get shorter.
const std::set<std::string> known_failures{
    "compliance-level-3/0088-no-decision-logic 0088-no-decision-logic-test-01:001 Graduation result",
    "compliance-level-3/1111-feel-matches-function 1111-feel-matches-function-test-01:K2-MatchesFunc-17 "
    "K2-MatchesFunc-17"};

TEST(Tck, passes_but_for_known_failures) {
    if (!std::filesystem::is_directory(suite))
        GTEST_SKIP() << "no suite at ../shared/suites/dmn-tck: nothing was tested";
    const auto results = run_tck(suite);
    ASSERT_TRUE(results);
    EXPECT_GE(results->size(), 2'000u);
    auto missing = known_failures;
    for (const auto& r : *results) {
        if (r.passed) continue;
        const auto name = r.group + ' ' + r.test + ' ' + r.node;
        EXPECT_EQ(missing.erase(name), 1u)
            << name << ": expected " << r.expected << ", is " << r.actual << "; " << r.why;
    }
    for (const auto& name : missing) ADD_FAILURE() << name << " passes now: take it from the list";
    for (const auto* level : {"compliance-level-2", "compliance-level-3", ""}) {
        const auto t = totals_of(*results, level);
        std::cout << (*level ? level : "all") << ": " << t.passed << '/' << t.results << ", with a value "
                  << t.with_value_passed << '/' << t.with_value << ", whole groups " << t.groups_whole << '/'
                  << t.groups << '\n';
    }
}

}  // namespace
}  // namespace hz::rules::dmn
