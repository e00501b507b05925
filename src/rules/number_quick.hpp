// SPDX-License-Identifier: Apache-2.0
// Sums, products and comparisons of numbers whose digits and results fit 64 bits, in line for the evaluator: nearly all
// there are. What comes out is what Number gives, with the same exponent; false where Number is to be asked.
// Private to rules.
#pragma once
#include <array>
#include <bit>
#include <cstdint>

#include "rules/number.hpp"

namespace hz::rules {

inline constexpr auto powers_of_ten = [] {
    std::array<std::uint64_t, 20> out{};
    std::uint64_t one = 1;
    for (auto& power : out) power = one, one *= 10;
    return out;
}();
inline constexpr int most_power = 19;

class NumberQuick {
  public:
    [[nodiscard]] static bool add(const Number& a, const Number& b, Number& out) {
        Pair pair(a, b);
        std::uint64_t sum = 0;
        if (!pair.align() || __builtin_add_overflow(pair.x.low, pair.y.low, &sum)) return false;
        out = number(sum, pair.x.high);
        return true;
    }
    [[nodiscard]] static bool subtract(const Number& a, const Number& b, Number& out) {
        Pair pair(a, b);
        if (!pair.align()) return false;
        const auto [x, y] = std::array{pair.x.low, pair.y.low};
        out = x >= y ? number(x - y, pair.x.high) : number(y - x, pair.x.high | sign_bit);
        return true;
    }
    [[nodiscard]] static bool multiply(const Number& a, const Number& b, Number& out) {
        const Pair pair(a, b);
        std::uint64_t product = 0;
        if (!pair.plain() || __builtin_mul_overflow(pair.x.low, pair.y.low, &product)) return false;
        const auto exponent = (pair.x.high >> exponent_shift) + (pair.y.high >> exponent_shift);
        constexpr std::uint64_t most = 6111 + bias;
        if (exponent < bias || exponent - bias > most) return false;
        out = number(product, (exponent - bias) << exponent_shift);
        return true;
    }
    // Puts what a <=> b is into `out`, as a number below, equal to or above 0.
    [[nodiscard]] static bool compare(const Number& a, const Number& b, int& out) {
        Pair pair(a, b);
        if (!pair.align()) return false;
        out = pair.x.low < pair.y.low ? -1 : static_cast<int>(pair.x.low > pair.y.low);
        return true;
    }

  private:
    // The encoding that number.hpp states.
    static constexpr int exponent_shift = 49;
    static constexpr std::uint64_t bias = 6176, sign_bit = 1ULL << 63, high_digits = (1ULL << exponent_shift) - 1;
    struct Bits {
        std::uint64_t low, high;
    };
    struct Pair {
        Pair(const Number& a, const Number& b) : x(std::bit_cast<Bits>(a)), y(std::bit_cast<Bits>(b)) {}
        // Neither negative nor with digits beyond 64 bits: what is left of the high halves are the exponents.
        [[nodiscard]] bool plain() const { return ((x.high | y.high) & (sign_bit | high_digits)) == 0; }
        // Both to the smaller exponent; false where that needs more than 64 bits of digits.
        [[nodiscard]] bool align() {
            if (!plain()) return false;
            if (x.high == y.high) return true;
            auto& above = x.high > y.high ? x : y;
            const auto lower = x.high > y.high ? y.high : x.high;
            const auto apart = (above.high - lower) >> exponent_shift;
            if (apart > most_power || __builtin_mul_overflow(above.low, powers_of_ten[apart], &above.low)) return false;
            above.high = lower;
            return true;
        }
        Bits x, y;
    };
    static Number number(std::uint64_t digits, std::uint64_t high) {
        return digits == 0 ? Number{} : std::bit_cast<Number>(Bits{digits, high});
    }
};

}  // namespace hz::rules
