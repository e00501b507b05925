// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "rules/function/function.hpp"
#include "rules/operators.hpp"

namespace hz::rules {
namespace {

std::optional<std::vector<Number>> numbers(Call& call) {
    std::vector<Number> out;
    for (const auto& item : call.items()) {
        if (!item.if_number()) return std::nullopt;
        out.push_back(*item.if_number());
    }
    return out;
}

// The first item that no other comes before (or after).
Value extreme(Call& call, bool largest) {
    const auto items = call.items();
    if (items.empty()) return {};
    const Value* best = &items[0];
    for (const auto& item : items) {
        const auto order = compare(item, *best);
        if (!order) return {};
        if (largest ? *order > 0 : *order < 0) best = &item;
    }
    return *best;
}
Value min(Call& call) { return extreme(call, false); }
Value max(Call& call) { return extreme(call, true); }

std::optional<Number> total(const std::vector<Number>& all) {
    std::optional<Number> out = Number{0};
    for (const auto& one : all)
        if (out) out = out->add(one);
    return out;
}

// Numbers, or durations, of which there is at least one.
Value sum(Call& call) {
    const auto items = call.items();
    if (items.empty()) return {};
    Value out = items[0];
    if (!out.if_number() && !out.if_days() && !out.if_years()) return {};
    for (const auto& item : items.subspan(1)) {
        if (item.kind() != out.kind()) return {};
        out = add(out, item);
    }
    return out;
}

Value mean(Call& call) {
    const auto items = call.items();
    return items.empty() ? Value() : divide(sum(call), Value(static_cast<std::int64_t>(items.size())));
}

Value product(Call& call) {
    const auto all = numbers(call);
    if (!all || all->empty()) return {};
    std::optional<Number> out = Number{1};
    for (const auto& one : *all)
        if (out) out = out->multiply(one);
    return out;
}

Value median(Call& call) {
    auto all = numbers(call);
    if (!all || all->empty()) return {};
    std::sort(all->begin(), all->end());
    const auto middle = all->size() / 2;
    if (all->size() % 2) return (*all)[middle];
    const auto both = (*all)[middle - 1].add((*all)[middle]);
    return both ? both->divide(Number{2}) : std::nullopt;
}

// Of a sample: the divisor is one less than the count.
Value deviation(Call& call) {
    const auto all = numbers(call);
    if (!all || all->size() < 2) return {};
    const auto sum_of_all = total(*all);
    const auto average = sum_of_all ? sum_of_all->divide(Number{static_cast<std::int64_t>(all->size())}) : std::nullopt;
    if (!average) return {};
    std::optional<Number> squares = Number{0};
    for (const auto& one : *all) {
        const auto apart = one.subtract(*average);
        const auto square = apart ? apart->multiply(*apart) : std::nullopt;
        squares = squares && square ? squares->add(*square) : std::nullopt;
    }
    const auto variance = squares ? squares->divide(Number{static_cast<std::int64_t>(all->size() - 1)}) : std::nullopt;
    return variance ? variance->square_root() : std::nullopt;
}

constexpr std::array table{
    BuiltIn{"min", "list", 1, any_number, min},          BuiltIn{"max", "list", 1, any_number, max},
    BuiltIn{"sum", "list", 1, any_number, sum},          BuiltIn{"mean", "list", 1, any_number, mean},
    BuiltIn{"product", "list", 1, any_number, product},  BuiltIn{"median", "list", 1, any_number, median},
    BuiltIn{"stddev", "list", 1, any_number, deviation},
};

}  // namespace

std::span<const BuiltIn> aggregate_functions() { return table; }

}  // namespace hz::rules
