// SPDX-License-Identifier: Apache-2.0
// A FEEL number: decimal with 34 digits (IEEE 754-2008 decimal128).
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hz::rules {

enum class Rounding { half_even, down, up, half_up, half_down, floor, ceiling };  // up/down: away from / towards zero

// A value; never infinite and never not-a-number: an operation that would give these gives nothing.
// Where the digits of both operands fit 64 bits and the exact result fits 34 digits, sums, products and comparisons are
// done on whole numbers: that is what the standard defines, so the result is the same to the last bit.
class Number {
  public:
    constexpr Number() = default;
    constexpr Number(std::int64_t whole)  // NOLINT: a number literal is a Number
        : low_(whole < 0 ? 0 - static_cast<std::uint64_t>(whole) : static_cast<std::uint64_t>(whole)),
          high_((whole < 0 ? sign_bit : 0) | static_cast<std::uint64_t>(bias) << exponent_shift) {}
    // [-] digits [. digits] [e [+-] digits]; at most 1000 characters. Rounded half-even to 34 digits.
    [[nodiscard]] static std::optional<Number> parse(std::string_view text);
    // The shortest decimal that reads back as this double: 0.1 gives exactly 0.1.
    [[nodiscard]] static std::optional<Number> from_double(double value);

    // Plain notation without trailing zeros; scientific only beyond 40 zeros.
    [[nodiscard]] std::string to_text() const;
    [[nodiscard]] double to_double() const;
    // Where the number is whole and fits.
    [[nodiscard]] std::optional<std::int64_t> to_int() const;
    [[nodiscard]] bool is_whole() const;
    [[nodiscard]] bool is_zero() const { return low_ == 0 && (high_ & high_digits) == 0; }
    [[nodiscard]] bool is_negative() const { return (high_ & sign_bit) != 0; }

    [[nodiscard]] std::optional<Number> add(const Number& other) const;
    [[nodiscard]] std::optional<Number> subtract(const Number& other) const { return add(other.negate()); }
    [[nodiscard]] std::optional<Number> multiply(const Number& other) const;
    [[nodiscard]] std::optional<Number> divide(const Number& other) const;  // nothing for 0
    [[nodiscard]] std::optional<Number> power(const Number& exponent) const;
    // this - other * floor(this / other): the sign follows `other`.
    [[nodiscard]] std::optional<Number> modulo(const Number& other) const;
    [[nodiscard]] std::optional<Number> square_root() const;
    [[nodiscard]] std::optional<Number> exponential() const;
    [[nodiscard]] std::optional<Number> logarithm() const;
    [[nodiscard]] Number negate() const {
        Number out = *this;
        if (!is_zero()) out.high_ ^= sign_bit;
        return out;
    }
    // To `scale` digits after the point (negative: before it), -6111..6176 by the standard.
    [[nodiscard]] std::optional<Number> round(std::int64_t scale, Rounding mode) const;

    friend bool operator==(const Number& a, const Number& b) { return (a <=> b) == 0; }
    friend std::strong_ordering operator<=>(const Number& a, const Number& b);

  private:
    friend struct NumberAccess;
    static constexpr std::uint64_t sign_bit = 1ULL << 63;
    static constexpr int exponent_shift = 49, bias = 6176;
    static constexpr std::uint64_t high_digits = (1ULL << exponent_shift) - 1;

    // Binary integer encoding: sign, 14 bits of exponent, 113 bits of digits as one whole number. Zero has no sign.
    std::uint64_t low_ = 0;
    std::uint64_t high_ = static_cast<std::uint64_t>(bias) << exponent_shift;
};

}  // namespace hz::rules
