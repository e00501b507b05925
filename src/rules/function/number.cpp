// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "rules/function/function.hpp"

namespace hz::rules {
namespace {

constexpr Why bad_scale{"小数位数应在 -6111 到 6176 之间", "the scale should be between -6111 and 6176"};

Value rounded(Call& call, Rounding mode) {
    const auto scale = call.given(1) ? call.number(1).round(0, Rounding::down) : std::optional(Number{0});
    const auto whole = scale ? scale->to_int() : std::nullopt;
    const auto out = whole ? call.number(0).round(*whole, mode) : std::nullopt;
    return out ? Value(*out) : call.because(bad_scale);
}
// An optional scale may be left out, but not be null.
Value rounded_or_null(Call& call, Rounding mode) {
    if (call.args.size() > 1 && !call.given(1)) return call.because({"小数位数是空的", "the scale is empty"});
    return rounded(call, mode);
}
Value floor(Call& call) { return rounded_or_null(call, Rounding::floor); }
Value ceiling(Call& call) { return rounded_or_null(call, Rounding::ceiling); }
Value round(Call& call) { return rounded_or_null(call, Rounding::half_up); }
Value decimal(Call& call) { return rounded(call, Rounding::half_even); }
Value round_up(Call& call) { return rounded(call, Rounding::up); }
Value round_down(Call& call) { return rounded(call, Rounding::down); }
Value round_half_up(Call& call) { return rounded(call, Rounding::half_up); }
Value round_half_down(Call& call) { return rounded(call, Rounding::half_down); }

Value abs(Call& call) {
    const auto& value = call.at(0);
    if (const auto* number = value.if_number()) return number->is_negative() ? number->negate() : *number;
    if (const auto* days = value.if_days()) return DaysDuration{days->nanos < 0 ? -days->nanos : days->nanos};
    return YearsDuration{std::abs(value.if_years()->months)};
}

Value modulo(Call& call) {
    const auto out = call.number(0).modulo(call.number(1));
    return out ? Value(*out) : call.because({"除数是零", "the divisor is zero"});
}
Value sqrt(Call& call) {
    const auto out = call.number(0).square_root();
    return out ? Value(*out) : call.because({"负数没有平方根", "a negative number has no square root"});
}
Value exp(Call& call) {
    const auto out = call.number(0).exponential();
    return out ? Value(*out) : call.because({"结果太大", "it is too large"});
}
Value log(Call& call) {
    const auto out = call.number(0).logarithm();
    return out ? Value(*out) : call.because({"只有正数才有对数", "only a positive number has a logarithm"});
}

Value rest_of_two(Call& call, std::int64_t wanted) {
    const auto rest = call.number(0).modulo(Number{2});
    return rest ? Value(*rest == Number{wanted}) : Value();
}
Value odd(Call& call) { return rest_of_two(call, 1); }
Value even(Call& call) { return rest_of_two(call, 0); }

constexpr std::array table{
    BuiltIn{"floor", "n: number, scale?: number", floor},
    BuiltIn{"ceiling", "n: number, scale?: number", ceiling},
    BuiltIn{"round", "n: number, scale?: number", round},
    BuiltIn{"decimal", "n: number, scale: number", decimal},
    BuiltIn{"round up", "n: number, scale: number", round_up},
    BuiltIn{"round down", "n: number, scale: number", round_down},
    BuiltIn{"round half up", "n: number, scale: number", round_half_up},
    BuiltIn{"round half down", "n: number, scale: number", round_half_down},
    BuiltIn{"abs", "n: number|days|years", abs},
    BuiltIn{"modulo", "dividend: number, divisor: number", modulo},
    BuiltIn{"sqrt", "number: number", sqrt},
    BuiltIn{"exp", "number: number", exp},
    BuiltIn{"log", "number: number", log},
    BuiltIn{"odd", "number: number", odd},
    BuiltIn{"even", "number: number", even},
};

}  // namespace

std::span<const BuiltIn> number_functions() { return table; }

}  // namespace hz::rules
