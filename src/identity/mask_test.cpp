// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "identity/policy.hpp"

namespace hz::identity {
namespace {

TEST(Mask, keeps_what_the_rule_says_and_never_all) {
    EXPECT_EQ(mask_text({3, 4}, "11010519491231002X"), "110***********002X");
    EXPECT_EQ(mask_text({1, 0}, "张三丰"), "张**");
    EXPECT_EQ(mask_text({1, 0}, "𠮷野"), "𠮷*");
    EXPECT_EQ(mask_text({1, 1}, "迪力拉·买买提"), "迪*****提");
    EXPECT_EQ(mask_text({3, 4}, "1234567"), "1******");  // too short for the rule
    EXPECT_EQ(mask_text({1, 0}, "王"), "***");
    EXPECT_EQ(mask_text({0, 2}, "7"), "***");
    EXPECT_EQ(mask_text({0, 0}, "secret"), "***");
    EXPECT_EQ(mask_text({0, 0}, ""), "");
    EXPECT_EQ(mask_text({1, 0}, "😀😀"), "😀*");
}

TEST(Mask, never_shows_the_whole_text) {
    const std::vector<std::string> texts = {"a", "ab", "张", "张三", "1234567890", "𠮷𠮷𠮷", std::string(200, 'x')};
    for (const auto& text : texts)
        for (std::size_t first = 0; first < 12; ++first)
            for (std::size_t last = 0; last < 12; ++last) {
                const auto masked = mask_text({first, last}, text);
                EXPECT_NE(masked, text);
                EXPECT_TRUE(is_utf8(masked));
            }
}

TEST(Mask, rules_from_a_definition_are_bounded) {
    EXPECT_EQ(mask_rule_from({{"keep_first", -1}, {"keep_last", 4}}).keep_first, 0U);
    EXPECT_EQ(mask_rule_from({{"keep_first", 1'000'000'000}}).keep_first, 64U);
    EXPECT_EQ(mask_rule_from(nullptr).keep_last, 0U);
}

TEST(Mask, fields_by_grade) {
    const JsonObject body{
        {"name", "张三"}, {"number", "110105194912310021"}, {"illness", "x"}, {"income", 12}, {"note", nullptr}};
    FieldRules rules;
    rules.grades = {{"name", 2}, {"number", 3}, {"illness", 4}, {"income", 3}, {"note", 3}};
    rules.masks = {{"number", {3, 4}}, {"income", {1, 0}}, {"note", {1, 0}}};
    Decision clerk;
    clerk.clearance = 2;
    const auto view = mask(clerk, body, rules);
    EXPECT_EQ(to_string(Json(view.body)),
              R"({"name":"张三","number":"110***********0021","income":"***","note":null})");
    EXPECT_EQ(view.left_out, std::vector<std::string>{"illness"});
    EXPECT_EQ(view.masked.size(), 3U);

    Decision own;
    own.own = true;
    EXPECT_EQ(mask(own, body, rules).body, body);

    Decision refused;
    static constexpr ErrorCode no{"test.no", Category::forbidden, "", ""};
    refused.refusal = &no;
    EXPECT_TRUE(mask(refused, body, rules).body.empty());

    rules.default_grade = 4;  // a field nobody graded is not public by oversight
    EXPECT_EQ(mask(clerk, JsonObject{{"new", 1}}, rules).left_out, std::vector<std::string>{"new"});
}

}  // namespace
}  // namespace hz::identity
