// SPDX-License-Identifier: Apache-2.0
#include "base/check.hpp"

#include <gtest/gtest.h>

namespace hz {
namespace {

TEST(Check, stops_and_names_the_line_that_called) {
    check(true, "holds");
    EXPECT_DEATH(check(false, "the kite is gone"), "bug: the kite is gone .*check_test.cpp:11");
}

}  // namespace
}  // namespace hz
