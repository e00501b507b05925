// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <cmath>

#include "rules/number_access.hpp"

namespace hz::rules {
namespace {

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

}  // namespace hz::rules
