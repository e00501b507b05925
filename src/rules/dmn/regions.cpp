// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/regions.hpp"

#include <algorithm>

#include "rules/operators.hpp"

namespace hz::rules::dmn {
namespace {

bool before(const Value& a, const Value& b) {
    const auto order = compare(a, b);
    return order && *order < 0;
}

bool is_ordered(Kind kind) {
    return kind == Kind::number || kind == Kind::string || kind == Kind::date || kind == Kind::days_duration ||
           kind == Kind::years_duration;
}

// The ends of tests; false where there are kinds that are not understood, or several.
bool ends_of(const Value& test, Kind& kind, std::vector<Value>& ends) {
    if (const auto* list = test.if_list())
        return std::all_of(list->begin(), list->end(), [&](const Value& item) { return ends_of(item, kind, ends); });
    if (const auto* range = test.if_range())
        return (range->low.is_null() || ends_of(range->low, kind, ends)) &&
               (range->high.is_null() || ends_of(range->high, kind, ends));
    if (test.is_null()) return true;
    if (!is_ordered(test.kind()) && test.kind() != Kind::boolean) return false;
    if (kind != Kind::null && kind != test.kind()) return false;
    kind = test.kind();
    ends.push_back(test);
    return true;
}

Value number(std::int64_t value) { return Value(Number{value}); }

// A value between two ends, or beyond one; empty where there is none.
std::optional<Value> between(const Value* low, const Value* high) {
    const auto kind = (low ? low : high)->kind();
    if (kind == Kind::string) return std::nullopt;
    Value out;
    if (kind == Kind::number) {
        if (!low)
            out = subtract(*high, number(1));
        else if (!high)
            out = add(*low, number(1));
        else {
            out = add(Value(low->if_number()->round(0, Rounding::floor)), number(1));
            if (!before(out, *high)) out = divide(add(*low, *high), number(2));
        }
    } else if (kind == Kind::date) {
        const auto day = day_number(low ? *low->if_date() : *high->if_date()) + (low ? 1 : -1);
        out = Value(date_of(day));
    } else if (kind == Kind::days_duration) {
        const auto day = static_cast<Nanos>(nanos_per_day);
        if (low && high)
            out = Value(DaysDuration{(low->if_days()->nanos + high->if_days()->nanos) / 2});
        else
            out = Value(DaysDuration{low ? low->if_days()->nanos + day : high->if_days()->nanos - day});
    } else {
        out = Value(YearsDuration{low ? low->if_years()->months + 1 : high->if_years()->months - 1});
    }
    const bool inside = (!low || before(*low, out)) && (!high || before(out, *high));
    return inside ? std::optional(out) : std::nullopt;
}

void cut(ColumnRegions& out, Kind kind, std::vector<Value>& ends) {
    if (kind == Kind::boolean) {
        out.regions = {{Value(false), true}, {Value(true), true}};
        return;
    }
    std::sort(ends.begin(), ends.end(), before);
    ends.erase(std::unique(ends.begin(), ends.end(), [](const Value& a, const Value& b) { return !before(a, b); }),
               ends.end());
    const auto gap = [&](const Value* low, const Value* high) {
        auto sample = between(low, high);
        if (sample || kind == Kind::string) out.regions.push_back({std::move(sample), true});
    };
    if (kind == Kind::string) {
        for (const auto& end : ends) out.regions.push_back({end, true});
        out.regions.push_back({});  // any other text
        return;
    }
    for (std::size_t i = 0; i < ends.size(); ++i) {
        gap(i == 0 ? nullptr : &ends[i - 1], &ends[i]);
        out.regions.push_back({ends[i], true});
    }
    if (ends.empty())
        out.regions.push_back({});
    else
        gap(&ends.back(), nullptr);
}

}  // namespace

ColumnRegions regions_of(const Table& t, std::size_t column) {
    ColumnRegions out;
    const auto& pool = t.tests[column];
    const auto& input = t.inputs[column];
    const auto* allowed = input.allowed.get();
    if (!allowed && input.type.item) allowed = input.type.item->allowed.get();
    if (allowed && allowed->form != Tests::Form::simple) allowed = nullptr;
    auto kind = input.type.feel.shape() == Shape::boolean ? Kind::boolean : Kind::null;
    std::vector<Value> ends;
    bool text_ranges = false;
    std::vector<const Tests*> all;
    for (const auto& tests : pool) all.push_back(tests.get());
    if (allowed) all.push_back(allowed);
    for (const auto* tests : all)
        for (const auto& test : tests->values) {
            out.understood = out.understood && ends_of(test, kind, ends);
            text_ranges = text_ranges || (test.if_range() && kind == Kind::string);
        }
    if (text_ranges) out.understood = false;  // what lies between two texts is nothing to show to people
    constexpr std::size_t most = 2'000'000;
    out.too_large = out.understood && pool.size() * (2 * ends.size() + 1) > most;
    out.understood = out.understood && !out.too_large;
    if (out.understood)
        cut(out, kind, ends);
    else
        out.regions.assign(1, {});
    for (const auto& tests : pool) {
        const bool simple =
            tests->form == Tests::Form::simple || tests->form == Tests::Form::any || tests->form == Tests::Form::broken;
        out.unknown.push_back(!simple || (!out.understood && tests->form == Tests::Form::simple));
        std::vector<bool> passes;
        for (const auto& region : out.regions) {
            // Another text: one that no test names.
            const auto decided = tests->decide(region.sample ? *region.sample : Value("\x01"));
            passes.push_back(!decided || *decided == true);
        }
        out.passing.push_back(std::move(passes));
    }
    if (allowed)
        for (auto& region : out.regions) {
            const auto decided = allowed->decide(region.sample ? *region.sample : Value("\x01"));
            region.possible = !decided || *decided == true;
        }
    return out;
}

std::string example_of(const Table& t, std::size_t column, const std::optional<Value>& sample, bool zh) {
    const auto& input = t.inputs[column];
    const auto name = input.label.empty() ? input.expression.text : input.label;
    std::string value;
    if (!sample)
        value = zh ? "其他值" : "anything else";
    else if (sample->if_string())
        value = (zh ? "“" : "\"") + *sample->if_string() + (zh ? "”" : "\"");
    else
        value = to_text(*sample);
    return zh ? "“" + name + "”为 " + value : name + " is " + value;
}

}  // namespace hz::rules::dmn
