// SPDX-License-Identifier: Apache-2.0
// A FEEL number: decimal with 34 digits (IEEE 754-2008 decimal128), with whole numbers of 64 bits on a fast path.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hz::rules {

enum class Rounding { half_even, down, up, half_up, half_down, floor, ceiling };  // up/down: away from / towards zero

// A value; never infinite and never not-a-number: an operation that would give these gives nothing.
// Every whole number that fits 64 bits is held as such, so equal numbers have equal members or equal wide values.
class Number {
  public:
    Number() = default;
    Number(std::int64_t whole) : whole_(whole) {}  // NOLINT: a number literal is a Number
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
    [[nodiscard]] bool is_negative() const;

    [[nodiscard]] std::optional<Number> add(const Number& other) const;
    [[nodiscard]] std::optional<Number> subtract(const Number& other) const;
    [[nodiscard]] std::optional<Number> multiply(const Number& other) const;
    [[nodiscard]] std::optional<Number> divide(const Number& other) const;  // nothing for 0
    [[nodiscard]] std::optional<Number> power(const Number& exponent) const;
    // this - other * floor(this / other): the sign follows `other`.
    [[nodiscard]] std::optional<Number> modulo(const Number& other) const;
    [[nodiscard]] std::optional<Number> square_root() const;
    [[nodiscard]] std::optional<Number> exponential() const;
    [[nodiscard]] std::optional<Number> logarithm() const;
    [[nodiscard]] Number negate() const;
    // To `scale` digits after the point (negative: before it), -6111..6176 by the standard.
    [[nodiscard]] std::optional<Number> round(std::int64_t scale, Rounding mode) const;

    friend bool operator==(const Number& a, const Number& b) { return (a <=> b) == 0; }
    friend std::strong_ordering operator<=>(const Number& a, const Number& b);

    using Wide = std::array<std::uint64_t, 2>;  // decimal128, binary integer encoding

  private:
    friend struct NumberAccess;
    bool is_wide_ = false;
    std::int64_t whole_ = 0;
    Wide wide_{};
};

}  // namespace hz::rules
