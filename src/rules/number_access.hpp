// SPDX-License-Identifier: Apache-2.0
// The one place that sees Intel's type and our bits. Private to number*.cpp.
#pragma once
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <optional>

#include "rules/number_quick.hpp"

namespace hz::rules {

__extension__ typedef unsigned __int128 Wide;

struct NumberAccess {
    static inline BID_UINT128 wide(const Number& n) {
        BID_UINT128 out;
        out.w[0] = n.low_;
        out.w[1] = n.high_;
        return out;
    }
    static std::optional<Number> make(const BID_UINT128& value) {
        if (bid128_isNaN(value) || bid128_isInf(value)) return std::nullopt;
        if (bid128_isZero(value)) return Number{};
        Number out;
        out.low_ = value.w[0];
        out.high_ = value.w[1];
        return out;
    }
    static int exponent(const Number& n) {
        return static_cast<int>(n.high_ >> Number::exponent_shift & 0x3FFF) - Number::bias;
    }
    static Wide digits(const Number& n) { return static_cast<Wide>(n.high_ & Number::high_digits) << 64 | n.low_; }
    static bool is_short(const Number& n) { return (n.high_ & Number::high_digits) == 0; }
    // Nothing where the exact value has more than 34 digits or its exponent is outside the format.
    static std::optional<Number> exact(bool negative, Wide digits, int exponent) {
        if (digits > most_digits || exponent < -Number::bias || exponent > 6111) return std::nullopt;
        Number out;
        if (digits == 0) return out;
        out.low_ = static_cast<std::uint64_t>(digits);
        out.high_ = (negative ? Number::sign_bit : 0) |
                    static_cast<std::uint64_t>(exponent + Number::bias) << Number::exponent_shift |
                    static_cast<std::uint64_t>(digits >> 64);
        return out;
    }
    static constexpr Wide most_digits = static_cast<Wide>(100'000'000'000'000'000ULL) * 100'000'000'000'000'000ULL - 1;
};

using Access = NumberAccess;

inline BID_UINT128 wide(const Number& n) { return Access::wide(n); }

template <class F>
std::optional<Number> wide_op(F f) {
    unsigned flags = 0;
    return NumberAccess::make(f(&flags));
}

}  // namespace hz::rules
