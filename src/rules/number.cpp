// SPDX-License-Identifier: Apache-2.0
#include "rules/number.hpp"

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace hz::rules {

// The one place that sees Intel's type.
struct NumberAccess {
    static BID_UINT128 wide(const Number& n) {
        BID_UINT128 out;
        if (!n.is_wide_) return bid128_from_int64(n.whole_);
        std::memcpy(&out, n.wide_.data(), sizeof out);
        return out;
    }
    static std::optional<Number> make(const BID_UINT128& value) {
        if (bid128_isNaN(value) || bid128_isInf(value)) return std::nullopt;
        unsigned flags = 0;
        const auto whole = bid128_to_int64_xint(value, &flags);
        if (flags == 0) return Number{static_cast<std::int64_t>(whole)};
        Number out;
        out.is_wide_ = true;
        std::memcpy(out.wide_.data(), &value, sizeof value);
        return out;
    }
};

namespace {

BID_UINT128 wide(const Number& n) { return NumberAccess::wide(n); }

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

std::optional<Number> Number::parse(std::string_view text) {
    if (text.size() > 1000 || !is_decimal(text)) return std::nullopt;
    std::int64_t whole = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (ec == std::errc{} && end == text.data() + text.size()) return Number{whole};
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
    if (!is_wide_) return std::to_string(whole_);
    std::array<char, 64> buffer{};
    unsigned flags = 0;
    bid128_to_string(buffer.data(), wide(*this), &flags);
    const std::string_view raw(buffer.data());  // "+123E-2"
    const auto e = raw.find('E');
    std::string digits(raw.substr(1, e - 1));
    int exponent = 0;
    std::sscanf(raw.data() + e + 1, "%d", &exponent);
    while (digits.size() > 1 && digits.back() == '0') digits.pop_back(), ++exponent;
    const std::string sign = raw.front() == '-' ? "-" : "";
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
    if (!is_wide_) return static_cast<double>(whole_);
    unsigned flags = 0;
    return bid128_to_binary64(wide(*this), BID_ROUNDING_TO_NEAREST, &flags);
}

std::optional<std::int64_t> Number::to_int() const {
    return is_wide_ ? std::nullopt : std::optional<std::int64_t>(whole_);
}

bool Number::is_whole() const {
    if (!is_wide_) return true;
    unsigned flags = 0;
    const auto x = wide(*this);
    return bid128_quiet_equal(x, bid128_round_integral_zero(x, &flags), &flags) != 0;
}

bool Number::is_negative() const { return *this < Number{}; }

std::optional<Number> Number::add(const Number& other) const {
    std::int64_t sum = 0;
    if (!is_wide_ && !other.is_wide_ && !__builtin_add_overflow(whole_, other.whole_, &sum)) return Number{sum};
    return wide_op([&](unsigned* f) { return bid128_add(wide(*this), wide(other), BID_ROUNDING_TO_NEAREST, f); });
}

std::optional<Number> Number::subtract(const Number& other) const {
    std::int64_t rest = 0;
    if (!is_wide_ && !other.is_wide_ && !__builtin_sub_overflow(whole_, other.whole_, &rest)) return Number{rest};
    return wide_op([&](unsigned* f) { return bid128_sub(wide(*this), wide(other), BID_ROUNDING_TO_NEAREST, f); });
}

std::optional<Number> Number::multiply(const Number& other) const {
    std::int64_t product = 0;
    if (!is_wide_ && !other.is_wide_ && !__builtin_mul_overflow(whole_, other.whole_, &product)) return Number{product};
    return wide_op([&](unsigned* f) { return bid128_mul(wide(*this), wide(other), BID_ROUNDING_TO_NEAREST, f); });
}

std::optional<Number> Number::divide(const Number& other) const {
    if (other == Number{}) return std::nullopt;
    if (!is_wide_ && !other.is_wide_ && other.whole_ != -1 && whole_ % other.whole_ == 0)
        return Number{whole_ / other.whole_};
    return wide_op([&](unsigned* f) { return bid128_div(wide(*this), wide(other), BID_ROUNDING_TO_NEAREST, f); });
}

std::optional<Number> Number::power(const Number& exponent) const {
    // Small whole exponents by squaring: exact as long as the digits last, which the general function is not.
    if (!exponent.is_wide_ && exponent.whole_ >= 0 && exponent.whole_ <= 4096) {
        std::optional<Number> out = Number{1}, base = *this;
        for (auto left = exponent.whole_; left > 0 && out; left >>= 1) {
            if (left & 1) out = base ? out->multiply(*base) : std::nullopt;
            if (left > 1 && base) base = base->multiply(*base);
        }
        return out;
    }
    return wide_op([&](unsigned* f) { return bid128_pow(wide(*this), wide(exponent), BID_ROUNDING_TO_NEAREST, f); });
}

std::optional<Number> Number::modulo(const Number& other) const {
    if (other == Number{}) return std::nullopt;
    if (!is_wide_ && !other.is_wide_ && other.whole_ != -1) {
        const auto rest = whole_ % other.whole_;
        return Number{rest != 0 && (rest < 0) != (other.whole_ < 0) ? rest + other.whole_ : rest};
    }
    // The exact remainder (sign of this), then moved to the sign of `other`.
    const auto floored = [&](unsigned* f) {
        const auto x = wide(*this), y = wide(other);
        auto rest = bid128_fmod(x, y, f);
        const bool zero = bid128_isZero(rest) != 0;
        if (!zero && is_negative() != other.is_negative()) rest = bid128_add(rest, y, BID_ROUNDING_TO_NEAREST, f);
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

Number Number::negate() const { return *Number{}.subtract(*this); }

std::optional<Number> Number::round(std::int64_t scale, Rounding mode) const {
    if (scale < -6111 || scale > 6176) return std::nullopt;
    if (!is_wide_ && scale >= 0) return *this;
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
    if (!a.is_wide_ && !b.is_wide_) return a.whole_ <=> b.whole_;
    unsigned flags = 0;
    const auto x = wide(a), y = wide(b);
    if (bid128_quiet_equal(x, y, &flags)) return std::strong_ordering::equal;
    return bid128_quiet_less(x, y, &flags) ? std::strong_ordering::less : std::strong_ordering::greater;
}

}  // namespace hz::rules
