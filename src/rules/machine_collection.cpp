// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/describe.hpp"
#include "rules/errors.hpp"
#include "rules/machine.hpp"

namespace hz::rules {

Value Machine::list(const ProgramNode& node) {
    List out;
    out.reserve(node.count);
    for (const auto link : links(node)) {
        auto& place = out.emplace_back();
        const auto& value = eval(link, place);
        if (&value != &place) place = value;
    }
    return made(std::move(out));
}

// An entry sees the entries before it.
Value Machine::context(const ProgramNode& node) {
    const auto at = links(node);
    const auto count = at.size() / 3;
    Context out;
    for (std::size_t i = 0; i < count; ++i) {
        auto& place = slots_[at[2 * count + i]];
        Value scratch;
        const auto& value = eval(at[i], scratch);
        place = &value == &scratch ? std::move(scratch) : value;
        out.put(program_->names[at[count + i]], place);
    }
    return out;
}

// A missing end is written only by (< 5) and the like; an end that evaluates to null gives null.
Value Machine::range(const ProgramNode& node) {
    const auto at = links(node);
    Value scratch;
    Range out{{}, {}, (node.flag & 1) != 0, (node.flag & 2) != 0};
    if (!(node.flag & 4)) out.low = eval(at[0], scratch);
    if (!(node.flag & 8)) out.high = eval(at[1], scratch);
    const bool missing = (out.low.is_null() && !(node.flag & 4)) || (out.high.is_null() && !(node.flag & 8));
    if (missing || (!(node.flag & 12) && !compare(out.low, out.high))) {
        explain_operands(node, "..", out.low, out.high);
        return {};
    }
    return out;
}

Value Machine::item_at(const Value& all, const Number& index) {
    const auto at = index.to_int();
    const auto& items = *all.if_list();
    const auto size = static_cast<std::int64_t>(items.size());
    if (at && *at != 0 && *at <= size && *at >= -size)
        return items[static_cast<std::size_t>(*at > 0 ? *at - 1 : size + *at)];
    if (explains()) explain(errors::null_index, {{"index", index.to_text()}, {"size", std::to_string(size)}});
    return {};
}

// [number] takes one item, counted from 1, or from the end where negative; otherwise the items for which it is true.
Value Machine::filter(const ProgramNode& node) {
    const auto at = links(node);
    Value scratch;
    const auto& source = eval(at[0], scratch);
    const Value single = source.if_list() || source.is_null() ? Value() : Value(List{source});
    const auto* items = source.if_list() ? source.if_list() : single.if_list();
    at_ = &node;
    auto& place = slots_[at[2]];
    if (!items || items->empty()) {
        Value index;
        place = {};
        const auto& value = eval(at[1], index);
        return value.if_number() ? Value() : Value(List{});
    }
    List out;
    for (const auto& item : *items) {
        place = item;
        Value result;
        const auto& keep = eval(at[1], result);
        if (const auto* index = keep.if_number()) {
            at_ = &node;
            return item_at(source.if_list() ? source : single, *index);
        }
        if (keep.is_true()) out.push_back(item);
    }
    place = {};
    return made(std::move(out));
}

struct Machine::Loop {
    const ProgramNode& node;
    // What was made so far; shared with the name "partial", and copied before it grows where somebody else kept it.
    std::shared_ptr<List> results = std::make_shared<List>();
    bool open = false;    // a condition that is neither true nor false
    bool failed = false;  // a source that cannot be gone through
};

Value Machine::iterate(const ProgramNode& node) {
    Loop state{.node = node};
    const bool decided = loop(state, 0);
    if (state.failed) return {};
    if (node.op == Op::iteration) {
        charge(state.results->size());
        return ListPtr(std::move(state.results));
    }
    if (decided) return node.op == Op::some;
    return state.open ? Value() : Value(node.op == Op::every);
}

// Goes through source `level`; true where `some` or `every` is decided and nothing further matters.
bool Machine::loop(Loop& state, std::size_t level) {
    Value scratch;
    const auto& source = eval(links(state.node)[level], scratch);
    if (const auto* range = source.if_range()) return loop_range(state, level, *range);
    if (source.is_null()) {
        at_ = &program_->nodes[links(state.node)[level]];
        if (explains())
            explain(errors::null_kind, {{"wanted_zh", "列表或区间"},
                                        {"wanted_en", "a list or a range"},
                                        {"given_zh", std::string(describe(source).zh)},
                                        {"given_en", std::string(describe(source).en)}});
        return state.failed = true, false;
    }
    const auto* items = source.if_list();
    if (!items) return each(state, level, source);  // a single value is a list of one
    return std::any_of(items->begin(), items->end(), [&](const Value& item) { return each(state, level, item); });
}

// Whole numbers or days, forwards or backwards.
bool Machine::loop_range(Loop& state, std::size_t level, const Range& range) {
    const bool days = range.low.if_date() && range.high.if_date();
    const auto place = [&](const Value& end) -> std::optional<std::int64_t> {
        if (days) return day_number(*end.if_date());
        return end.if_number() ? end.if_number()->to_int() : std::nullopt;
    };
    const auto first = place(range.low), last = place(range.high);
    if (!first || !last) {
        at_ = &program_->nodes[links(state.node)[level]];
        explain(errors::null_kind, {{"wanted_zh", "两端都是整数或日期的区间"},
                                    {"wanted_en", "a range between whole numbers or dates"},
                                    {"given_zh", "别的区间"},
                                    {"given_en", "another range"}});
        return state.failed = true, false;
    }
    const std::int64_t by = *first <= *last ? 1 : -1;
    if (*first == *last && !(range.low_included && range.high_included)) return false;
    auto from = *first;
    if (!range.low_included) from += by;
    for (; by > 0 ? from <= *last : from >= *last; from += by) {
        if (from == *last && !range.high_included) break;
        if (each(state, level, days ? Value(date_of(from)) : Value(from))) return true;
        if (from == *last) break;
    }
    return false;
}

bool Machine::each(Loop& state, std::size_t level, const Value& item) {
    const auto at = links(state.node);
    const auto sources = state.node.payload;
    charge(1);
    slots_[at[sources + 1 + level]] = item;
    if (level + 1 < sources) return loop(state, level + 1);
    Value scratch;
    if (state.node.op != Op::iteration) {
        const auto& result = eval(at[sources], scratch);
        if (!result.if_boolean()) state.open = true;
        return state.node.op == Op::some ? result.is_true() : result.is_false();
    }
    if (state.results->size() >= limits_.items) exceeded("列表项数", "the length of a list", limits_.items);
    Value* const partial = state.node.flag ? &slots_[at.back()] : nullptr;
    if (partial) *partial = Value(ListPtr(state.results));
    const auto& result = eval(at[sources], scratch);
    Value kept = &result == &scratch ? std::move(scratch) : result;
    if (partial) *partial = {};
    if (state.results.use_count() > 1) {
        charge(state.results->size());
        state.results = std::make_shared<List>(*state.results);
    }
    state.results->push_back(std::move(kept));
    return false;
}

}  // namespace hz::rules
