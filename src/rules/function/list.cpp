// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "rules/function/function.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

constexpr Why no_position{"列表里没有这个位置", "the list has no such position"};

bool same(const Value& a, const Value& b) { return equal(a, b) == true; }

Value count(Call& call) { return Value(static_cast<std::int64_t>(call.list(0).size())); }

Value list_contains(Call& call) {
    const auto& list = call.list(0);
    return std::any_of(list.begin(), list.end(), [&](const Value& item) { return same(item, call.at(1)); });
}

Value append(Call& call) {
    auto list = call.list(0);
    for (const auto& item : call.args.subspan(1)) list.push_back(item);
    return call.machine.made(std::move(list));
}

Value concatenate(Call& call) {
    List out;
    for (const auto& arg : call.args) out.insert(out.end(), arg.if_list()->begin(), arg.if_list()->end());
    return call.machine.made(std::move(out));
}

List without_repeats(Call& call, std::span<const Value> items) {
    List out;
    for (const auto& item : items) {
        call.machine.charge(1 + out.size());
        if (std::none_of(out.begin(), out.end(), [&](const Value& other) { return same(item, other); }))
            out.push_back(item);
    }
    return out;
}

Value distinct_values(Call& call) { return call.machine.made(without_repeats(call, call.list(0))); }

Value join_lists(Call& call) {
    const auto all = concatenate(call);
    return call.machine.made(without_repeats(call, *all.if_list()));
}

Value index_of(Call& call) {
    const auto& list = call.list(0);
    List out;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (same(list[i], call.at(1))) out.emplace_back(static_cast<std::int64_t>(i + 1));
    return call.machine.made(std::move(out));
}

Value reverse(Call& call) {
    auto list = call.list(0);
    std::reverse(list.begin(), list.end());
    return call.machine.made(std::move(list));
}

// Where the position in argument 1 is in the list: from 1, or from the end where negative.
std::optional<std::size_t> position(Call& call) {
    const auto at = call.whole(1);
    const auto size = static_cast<std::int64_t>(call.list(0).size());
    if (!at || *at == 0 || *at > size || *at < -size) return call.because(no_position), std::nullopt;
    return static_cast<std::size_t>(*at > 0 ? *at - 1 : size + *at);
}

Value insert_before(Call& call) {
    const auto at = position(call);
    if (!at) return {};
    auto list = call.list(0);
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(*at), call.at(2));
    return call.machine.made(std::move(list));
}

Value remove(Call& call) {
    const auto at = position(call);
    if (!at) return {};
    auto list = call.list(0);
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(*at));
    return call.machine.made(std::move(list));
}

Value replace_at(Call& call) {
    const auto at = position(call);
    if (!at) return {};
    auto list = call.list(0);
    list[*at] = call.at(2);
    return call.machine.made(std::move(list));
}

// Every item for which match(item, new item) is true.
Value replace_matching(Call& call) {
    auto list = call.list(0);
    for (auto& item : list) {
        const std::array<Value, 2> pair{item, call.at(2)};
        const auto matches = call.machine.invoke(call.at(1), pair);
        if (!matches.if_boolean())
            return call.because({"匹配函数没有给出真或假", "the match function did not give true or false"});
        if (matches.is_true()) item = call.at(2);
    }
    return call.machine.made(std::move(list));
}
Value list_replace(Call& call) { return call.at(1).if_function() ? replace_matching(call) : replace_at(call); }

Value sublist(Call& call) {
    const auto& list = call.list(0);
    const auto first = position(call);
    if (!first) return {};
    auto last = list.size();
    if (call.given(2)) {
        const auto taken = call.whole(2);
        if (!taken || *taken < 0 || static_cast<std::size_t>(*taken) > list.size() - *first)
            return call.because(no_position);
        last = *first + static_cast<std::size_t>(*taken);
    }
    return call.machine.made(
        List(list.begin() + static_cast<std::ptrdiff_t>(*first), list.begin() + static_cast<std::ptrdiff_t>(last)));
}

void flatten_into(Call& call, List& out, const List& from) {
    for (const auto& item : from) {
        call.machine.charge(1);
        if (const auto* inner = item.if_list())
            flatten_into(call, out, *inner);
        else
            out.push_back(item);
    }
}
Value flatten(Call& call) {
    List out;
    flatten_into(call, out, call.list(0));
    return call.machine.made(std::move(out));
}

// A comparison that is not true counts as "not before".
Value sort(Call& call) {
    auto list = call.list(0);
    const auto before = [&](const Value& a, const Value& b) {
        call.machine.charge(1);
        if (!call.given(1)) {
            const auto order = compare(a, b);
            return order && *order < 0;
        }
        const std::array<Value, 2> pair{a, b};
        return call.machine.invoke(call.at(1), pair).is_true();
    };
    // Evaluation is pure, so even an inconsistent order answers the same twice and the sort stays in its range.
    std::stable_sort(list.begin(), list.end(), before);
    return call.machine.made(std::move(list));
}

constexpr std::array table{
    BuiltIn{"count", "list: list", count},
    BuiltIn{"list contains", "list: list, element: any", list_contains},
    BuiltIn{"append", "list: list, item...: any", append},
    BuiltIn{"concatenate", "list...: list", concatenate},
    BuiltIn{"union", "list...: list", join_lists},
    BuiltIn{"distinct values", "list: list", distinct_values},
    BuiltIn{"index of", "list: list, match: any", index_of},
    BuiltIn{"reverse", "list: list", reverse},
    BuiltIn{"insert before", "list: list, position: number, newItem: any", insert_before},
    BuiltIn{"remove", "list: list, position: number", remove},
    BuiltIn{"list replace", "list: list, position: number|function, newItem: any", list_replace},
    BuiltIn{"list replace", "list: list, match: function, newItem: any", replace_matching},
    BuiltIn{"sublist", "list: list, start position: number, length?: number", sublist},
    BuiltIn{"flatten", "list: list", flatten},
    BuiltIn{"sort", "list: list, precedes?: function", sort},
};

}  // namespace

std::span<const BuiltIn> list_functions() { return table; }

}  // namespace hz::rules
