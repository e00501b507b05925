// SPDX-License-Identifier: Apache-2.0
#include "rules/number.hpp"

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace hz::rules {

__extension__ typedef unsigned __int128 Wide;

// The one place that sees Intel's type and our bits.
struct NumberAccess {
    static BID_UINT128 wide(const Number& n) {
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

namespace {

using Access = NumberAccess;

constexpr auto powers_of_ten = [] {
    std::array<std::uint64_t, 20> out{};
    std::uint64_t one = 1;
    for (auto& power : out) power = one, one *= 10;
    return out;
}();
constexpr int most_power = 19;

BID_UINT128 wide(const Number& n) { return Access::wide(n); }

template <class F>
std::optional<Number> wide_op(F f) {
    unsigned flags = 0;
    return NumberAccess::make(f(&flags));
}

unsigned rounding_of(Rounding mode, bool negative) {
    switch (mode) {
        case Rounding::half_even:
            return BID_ROUNDING_TO_NEAREST;
        case Rounding::down:
            return BID_ROUNDING_TO_ZERO;
        case Rounding::up:
            return negative ? BID_ROUNDING_DOWN : BID_ROUNDING_UP;
        case Rounding::floor:
            return BID_ROUNDING_DOWN;
        case Rounding::ceiling:
            return BID_ROUNDING_UP;
        case Rounding::half_up:
        case Rounding::half_down:
            break;
    }
    return BID_ROUNDING_TIES_AWAY;
}

// Checks the form, since the library reads words and forgives much.
bool is_decimal(std::string_view text) {
    std::size_t i = 0;
    const auto digits = [&] {
        const auto first = i;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
        return i > first;
    };
    if (i < text.size() && text[i] == '-') ++i;
    const bool before = digits();
    bool after = false;
    if (i < text.size() && text[i] == '.') {
        ++i;
        after = digits();
        if (!after) return false;
    }
    if (!before && !after) return false;
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
        if (!digits()) return false;
    }
    return i == text.size();
}

}  // namespace

namespace {

// Up to 18 digits and no exponent, which is nearly every number that is written.
std::optional<Number> parse_short(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (text.empty() || text.size() > 19) return std::nullopt;
    std::uint64_t digits = 0;
    int after = -1;
    for (const char c : text) {
        if (c == '.' && after < 0)
            after = 0;
        else if (c >= '0' && c <= '9')
            digits = digits * 10 + static_cast<std::uint64_t>(c - '0'), after += after >= 0;
        else
            return std::nullopt;
    }
    if (after == 0 || text.size() == static_cast<std::size_t>(after < 0 ? 0 : 1)) return std::nullopt;
    if (after < 0 && text.size() == 19) return std::nullopt;  // may not fit
    return Access::exact(negative, digits, after < 0 ? 0 : -after);
}

}  // namespace

std::optional<Number> Number::parse(std::string_view text) {
    if (const auto out = parse_short(text)) return out;
    if (text.size() > 1000 || !is_decimal(text)) return std::nullopt;
    std::string copy(text);
    return wide_op([&](unsigned* flags) { return bid128_from_string(copy.data(), BID_ROUNDING_TO_NEAREST, flags); });
}

std::optional<Number> Number::from_double(double value) {
    if (!std::isfinite(value)) return std::nullopt;
    std::array<char, 64> buffer{};
    const auto [end, ec] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    if (ec != std::errc{}) return std::nullopt;
    return parse({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
}

std::string Number::to_text() const {
    auto left = Access::digits(*this);
    auto exponent = Access::exponent(*this);
    std::string digits;
    for (; left > 0; left /= 10) digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(left % 10)));
    if (digits.empty()) return "0";
    while (digits.back() == '0') digits.pop_back(), ++exponent;
    const std::string sign = is_negative() ? "-" : "";
    const int point = static_cast<int>(digits.size()) + exponent;  // digits before the decimal point
    if (point > 41 || point < -40)
        return sign + digits.substr(0, 1) + (digits.size() > 1 ? "." + digits.substr(1) : "") + "E" +
               (point > 0 ? "+" : "") + std::to_string(point - 1);
    if (exponent >= 0) return sign + digits + std::string(static_cast<std::size_t>(exponent), '0');
    if (point > 0)
        return sign + digits.substr(0, static_cast<std::size_t>(point)) + "." +
               digits.substr(static_cast<std::size_t>(point));
    return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
}

double Number::to_double() const {
    unsigned flags = 0;
    return bid128_to_binary64(wide(*this), BID_ROUNDING_TO_NEAREST, &flags);
}

std::optional<std::int64_t> Number::to_int() const {
    auto digits = Access::digits(*this);
    auto exponent = Access::exponent(*this);
    if (digits == 0) return 0;
    for (; exponent < 0; ++exponent, digits /= 10)
        if (digits % 10 != 0) return std::nullopt;
    if (exponent > most_power) return std::nullopt;
    const auto scale = powers_of_ten[static_cast<std::size_t>(exponent)];
    constexpr auto most = static_cast<Wide>(INT64_MAX);
    if (digits > (most + 1) / scale) return std::nullopt;
    digits *= scale;
    if (digits > most + (is_negative() ? 1 : 0)) return std::nullopt;
    const auto low = static_cast<std::uint64_t>(digits);
    return static_cast<std::int64_t>(is_negative() ? 0 - low : low);
}

bool Number::is_whole() const {
    if (Access::exponent(*this) >= 0) return true;
    unsigned flags = 0;
    const auto x = wide(*this);
    return bid128_quiet_equal(x, bid128_round_integral_zero(x, &flags), &flags) != 0;
}

namespace {

// The digits of both at the smaller exponent; false where that is too long for the short way.
bool align(const Number& a, const Number& b, Wide& x, Wide& y, int& exponent) {
    if (!Access::is_short(a) || !Access::is_short(b)) return false;
    const auto ea = Access::exponent(a), eb = Access::exponent(b);
    x = Access::digits(a);
    y = Access::digits(b);
    exponent = ea < eb ? ea : eb;
    const auto apart = ea < eb ? eb - ea : ea - eb;
    if (apart > most_power) return false;
    const auto scale = powers_of_ten[static_cast<std::size_t>(apart)];
    (ea < eb ? y : x) *= scale;  // below 2^64 * 10^19 < 2^128
    return x <= Access::most_digits && y <= Access::most_digits;
}

}  // namespace

std::optional<Number> Number::add(const Number& other) const {
    Wide x = 0, y = 0;
    int exponent = 0;
    if (align(*this, other, x, y, exponent)) {
        if (is_negative() == other.is_negative()) {
            if (const auto sum = Access::exact(is_negative(), x + y, exponent)) return sum;
        } else {
            const bool larger = x >= y;
            return Access::exact(larger ? is_negative() : other.is_negative(), larger ? x - y : y - x, exponent);
        }
    }
    return wide_op([&](unsigned* f) { return bid128_add(wide(*this), wide(other), BID_ROUNDING_TO_NEAREST, f); });
}

std::optional<Number> Number::multiply(const Number& other) const {
    if (Access::is_short(*this) && Access::is_short(other)) {
        const auto product =
            Access::exact(is_negative() != other.is_negative(), Access::digits(*this) * Access::digits(other),
                          Access::exponent(*this) + Access::exponent(other));
        if (product) return product;
    }
    return wide_op([&](unsigned* f) { return bid128_mul(wide(*this), wide(other), BID_ROUNDING_TO_NEAREST, f); });
}

std::optional<Number> Number::divide(const Number& other) const {
    if (other.is_zero()) return std::nullopt;
    if (Access::is_short(*this) && Access::is_short(other) && low_ % other.low_ == 0) {
        const auto ratio = Access::exact(is_negative() != other.is_negative(), low_ / other.low_,
                                         Access::exponent(*this) - Access::exponent(other));
        if (ratio) return ratio;
    }
    return wide_op([&](unsigned* f) { return bid128_div(wide(*this), wide(other), BID_ROUNDING_TO_NEAREST, f); });
}

std::optional<Number> Number::power(const Number& exponent) const {
    // Small whole exponents by squaring: exact as long as the digits last, which the general function is not.
    const auto whole = exponent.to_int();
    if (whole && *whole >= 0 && *whole <= 4096) {
        std::optional<Number> out = Number{1}, base = *this;
        for (auto left = *whole; left > 0 && out; left >>= 1) {
            if (left & 1) out = base ? out->multiply(*base) : std::nullopt;
            if (left > 1 && base) base = base->multiply(*base);
        }
        return out;
    }
    return wide_op([&](unsigned* f) { return bid128_pow(wide(*this), wide(exponent), BID_ROUNDING_TO_NEAREST, f); });
}

std::optional<Number> Number::modulo(const Number& other) const {
    if (other.is_zero()) return std::nullopt;
    Wide x = 0, y = 0;
    int exponent = 0;
    if (align(*this, other, x, y, exponent)) {
        auto rest = x % y;
        if (rest != 0 && is_negative() != other.is_negative()) rest = y - rest;
        return Access::exact(other.is_negative(), rest, exponent);
    }
    // The exact remainder (sign of this), then moved to the sign of `other`.
    const auto floored = [&](unsigned* f) {
        const auto a = wide(*this), b = wide(other);
        auto rest = bid128_fmod(a, b, f);
        if (!bid128_isZero(rest) && is_negative() != other.is_negative())
            rest = bid128_add(rest, b, BID_ROUNDING_TO_NEAREST, f);
        return rest;
    };
    return wide_op(floored);
}

std::optional<Number> Number::square_root() const {
    return wide_op([&](unsigned* f) { return bid128_sqrt(wide(*this), BID_ROUNDING_TO_NEAREST, f); });
}
std::optional<Number> Number::exponential() const {
    return wide_op([&](unsigned* f) { return bid128_exp(wide(*this), BID_ROUNDING_TO_NEAREST, f); });
}
std::optional<Number> Number::logarithm() const {
    if (*this <= Number{}) return std::nullopt;
    return wide_op([&](unsigned* f) { return bid128_log(wide(*this), BID_ROUNDING_TO_NEAREST, f); });
}

std::optional<Number> Number::round(std::int64_t scale, Rounding mode) const {
    if (scale < -6111 || scale > 6176) return std::nullopt;
    if (scale >= 0 && Access::exponent(*this) >= -scale) return *this;
    const auto quantized = [&](unsigned rounding) -> std::optional<Number> {
        unsigned flags = 0;
        const auto unit =
            bid128_scalbn(bid128_from_int64(1), static_cast<int>(-scale), BID_ROUNDING_TO_NEAREST, &flags);
        flags = 0;
        const auto out = bid128_quantize(wide(*this), unit, rounding, &flags);
        if (bid128_isNaN(out)) return *this;  // asks for more digits than the number can have: it is exact already
        return NumberAccess::make(out);
    };
    if (mode != Rounding::half_down) return quantized(rounding_of(mode, is_negative()));
    const auto low = quantized(rounding_of(Rounding::down, false));
    const auto high = quantized(rounding_of(Rounding::up, is_negative()));
    if (!low || !high) return std::nullopt;
    const auto to_low = subtract(*low), to_high = high->subtract(*this);
    if (!to_low || !to_high) return std::nullopt;
    const auto size = [](const Number& n) { return n.is_negative() ? n.negate() : n; };
    return size(*to_low) <= size(*to_high) ? low : high;
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
    if (a.is_negative() != b.is_negative())
        return a.is_negative() ? std::strong_ordering::less : std::strong_ordering::greater;
    Wide digits_a = 0, digits_b = 0;
    int exponent = 0;
    if (align(a, b, digits_a, digits_b, exponent))
        return a.is_negative() ? digits_b <=> digits_a : digits_a <=> digits_b;
    unsigned flags = 0;
    const auto x = wide(a), y = wide(b);
    if (bid128_quiet_equal(x, y, &flags)) return std::strong_ordering::equal;
    return bid128_quiet_less(x, y, &flags) ? std::strong_ordering::less : std::strong_ordering::greater;
}

}  // namespace hz::rules
