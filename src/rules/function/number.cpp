// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "rules/function/function.hpp"

namespace hz::rules {
namespace {

Value rounded(Call& call, Rounding mode, bool needs_scale) {
    const auto* number = call.at(0).if_number();
    const bool given = !call.at(1).is_null();
    if (!number || (needs_scale && !given) || (!given && call.args.size() > 1)) return {};
    const auto* scale = call.at(1).if_number();
    if (given && !scale) return {};
    const auto whole = scale ? scale->round(0, Rounding::down) : std::optional(Number{0});
    return whole && whole->to_int() ? Value(number->round(*whole->to_int(), mode)) : Value();
}
Value floor(Call& call) { return rounded(call, Rounding::floor, false); }
Value ceiling(Call& call) { return rounded(call, Rounding::ceiling, false); }
Value round(Call& call) { return rounded(call, Rounding::half_up, false); }
Value decimal(Call& call) { return rounded(call, Rounding::half_even, true); }
Value round_up(Call& call) { return rounded(call, Rounding::up, true); }
Value round_down(Call& call) { return rounded(call, Rounding::down, true); }
Value round_half_up(Call& call) { return rounded(call, Rounding::half_up, true); }
Value round_half_down(Call& call) { return rounded(call, Rounding::half_down, true); }

Value abs(Call& call) {
    const auto& value = call.at(0);
    if (const auto* number = value.if_number()) return number->is_negative() ? number->negate() : *number;
    if (const auto* days = value.if_days()) return DaysDuration{days->nanos < 0 ? -days->nanos : days->nanos};
    if (const auto* years = value.if_years()) return YearsDuration{years->months < 0 ? -years->months : years->months};
    return {};
}

Value modulo(Call& call) {
    const auto *dividend = call.at(0).if_number(), *divisor = call.at(1).if_number();
    return dividend && divisor ? Value(dividend->modulo(*divisor)) : Value();
}
Value sqrt(Call& call) { return call.at(0).if_number() ? Value(call.at(0).if_number()->square_root()) : Value(); }
Value exp(Call& call) { return call.at(0).if_number() ? Value(call.at(0).if_number()->exponential()) : Value(); }
Value log(Call& call) { return call.at(0).if_number() ? Value(call.at(0).if_number()->logarithm()) : Value(); }

Value rest_of_two(Call& call, std::int64_t wanted) {
    const auto* number = call.at(0).if_number();
    const auto rest = number ? number->modulo(Number{2}) : std::nullopt;
    return rest ? Value(*rest == Number{wanted}) : Value();
}
Value odd(Call& call) { return rest_of_two(call, 1); }
Value even(Call& call) { return rest_of_two(call, 0); }

constexpr std::array table{
    BuiltIn{"floor", "n, scale", 1, 2, floor},
    BuiltIn{"ceiling", "n, scale", 1, 2, ceiling},
    BuiltIn{"round", "n, scale", 1, 2, round},
    BuiltIn{"decimal", "n, scale", 2, 2, decimal},
    BuiltIn{"round up", "n, scale", 2, 2, round_up},
    BuiltIn{"round down", "n, scale", 2, 2, round_down},
    BuiltIn{"round half up", "n, scale", 2, 2, round_half_up},
    BuiltIn{"round half down", "n, scale", 2, 2, round_half_down},
    BuiltIn{"abs", "n", 1, 1, abs},
    BuiltIn{"modulo", "dividend, divisor", 2, 2, modulo},
    BuiltIn{"sqrt", "number", 1, 1, sqrt},
    BuiltIn{"exp", "number", 1, 1, exp},
    BuiltIn{"log", "number", 1, 1, log},
    BuiltIn{"odd", "number", 1, 1, odd},
    BuiltIn{"even", "number", 1, 1, even},
};

}  // namespace

std::span<const BuiltIn> number_functions() { return table; }

}  // namespace hz::rules
