// SPDX-License-Identifier: Apache-2.0
#include "rules/number_quick.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <random>
#include <string>

namespace hz::rules {
namespace {

// The bits too: numbers that are equal may differ in their exponents, which would show in later results.
bool same(const Number& a, const Number& b) {
    using Bits = std::array<std::uint64_t, 2>;
    return std::bit_cast<Bits>(a) == std::bit_cast<Bits>(b);
}

TEST(NumberQuick, gives_what_the_number_gives_to_the_last_bit) {
    std::mt19937_64 random(7);
    std::size_t quick = 0;
    const auto any = [&] {
        const auto digits = std::to_string(random() >> random() % 64);
        const auto far = random() % 8 == 0;
        const auto exponent = far ? static_cast<int>(random() % 12'300) - 6'176 : static_cast<int>(random() % 12) - 8;
        return *Number::parse((random() % 5 == 0 ? "-" : "") + digits + "e" + std::to_string(exponent));
    };
    for (int i = 0; i < 200'000; ++i) {
        const auto a = any(), b = random() % 16 == 0 ? a : any();
        Number out;
        int order = 0;
        const auto text = [&] { return a.to_text() + " and " + b.to_text(); };
        if (NumberQuick::add(a, b, out)) {
            ASSERT_TRUE(same(out, a.add(b).value())) << text();
        }
        if (NumberQuick::subtract(a, b, out)) {
            ASSERT_TRUE(same(out, a.subtract(b).value())) << text();
        }
        if (NumberQuick::multiply(a, b, out)) {
            ++quick;
            ASSERT_TRUE(same(out, a.multiply(b).value())) << text();
        }
        if (NumberQuick::compare(a, b, order)) {
            ASSERT_TRUE((order <=> 0) == (a <=> b)) << text();
        }
    }
    EXPECT_GT(quick, 10'000U);
}

TEST(NumberQuick, leaves_what_is_long_or_negative_to_the_number) {
    const Number most{INT64_MAX};
    Number out;
    EXPECT_FALSE(NumberQuick::multiply(most, most, out));
    EXPECT_TRUE(NumberQuick::add(most, most, out));
    EXPECT_FALSE(NumberQuick::add(out, most, out));
    EXPECT_FALSE(NumberQuick::add(Number{-1}, Number{1}, out));
    EXPECT_TRUE(NumberQuick::subtract(Number{1}, Number{3}, out));
    EXPECT_EQ(out, Number{-2});
    EXPECT_TRUE(NumberQuick::subtract(Number{3}, Number{3}, out));
    EXPECT_FALSE(out.is_negative());
    EXPECT_FALSE(NumberQuick::multiply(*Number::parse("1e-6000"), *Number::parse("1e-6000"), out));
}

}  // namespace
}  // namespace hz::rules
