// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "rules/dmn/errors.hpp"
#include "rules/dmn/index.hpp"
#include "rules/dmn/link.hpp"
#include "rules/dmn/table.hpp"
#include "rules/errors.hpp"

namespace hz::rules::dmn {

void Compiling::add(const std::string& id, const Error& error, std::size_t rule, std::size_t column,
                    Severity severity) {
    model_.findings.push_back({.severity = severity,
                               .element = id,
                               .decision = element_.name,
                               .rule = rule,
                               .column = column,
                               .code = error.code,
                               .params = error.params});
}

void Compiling::unknown_names(const Expression& code, const std::string& id, std::size_t rule, std::size_t column) {
    if (open_ > 0) return;
    for (const auto& name : certain_names(code)) {
        if (name == "?" || name == "today" || name == "now" || name == "item" || name == "partial") continue;
        if (std::find(names_.known.begin(), names_.known.end(), name) != names_.known.end()) continue;
        add(id, refuse(errors::dmn_unknown_name, {{"name", name}}), rule, column, Severity::warning);
    }
}

void Compiling::compile(Boxed* b) {
    if (b) boxed(*b);
}

void Compiling::literal(Literal& literal) {
    if (literal.text.empty() || !literal.is_feel) return;
    auto compiled = compile_literal(literal.text, names_);
    if (!compiled) return add(literal.id, compiled.error());
    literal.code = std::move(*compiled);
    unknown_names(*literal.code, literal.id);
    literal.constant = constant_of(*literal.code);
    literal.variable = variable_of(*literal.code);
}

void Compiling::boxed(Boxed& b) {
    resolve_type(model_, b.type, b.id, element_.name);
    switch (b.form) {
        case Form::literal:
            return literal(b.literal);
        case Form::context:
            return context(b);
        case Form::function:
            return function(b);
        case Form::table:
            return table(*b.table);
        case Form::filter:
            compile(b.first.get());
            ++open_;
            within({"item"}, [&] { compile(b.second.get()); });
            --open_;
            return;
        case Form::iteration:
        case Form::some:
        case Form::every:
            compile(b.first.get());
            return within({b.variable, "partial"}, [&] { compile(b.second.get()); });
        default:
            break;
    }
    for (auto* part : {b.first.get(), b.second.get(), b.third.get()}) compile(part);
    for (auto& entry : b.entries) {
        resolve_type(model_, entry.type, entry.id, element_.name);
        compile(entry.value.get());
    }
}

void Compiling::context(Boxed& b) {
    const auto outer = names_.known.size();
    for (auto& entry : b.entries) {
        resolve_type(model_, entry.type, entry.id, element_.name);
        // A function may call itself by its name.
        if (entry.value && entry.value->form == Form::function && !entry.name.empty())
            names_.known.push_back(entry.name);
        compile(entry.value.get());
        if (!entry.name.empty()) names_.known.push_back(entry.name);
    }
    names_.known.resize(outer);
}

void Compiling::function(Boxed& b) {
    std::vector<std::string> names;
    for (auto& parameter : b.parameters) {
        resolve_type(model_, parameter.type, b.id, element_.name);
        names.push_back(parameter.name);
    }
    if (b.language != "FEEL" && b.language != "F") {
        b.first.reset();
        return;
    }
    within(names, [&] { compile(b.first.get()); });
    if (b.first) collect_free(*b.first, b.free);
    for (const auto& name : names) std::erase(b.free, name);
}

std::shared_ptr<const Tests> Compiling::tests(const std::string& text, const std::string& id, std::size_t rule,
                                              std::size_t column) {
    auto compiled = compile_tests(text, names_);
    if (compiled) {
        if ((*compiled)->code) unknown_names(*(*compiled)->code, id, rule, column);
        return std::move(*compiled);
    }
    add(id, compiled.error(), rule, column);
    auto broken = std::make_shared<Tests>();
    broken->text = text;
    broken->form = Tests::Form::broken;
    return broken;
}

void Compiling::columns(Table& t) {
    for (std::size_t c = 0; c < t.inputs.size(); ++c) {
        auto& input = t.inputs[c];
        literal(input.expression);
        resolve_type(model_, input.type, input.id, element_.name);
        if (!input.allowed_text.empty()) input.allowed = tests(input.allowed_text, input.id, 0, c + 1);
    }
    const bool ordered = t.policy == HitPolicy::priority || t.policy == HitPolicy::output_order;
    bool has_order = false;
    for (std::size_t c = 0; c < t.outputs.size(); ++c) {
        auto& output = t.outputs[c];
        resolve_type(model_, output.type, output.id, element_.name);
        auto* allowed = &output.allowed;
        if (!output.allowed_text.empty()) *allowed = tests(output.allowed_text, output.id, 0, t.inputs.size() + c + 1);
        // Without values of its own, the column has those of its type, or, alone, of the decision's.
        const auto* type = output.type.item ? output.type.item : t.outputs.size() == 1 ? element_.type.item : nullptr;
        const auto& values = *allowed ? *allowed : type ? type->allowed : nullptr;
        if (values && values->form == Tests::Form::simple && !values->negated) output.order = values->values;
        has_order = has_order || !output.order.empty();
        if (output.has_default) literal(output.fallback);
    }
    if (ordered && !has_order) add(t.id, refuse(errors::dmn_no_order), 0, 0, Severity::warning);
}

// A constant that cannot be what its column is.
void Compiling::known_type(const Value& value, const TypeUse& type, std::size_t column) {
    if (type.is_any()) return;
    if (const auto* range = value.if_range()) {
        known_type(range->low, type, column);
        return known_type(range->high, type, column);
    }
    const auto wanted = feel_type(type);
    const bool list = wanted.shape() == Shape::list;  // a test may be about one of its items
    if (value.is_null() || value.if_list() || list || convert(value, wanted)) return;
    add({}, refuse(errors::dmn_literal_type, {{"value", to_text(value)}, {"type", type.name}}), 0, column,
        Severity::warning);
}

void Compiling::table(Table& t) {
    columns(t);
    if (t.broken) return;
    // Where each text of a pool is met first.
    const auto first_use = [&](std::size_t column, std::uint32_t place, bool output) -> std::size_t {
        for (std::size_t r = 0; r < t.rules.size(); ++r)
            if ((output ? t.rules[r].outputs : t.rules[r].tests)[column] == place) return r;
        return 0;
    };
    for (std::size_t c = 0; c < t.inputs.size(); ++c)
        for (std::size_t p = 0; p < t.tests[c].size(); ++p) {
            const auto before = model_.findings.size();
            t.tests[c][p] = tests(t.tests[c][p]->text, {}, 0, c + 1);
            for (const auto& value : t.tests[c][p]->values) known_type(value, t.inputs[c].type, c + 1);
            for (auto i = before; i < model_.findings.size(); ++i) {
                const auto r = first_use(c, static_cast<std::uint32_t>(p), false);
                model_.findings[i].rule = r + 1;
                model_.findings[i].element = t.rules[r].cells[c];
            }
        }
    for (std::size_t c = 0; c < t.outputs.size(); ++c)
        for (std::size_t p = 0; p < t.results[c].size(); ++p) {
            const auto before = model_.findings.size();
            literal(t.results[c][p]);
            if (t.results[c][p].constant) known_type(*t.results[c][p].constant, t.outputs[c].type, 0);
            for (auto i = before; i < model_.findings.size(); ++i) {
                model_.findings[i].rule = first_use(c, static_cast<std::uint32_t>(p), true) + 1;
                model_.findings[i].column = t.inputs.size() + c + 1;
                model_.findings[i].element = t.rules[model_.findings[i].rule - 1].cells[t.inputs.size() + c];
            }
        }
    t.index = make_index(t);
}

namespace {

void take(const ExpressionPtr& code, std::vector<std::string>& out) {
    if (!code) return;
    for (const auto& name : free_names(*code))
        if (name != "?" && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
}

}  // namespace

// More than is needed does no harm.
void collect_free(const Boxed& boxed, std::vector<std::string>& out) {
    take(boxed.literal.code, out);
    for (const auto* part : {&boxed.first, &boxed.second, &boxed.third})
        if (*part) collect_free(**part, out);
    for (const auto& entry : boxed.entries)
        if (entry.value) collect_free(*entry.value, out);
    if (!boxed.table) return;
    for (const auto& input : boxed.table->inputs) take(input.expression.code, out);
    for (const auto& pool : boxed.table->tests)
        for (const auto& tests : pool) take(tests->code, out);
    for (const auto& pool : boxed.table->results)
        for (const auto& literal : pool) take(literal.code, out);
    for (const auto& output : boxed.table->outputs) take(output.fallback.code, out);
}

}  // namespace hz::rules::dmn
