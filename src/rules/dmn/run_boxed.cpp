// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/dmn/errors.hpp"
#include "rules/dmn/run.hpp"

namespace hz::rules::dmn {

Value Run::boxed(const Boxed* boxed_or_null, const Scope& scope) {
    if (!boxed_or_null || !enter(1)) return {};
    const auto& b = *boxed_or_null;
    Value out;
    switch (b.form) {
        case Form::none:
            break;
        case Form::literal:
            out = literal(b.literal, scope);
            break;
        case Form::context:
            out = context(b, scope);
            break;
        case Form::list: {
            List list;
            for (const auto& entry : b.entries) list.push_back(boxed(entry.value.get(), scope));
            out = Value(std::move(list));
            break;
        }
        case Form::relation:
            out = relation(b, scope);
            break;
        case Form::function:
            out = function(b, scope);
            break;
        case Form::invocation:
            out = invocation(b, scope);
            break;
        case Form::conditional:
            out = conditional(b, scope);
            break;
        case Form::filter:
            out = filter(b, scope);
            break;
        case Form::iteration:
        case Form::some:
        case Form::every:
            out = iteration(b, scope);
            break;
        case Form::table:
            out = table(*b.table, scope);
            break;
    }
    leave(1);
    if (b.type.is_any() || b.form == Form::function) return out;
    return fitted(std::move(out), b.type, b.id, b.id);
}

// A boxed condition that is neither boolean nor null is a mistake, unlike one in FEEL text.
bool Run::is_condition(const Value& value, const Boxed& b) {
    if (value.is_null() || value.if_boolean()) return true;
    report(errors::dmn_wrong_type, {{"name", b.id}, {"value", to_text(value)}, {"type", "boolean"}}, b.id);
    return false;
}

Value Run::conditional(const Boxed& b, const Scope& scope) {
    const auto test = boxed(b.first.get(), scope);
    if (!is_condition(test, b)) return {};
    return boxed(test.is_true() ? b.second.get() : b.third.get(), scope);
}

// Each entry sees those before it; one without a name is the result.
Value Run::context(const Boxed& b, const Scope& scope) {
    Context out;
    const Scope inner{.parent = &scope, .context = &out};
    for (const auto& entry : b.entries) {
        auto value = fitted(boxed(entry.value.get(), inner), entry.type, entry.name, entry.id);
        if (entry.name.empty()) return value;
        out.put(entry.name, std::move(value));
    }
    return Value(std::move(out));
}

Value Run::relation(const Boxed& b, const Scope& scope) {
    List rows;
    if (b.columns.empty()) return Value(std::move(rows));
    for (std::size_t at = 0; at + b.columns.size() <= b.entries.size(); at += b.columns.size()) {
        Context row;
        for (std::size_t c = 0; c < b.columns.size(); ++c) {
            const auto& cell = b.entries[at + c];
            row.put(b.columns[c], fitted(boxed(cell.value.get(), scope), cell.type, b.columns[c], cell.id));
        }
        rows.push_back(Value(std::move(row)));
    }
    return Value(std::move(rows));
}

// The values it takes from around it are those of now. It sees itself, so that it may call itself.
Value Run::function(const Boxed& b, const Scope& scope) {
    if (!b.first) return {};
    HostFunction out{b.id, {}, {}, {}};
    for (const auto& parameter : b.parameters) out.parameters.push_back({parameter.name, feel_type(parameter.type)});
    Context captured;
    for (const auto& name : b.free) {
        auto value = lookup(name, &scope);
        if (!value.is_null()) captured.put(name, std::move(value));
    }
    out.run = [&b, shared = shared_, captured](std::span<const Value> arguments, Evaluation& evaluation) -> Value {
        Frame frame;
        Run run(shared, evaluation, frame);
        Context given;
        for (std::size_t i = 0; i < arguments.size() && i < b.parameters.size(); ++i) {
            auto value = run.fitted(arguments[i], b.parameters[i].type, b.parameters[i].name, b.id);
            if (value.is_null() && !arguments[i].is_null()) return {};
            given.put(b.parameters[i].name, std::move(value));
        }
        const Scope root{.context = &captured};
        const Scope inner{.parent = &root, .context = &given};
        return run.fitted(run.boxed(b.first.get(), inner), b.type, b.id, b.id);
    };
    return make_function(std::move(out));
}

Value Run::invocation(const Boxed& b, const Scope& scope) {
    const auto callee = boxed(b.first.get(), scope);
    std::vector<NamedValue> arguments;
    for (const auto& entry : b.entries)
        arguments.push_back({entry.name, fitted(boxed(entry.value.get(), scope), entry.type, entry.name, entry.id)});
    const auto out = call(callee, arguments, evaluation_);
    return out ? *out : Value();
}

Value Run::filter(const Boxed& b, const Scope& scope) {
    auto all = boxed(b.first.get(), scope);
    if (all.is_null()) return {};
    const List items = all.if_list() ? *all.if_list() : List{all};
    static const std::string item_name = "item";
    List out;
    for (const auto& item : items) {
        if (!evaluation_.charge(1)) return {};
        const Scope named{.parent = &scope, .name = &item_name, .value = &item};
        const Scope members{.parent = &named, .context = item.if_context()};
        const auto keep = boxed(b.second.get(), members);
        if (const auto* index = keep.if_number()) {
            const auto at = index->to_int();
            const auto size = static_cast<std::int64_t>(items.size());
            if (!at || *at == 0 || *at > size || *at < -size) return {};
            return items[static_cast<std::size_t>(*at > 0 ? *at - 1 : size + *at)];
        }
        if (!is_condition(keep, b)) return {};
        if (keep.is_true()) out.push_back(item);
    }
    return Value(std::move(out));
}

// What a loop goes through: the items of a list, the whole numbers of a range; empty where neither.
std::optional<List> Run::items_of(const Value& value, std::size_t limit) {
    if (const auto* list = value.if_list()) return *list;
    const auto* range = value.if_range();
    if (!range) return value.is_null() ? std::nullopt : std::optional(List{value});
    const auto low = range->low.if_number() ? range->low.if_number()->to_int() : std::nullopt;
    const auto high = range->high.if_number() ? range->high.if_number()->to_int() : std::nullopt;
    if (!low || !high) return std::nullopt;
    const std::int64_t by = *low <= *high ? 1 : -1;
    List out;
    for (auto at = *low;; at += by) {
        const bool first = at == *low, last = at == *high;
        if ((!first || range->low_included) && (!last || range->high_included)) out.emplace_back(at);
        if (last || out.size() > limit) return out;
    }
}

Value Run::iteration(const Boxed& b, const Scope& scope) {
    const auto limit = evaluation_.limits().items;
    const auto items = items_of(boxed(b.first.get(), scope), limit);
    if (!items) return {};
    static const std::string partial_name = "partial";
    List results;
    bool open = false;
    for (const auto& item : *items) {
        if (!evaluation_.charge(1) || results.size() >= limit) {
            static_cast<void>(evaluation_.charge(evaluation_.limits().steps));
            return {};
        }
        const Scope one{.parent = &scope, .name = &b.variable, .value = &item};
        if (b.form == Form::iteration) {
            const Value partial(results);
            const Scope seen{.parent = &one, .name = &partial_name, .value = &partial};
            results.push_back(boxed(b.second.get(), seen));
            continue;
        }
        const auto holds = boxed(b.second.get(), one);
        if (!is_condition(holds, b)) return {};
        if (b.form == Form::some ? holds.is_true() : holds.is_false()) return b.form == Form::some;
        if (!holds.if_boolean()) open = true;
    }
    if (b.form == Form::iteration) return Value(std::move(results));
    return open ? Value() : Value(b.form == Form::every);
}

}  // namespace hz::rules::dmn
