// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "rules/function/function.hpp"
#include "rules/machine.hpp"
#include "rules/operators.hpp"

namespace hz::rules {
namespace {

constexpr Why not_numbers{"列表里有的项不是数字", "an item of the list is not a number"};
constexpr Why empty_list{"列表是空的", "the list is empty"};
constexpr Why not_comparable{"列表里的项不能互相比较", "the items of the list cannot be compared"};
constexpr Why too_large{"结果太大", "it is too large"};

std::optional<std::vector<Number>> numbers(Call& call) {
    std::vector<Number> out;
    for (const auto& item : call.items()) {
        if (!item.if_number()) return call.because(not_numbers), std::nullopt;
        out.push_back(*item.if_number());
    }
    if (out.empty()) call.because(empty_list);
    return out;
}

// The first item that no other comes before (or after).
Value extreme(Call& call, bool largest) {
    const auto items = call.items();
    if (items.empty()) return call.because(empty_list);
    const Value* best = &items[0];
    for (const auto& item : items) {
        const auto order = compare(item, *best);
        if (!order) return call.because(not_comparable);
        if (largest ? *order > 0 : *order < 0) best = &item;
    }
    return *best;
}
Value min(Call& call) { return extreme(call, false); }
Value max(Call& call) { return extreme(call, true); }

// Numbers, or durations, of which there is at least one.
Value sum(Call& call) {
    const auto items = call.items();
    if (items.empty()) return call.because(empty_list);
    Value out = items[0];
    if (!out.if_number() && !out.if_days() && !out.if_years()) return call.because(not_numbers);
    for (const auto& item : items.subspan(1)) {
        if (item.kind() != out.kind()) return call.because(not_numbers);
        out = add(out, item);
    }
    return out;
}

Value mean(Call& call) {
    const auto items = call.items();
    return items.empty() ? call.because(empty_list) : divide(sum(call), Value(static_cast<std::int64_t>(items.size())));
}

Value product(Call& call) {
    const auto all = numbers(call);
    if (!all || all->empty()) return {};
    std::optional<Number> out = Number{1};
    for (const auto& one : *all)
        if (out) out = out->multiply(one);
    return out ? Value(*out) : call.because(too_large);
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

// The values that are there most often, in order.
Value mode(Call& call) {
    if (call.args.size() == 1 && !call.given(0)) return {};
    auto all = numbers(call);
    if (!all) return {};
    std::sort(all->begin(), all->end());
    List out;
    std::size_t most = 0;
    for (auto from = all->begin(); from != all->end();) {
        const auto to = std::upper_bound(from, all->end(), *from);
        const auto count = static_cast<std::size_t>(to - from);
        if (count > most) out.clear();
        if (count >= most) out.emplace_back(*from), most = count;
        from = to;
    }
    return call.machine.made(std::move(out));
}

// Of a sample: the divisor is one less than the count.
Value deviation(Call& call) {
    const auto all = numbers(call);
    if (!all || all->size() < 2) return call.because({"至少要有两个数字", "at least two numbers are needed"});
    const Number count{static_cast<std::int64_t>(all->size())};
    const auto total = [&](auto term) {
        std::optional<Number> out = Number{};
        for (const auto& one : *all) {
            const auto next = out ? term(one) : std::nullopt;
            out = next ? out->add(*next) : std::nullopt;
        }
        return out;
    };
    const auto sum_of_all = total([](const Number& one) { return std::optional(one); });
    const auto average = sum_of_all ? sum_of_all->divide(count) : std::nullopt;
    if (!average) return call.because(too_large);
    const auto squares = total([&](const Number& one) {
        const auto apart = one.subtract(*average);
        return apart ? apart->multiply(*apart) : std::nullopt;
    });
    const auto variance = squares ? squares->divide(*count.subtract(Number{1})) : std::nullopt;
    return variance ? Value(variance->square_root()) : call.because(too_large);
}

constexpr std::array table{
    BuiltIn{"min", "list...: any", min},         BuiltIn{"max", "list...: any", max},
    BuiltIn{"sum", "list...: any", sum},         BuiltIn{"mean", "list...: any", mean},
    BuiltIn{"product", "list...: any", product}, BuiltIn{"median", "list...: any", median},
    BuiltIn{"mode", "list...: any", mode},       BuiltIn{"stddev", "list...: any", deviation},
};

}  // namespace

std::span<const BuiltIn> aggregate_functions() { return table; }

}  // namespace hz::rules
