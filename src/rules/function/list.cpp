// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "rules/function/function.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

bool same(const Value& a, const Value& b) { return equal(a, b) == true; }

// A single value stands for the list of it; null for none.
std::optional<List> list_of(const Value& value) {
    if (const auto* list = value.if_list()) return *list;
    return value.is_null() ? std::nullopt : std::optional(List{value});
}

Value count(Call& call) {
    const auto* list = call.at(0).if_list();
    if (!list && call.at(0).is_null()) return {};
    return Value(static_cast<std::int64_t>(list ? list->size() : 1));
}

Value list_contains(Call& call) {
    const auto list = list_of(call.at(0));
    if (!list) return {};
    return std::any_of(list->begin(), list->end(), [&](const Value& item) { return same(item, call.at(1)); });
}

Value append(Call& call) {
    auto list = list_of(call.at(0));
    if (!list) return {};
    for (const auto& item : call.args.subspan(1)) list->push_back(item);
    return call.machine.made(std::move(*list));
}

Value concatenate(Call& call) {
    List out;
    for (const auto& arg : call.args) {
        const auto list = list_of(arg);
        if (!list) return {};
        out.insert(out.end(), list->begin(), list->end());
    }
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

Value distinct_values(Call& call) {
    const auto list = list_of(call.at(0));
    return list ? call.machine.made(without_repeats(call, *list)) : Value();
}

Value join_lists(Call& call) {
    const auto all = concatenate(call);
    return all.if_list() ? call.machine.made(without_repeats(call, *all.if_list())) : Value();
}

Value index_of(Call& call) {
    const auto list = list_of(call.at(0));
    if (!list) return {};
    List out;
    for (std::size_t i = 0; i < list->size(); ++i)
        if (same((*list)[i], call.at(1))) out.emplace_back(static_cast<std::int64_t>(i + 1));
    return call.machine.made(std::move(out));
}

Value reverse(Call& call) {
    auto list = list_of(call.at(0));
    if (!list) return {};
    std::reverse(list->begin(), list->end());
    return call.machine.made(std::move(*list));
}

// Where a position from 1, or from the end where negative, is in a list of `size`; `more` allows one past the end.
std::optional<std::size_t> position(const Value& value, std::size_t size, std::size_t more = 0) {
    const auto at = value.if_number() ? value.if_number()->to_int() : std::nullopt;
    const auto limit = static_cast<std::int64_t>(size);
    if (!at || *at == 0 || *at > limit + static_cast<std::int64_t>(more) || *at < -limit) return std::nullopt;
    return static_cast<std::size_t>(*at > 0 ? *at - 1 : limit + *at);
}

Value insert_before(Call& call) {
    auto list = list_of(call.at(0));
    const auto at = list ? position(call.at(1), list->size()) : std::nullopt;
    if (!at) return {};
    list->insert(list->begin() + static_cast<std::ptrdiff_t>(*at), call.at(2));
    return call.machine.made(std::move(*list));
}

Value remove(Call& call) {
    auto list = list_of(call.at(0));
    const auto at = list ? position(call.at(1), list->size()) : std::nullopt;
    if (!at) return {};
    list->erase(list->begin() + static_cast<std::ptrdiff_t>(*at));
    return call.machine.made(std::move(*list));
}

Value sublist(Call& call) {
    const auto list = list_of(call.at(0));
    const auto first = list ? position(call.at(1), list->size()) : std::nullopt;
    if (!first) return {};
    auto last = list->size();
    if (!call.at(2).is_null()) {
        const auto taken = call.at(2).if_number() ? call.at(2).if_number()->to_int() : std::nullopt;
        if (!taken || *taken < 0 || static_cast<std::size_t>(*taken) > list->size() - *first) return {};
        last = *first + static_cast<std::size_t>(*taken);
    }
    return call.machine.made(
        List(list->begin() + static_cast<std::ptrdiff_t>(*first), list->begin() + static_cast<std::ptrdiff_t>(last)));
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
    const auto list = list_of(call.at(0));
    if (!list) return {};
    List out;
    flatten_into(call, out, *list);
    return call.machine.made(std::move(out));
}

// A comparison that is not true counts as "not before".
Value sort(Call& call) {
    auto list = list_of(call.at(0));
    if (!list) return {};
    const auto before = [&](const Value& a, const Value& b) {
        call.machine.charge(1);
        if (call.at(1).is_null()) {
            const auto order = compare(a, b);
            return order && *order < 0;
        }
        const std::array<Value, 2> pair{a, b};
        return call.machine.invoke(call.at(1), pair).is_true();
    };
    // Evaluation is pure, so even an inconsistent order answers the same twice and the sort stays in its range.
    std::stable_sort(list->begin(), list->end(), before);
    return call.machine.made(std::move(*list));
}

constexpr std::array table{
    BuiltIn{"count", "list", 1, 1, count},
    BuiltIn{"list contains", "list, element", 2, 2, list_contains},
    BuiltIn{"append", "list", 2, any_number, append},
    BuiltIn{"concatenate", "list", 1, any_number, concatenate},
    BuiltIn{"union", "list", 1, any_number, join_lists},
    BuiltIn{"distinct values", "list", 1, 1, distinct_values},
    BuiltIn{"index of", "list, match", 2, 2, index_of},
    BuiltIn{"reverse", "list", 1, 1, reverse},
    BuiltIn{"insert before", "list, position, newItem", 3, 3, insert_before},
    BuiltIn{"remove", "list, position", 2, 2, remove},
    BuiltIn{"sublist", "list, start position, length", 2, 3, sublist},
    BuiltIn{"flatten", "list", 1, 1, flatten},
    BuiltIn{"sort", "list, precedes", 1, 2, sort},
};

}  // namespace

std::span<const BuiltIn> list_functions() { return table; }

}  // namespace hz::rules
