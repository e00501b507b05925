// SPDX-License-Identifier: Apache-2.0
// Decision tables: which rules apply, and what the hit policy makes of them.
#include <algorithm>
#include <bit>

#include "rules/dmn/errors.hpp"
#include "rules/dmn/index.hpp"
#include "rules/dmn/run.hpp"
#include "rules/operators.hpp"

namespace hz::rules::dmn {
namespace {

std::string numbers(const std::vector<std::uint32_t>& rules) {
    std::string out;
    for (const auto rule : rules) out += (out.empty() ? "" : ", ") + std::to_string(rule + 1);
    return out;
}

Value aggregate(Aggregation how, const List& values) {
    if (how == Aggregation::count) return Value(static_cast<std::int64_t>(values.size()));
    Value out;
    for (const auto& value : values) {
        if (value.is_null()) return {};
        if (out.is_null()) {
            out = value;
        } else if (how == Aggregation::sum) {
            out = add(out, value);
            if (out.is_null()) return {};
        } else {
            const auto order = compare(value, out);
            if (!order) return {};
            if (how == Aggregation::minimum ? *order < 0 : *order > 0) out = value;
        }
    }
    return how == Aggregation::sum && !out.if_number() && !out.if_days() && !out.if_years() ? Value() : out;
}

// Places among the allowed values, column by column; what is not among them comes last.
std::vector<std::size_t> rank(const Table& table, const Value& output) {
    std::vector<std::size_t> out;
    for (const auto& column : table.outputs) {
        if (column.order.empty()) continue;
        const auto* value = table.outputs.size() == 1 ? &output : find(output, column.name);
        const auto place = std::find_if(column.order.begin(), column.order.end(), [&](const Value& allowed) {
            return value && rules::passes(*value, allowed) == true;
        });
        out.push_back(static_cast<std::size_t>(place - column.order.begin()));
    }
    return out;
}

}  // namespace

std::optional<bool> Run::passes(const Tests& tests, const Value& value, const Scope& scope) {
    if (const auto decided = tests.decide(value)) return *decided;
    const auto out = evaluate(*tests.code, scope, {}, &value);
    return out.if_boolean() ? std::optional(*out.if_boolean()) : std::nullopt;
}

Value Run::table(const Table& t, const Scope& scope) {
    if (t.broken) {
        report(errors::dmn_broken, {{"name", t.name}}, t.id);
        return {};
    }
    std::vector<Value> values;
    values.reserve(t.inputs.size());
    for (const auto& input : t.inputs) {
        auto value = literal(input.expression, scope);
        if (!input.type.is_any()) value = fitted(std::move(value), input.type, input.expression.text, input.id);
        if (input.allowed && !value.is_null() && passes(*input.allowed, value, scope) != true) {
            report(errors::dmn_not_allowed,
                   {{"name", input.expression.text}, {"value", to_text(value)}, {"allowed", input.allowed->text}},
                   input.id);
            return {};
        }
        values.push_back(std::move(value));
    }
    auto rules = tables_ ? traced_matches(t, values, scope) : matches(t, values, scope);
    if (rules.empty()) return fallback(t, scope);
    return combined(t, std::move(rules), scope);
}

std::vector<std::uint32_t> Run::matches(const Table& t, const std::vector<Value>& values, const Scope& scope) {
    std::vector<std::uint32_t> out;
    const bool first = t.policy == HitPolicy::first;
    if (!t.index || !shared_->indexed) {
        for (std::uint32_t rule = 0; rule < t.rules.size() && evaluation_.charge(1); ++rule) {
            std::size_t c = 0;
            while (c < values.size() && passes(t.test(rule, c), values[c], scope) == true) ++c;
            if (c == values.size()) out.push_back(rule);
            if (first && !out.empty()) break;
        }
        return out;
    }
    if (!evaluation_.charge(1 + t.rules.size() / 1024)) return out;
    Candidates candidates(t.index->words());
    std::uint64_t open = 0;
    t.index->find(values, candidates, open);
    const auto applies = [&](std::uint32_t rule) {
        for (std::size_t c = 0; c < values.size(); ++c) {
            const bool unknown = (open >> std::min<std::size_t>(c, 63) & 1) != 0;
            if ((unknown || t.index->must_test(c, values[c], rule)) &&
                (!evaluation_.charge(1) || passes(t.test(rule, c), values[c], scope) != true))
                return false;
        }
        return true;
    };
    const auto words = candidates.words();
    for (std::size_t w = 0; w < words.size(); ++w)
        for (auto left = words[w]; left != 0; left &= left - 1) {
            const auto rule = static_cast<std::uint32_t>(64 * w + static_cast<std::size_t>(std::countr_zero(left)));
            if (!applies(rule)) continue;
            out.push_back(rule);
            if (first) return out;
        }
    return out;
}

std::vector<std::uint32_t> Run::traced_matches(const Table& t, const std::vector<Value>& values, const Scope& scope) {
    TracedTable traced{.policy = std::string(letter(t.policy, t.aggregation)), .inputs = {}, .rules = {}};
    for (std::size_t c = 0; c < values.size(); ++c)
        traced.inputs.push_back(
            {t.inputs[c].label.empty() ? t.inputs[c].expression.text : t.inputs[c].label, values[c]});
    std::vector<std::uint32_t> out;
    for (std::uint32_t rule = 0; rule < t.rules.size() && evaluation_.charge(1); ++rule) {
        const auto& row = t.rules[rule];
        TracedRule step{
            .number = rule + 1, .id = row.id, .note = row.note, .matched = true, .cell = {}, .test = {}, .value = {}};
        for (std::size_t c = 0; c < values.size() && step.matched; ++c) {
            if (passes(t.test(rule, c), values[c], scope) == true) continue;
            step.matched = false;
            step.column = c + 1;
            step.cell = row.cells[c];
            step.test = t.test(rule, c).text;
            step.value = values[c];
        }
        const bool last = step.matched && t.policy == HitPolicy::first;
        if (step.matched) out.push_back(rule);
        if (traced.rules.size() < shared_->trace->most_rules)
            traced.rules.push_back(std::move(step));
        else
            ++traced.rules_left_out;
        if (last) break;
    }
    if (tables_->size() < 100) tables_->push_back(std::move(traced));
    return out;
}

Value Run::output(const Table& t, std::uint32_t rule, const Scope& scope) {
    const auto one = [&](std::size_t c) {
        const auto& column = t.outputs[c];
        auto value = literal(t.result(rule, c), scope);
        return column.type.is_any() ? value : fitted(std::move(value), column.type, column.name, t.rules[rule].id);
    };
    if (t.outputs.size() == 1) return one(0);
    Context out;
    for (std::size_t c = 0; c < t.outputs.size(); ++c) out.put(t.outputs[c].name, one(c));
    return Value(std::move(out));
}

Value Run::fallback(const Table& t, const Scope& scope) {
    const bool any = std::any_of(t.outputs.begin(), t.outputs.end(), [](const auto& o) { return o.has_default; });
    const bool lists =
        t.policy == HitPolicy::collect || t.policy == HitPolicy::rule_order || t.policy == HitPolicy::output_order;
    if (!any) {
        if (t.aggregation == Aggregation::count && t.policy == HitPolicy::collect) return Value(std::int64_t{0});
        return lists && t.aggregation == Aggregation::none ? Value(List{}) : Value();
    }
    if (t.outputs.size() == 1) return literal(t.outputs[0].fallback, scope);
    Context out;
    for (const auto& output : t.outputs)
        out.put(output.name, output.has_default ? literal(output.fallback, scope) : Value());
    return Value(std::move(out));
}

Value Run::combined(const Table& t, std::vector<std::uint32_t> rules, const Scope& scope) {
    if (t.policy == HitPolicy::unique && rules.size() > 1) {
        report(errors::dmn_several_rules, {{"rules", numbers(rules)}}, t.id);
        return {};
    }
    const bool lists =
        t.policy == HitPolicy::rule_order || t.policy == HitPolicy::output_order || t.policy == HitPolicy::collect;
    if (t.policy == HitPolicy::first || (rules.size() == 1 && !lists)) return output(t, rules.front(), scope);
    List outputs;
    outputs.reserve(rules.size());
    for (const auto rule : rules) outputs.push_back(output(t, rule, scope));
    switch (t.policy) {
        case HitPolicy::unique:
        case HitPolicy::first:
            return outputs.front();
        case HitPolicy::any:
            for (const auto& other : outputs)
                if (equal(other, outputs.front()) != true) {
                    report(errors::dmn_different_results, {{"rules", numbers(rules)}}, t.id);
                    return {};
                }
            return outputs.front();
        case HitPolicy::priority:
            return *std::min_element(outputs.begin(), outputs.end(),
                                     [&](const Value& a, const Value& b) { return rank(t, a) < rank(t, b); });
        case HitPolicy::output_order:
            std::stable_sort(outputs.begin(), outputs.end(),
                             [&](const Value& a, const Value& b) { return rank(t, a) < rank(t, b); });
            return Value(std::move(outputs));
        case HitPolicy::rule_order:
            return Value(std::move(outputs));
        case HitPolicy::collect:
            return collected(t, outputs);
    }
    return {};
}

Value Run::collected(const Table& t, const List& outputs) {
    if (t.aggregation == Aggregation::none) return Value(outputs);
    if (t.outputs.size() == 1 || t.aggregation == Aggregation::count) return aggregate(t.aggregation, outputs);
    Context out;
    for (const auto& column : t.outputs) {
        List values;
        for (const auto& row : outputs)
            if (const auto* value = find(row, column.name)) values.push_back(*value);
        out.put(column.name, aggregate(t.aggregation, values));
    }
    return Value(std::move(out));
}

}  // namespace hz::rules::dmn
