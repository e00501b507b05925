// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/machine.hpp"

namespace hz::rules {

Value Machine::list(const ProgramNode& node, const Scope* scope) {
    List out;
    out.reserve(node.count);
    for (const auto link : links(node)) out.push_back(eval(link, scope));
    return made(std::move(out));
}

// An entry sees the entries before it.
Value Machine::context(const ProgramNode& node, const Scope* scope) {
    const auto at = links(node);
    const auto count = at.size() / 2;
    Context out;
    const Scope inner{.parent = scope, .context = &out};
    for (std::size_t i = 0; i < count; ++i) {
        auto value = eval(at[i], &inner);
        out.put(program_->names[at[count + i]], std::move(value));
    }
    return out;
}

// A missing end is written only by (< 5) and the like; an end that evaluates to null gives null.
Value Machine::range(const ProgramNode& node, const Scope* scope) {
    const auto at = links(node);
    Range out{eval(at[0], scope), eval(at[1], scope), (node.flag & 1) != 0, (node.flag & 2) != 0};
    const auto open = [&](std::uint32_t link) { return program_->nodes[link].op == Op::constant; };
    if ((out.low.is_null() && !open(at[0])) || (out.high.is_null() && !open(at[1]))) return {};
    if (!out.low.is_null() && !out.high.is_null() && !compare(out.low, out.high)) return {};
    return out;
}

Value Machine::item_at(const Value& all, const Number& index) const {
    const auto at = index.to_int();
    const auto& items = *all.if_list();
    const auto size = static_cast<std::int64_t>(items.size());
    if (!at || *at == 0 || *at > size || *at < -size) return {};
    return items[static_cast<std::size_t>(*at > 0 ? *at - 1 : size + *at)];
}

// [number] takes one item, counted from 1, or from the end where negative; otherwise the items for which it is true.
Value Machine::filter(const ProgramNode& node, const Scope* scope) {
    const auto at = links(node);
    auto all = eval(at[0], scope);
    if (!all.if_list()) all = all.is_null() ? Value(List{}) : Value(List{all});
    const auto& items = *all.if_list();
    if (items.empty()) {
        const auto index = eval(at[1], scope);
        return index.if_number() ? Value() : Value(List{});
    }
    static const std::string item_name = "item";
    List out;
    for (const auto& item : items) {
        const Scope named{.parent = scope, .name = &item_name, .value = &item};
        const Scope members{.parent = &named, .context = item.if_context()};
        const auto keep = eval(at[1], &members);
        if (const auto* index = keep.if_number()) return item_at(all, *index);
        if (keep.is_true()) out.push_back(item);
    }
    return made(std::move(out));
}

struct Machine::Loop {
    const ProgramNode& node;
    List results{};
    bool open = false;    // a condition that is neither true nor false
    bool failed = false;  // a source that cannot be gone through
};

Value Machine::iterate(const ProgramNode& node, const Scope* scope) {
    Loop state{.node = node};
    const bool decided = loop(state, 0, scope);
    if (state.failed) return {};
    if (node.op == Op::iteration) return made(std::move(state.results));
    if (decided) return node.op == Op::some;
    return state.open ? Value() : Value(node.op == Op::every);
}

// Goes through source `level`; true where `some` or `every` is decided and nothing further matters.
bool Machine::loop(Loop& state, std::size_t level, const Scope* scope) {
    const auto at = links(state.node);
    const auto source = eval(at[level], scope);
    if (const auto* range = source.if_range()) {
        const auto first = range->low.if_number() ? range->low.if_number()->to_int() : std::nullopt;
        const auto last = range->high.if_number() ? range->high.if_number()->to_int() : std::nullopt;
        if (!first || !last) return state.failed = true, false;
        const std::int64_t by = *first <= *last ? 1 : -1;
        auto from = *first + (range->low_included ? 0 : by);
        const auto to = *last - (range->high_included ? 0 : by);
        for (; by > 0 ? from <= to : from >= to; from += by) {
            if (each(state, level, scope, Value(from))) return true;
            if (from == to) break;
        }
        return false;
    }
    if (const auto* items = source.if_list())
        return std::any_of(items->begin(), items->end(),
                           [&](const Value& item) { return each(state, level, scope, item); });
    if (source.is_null()) return state.failed = true, false;
    return each(state, level, scope, source);  // a single value is a list of one
}

bool Machine::each(Loop& state, std::size_t level, const Scope* scope, const Value& item) {
    const auto at = links(state.node);
    const auto sources = state.node.payload;
    charge(1);
    const Scope inner{.parent = scope, .name = &program_->names[at[sources + 1 + level]], .value = &item};
    if (level + 1 < sources) return loop(state, level + 1, &inner);
    if (state.node.op == Op::iteration) {
        static const std::string partial_name = "partial";
        const Value partial = state.node.flag ? made(state.results) : Value();
        const Scope seen{.parent = &inner, .name = &partial_name, .value = &partial};
        if (state.results.size() >= budget_.items) exceeded("列表项数", "the length of a list", budget_.items);
        auto result = eval(at[sources], state.node.flag ? &seen : &inner);
        state.results.push_back(std::move(result));
        return false;
    }
    const auto result = eval(at[sources], &inner);
    if (!result.if_boolean()) state.open = true;
    return state.node.op == Op::some ? result.is_true() : result.is_false();
}

}  // namespace hz::rules
