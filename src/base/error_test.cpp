// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"

#include <gtest/gtest.h>

#include "base/result.hpp"

namespace hz {
namespace {

constexpr ErrorCode sample{"kite.too_high", Category::invalid, "最高 {limit} 米，{who}。", "At most {limit} m, {who}."};

TEST(Message, fills_in_params_by_language) {
    EXPECT_EQ(message(sample, {{"limit", "30"}, {"who", "李"}}, "zh-Hans"), "最高 30 米，李。");
    EXPECT_EQ(message(sample, {{"limit", "30"}, {"who", "Li"}}, "en"), "At most 30 m, Li.");
    EXPECT_EQ(message(sample, {{"limit", "30"}, {"who", "Li"}}, "fr"), "At most 30 m, Li.");
}
TEST(Message, leaves_what_is_not_given) { EXPECT_EQ(message(sample, {{"limit", "30"}}, "en"), "At most 30 m, {who}."); }
TEST(Message, never_fills_in_a_param_again) {
    EXPECT_EQ(message(sample, {{"limit", "{who}"}, {"who", "x"}}, "en"), "At most {who} m, x.");
}
TEST(Refuse, carries_code_and_fields) {
    const Result<int> result = refuse_fields(sample, {{"/a", &sample, {}}});
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().is(sample));
    EXPECT_EQ(result.error().fields.size(), 1U);
}

}  // namespace
}  // namespace hz
