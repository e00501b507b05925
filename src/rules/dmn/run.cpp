// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/run.hpp"

#include <algorithm>
#include <array>

#include "rules/dmn/errors.hpp"

namespace hz::rules::dmn {
namespace {

std::string shown(const Value& value) {
    auto text = to_text(value);
    return text.size() > 200 ? text.substr(0, 197) + "..." : text;
}

// Where the inputs of an imported model are: in a context under the name of its import.
const Value* imported_input(const Model& main, const Element& input, const Context* inputs, int depth = 0) {
    if (!inputs || depth > 10) return nullptr;
    for (const auto& import : main.imports) {
        const auto* under = inputs->find(import.request.name);
        if (!under || !import.model) continue;
        if (import.model.get() == input.model) return find(*under, input.name);
        if (const auto* found = imported_input(*import.model, input, under->if_context(), depth + 1)) return found;
    }
    return nullptr;
}

const TypeUse& result_type(const TypeUse& type) {
    return type.item && type.item->is_function ? type.item->result : type;
}

}  // namespace

void Run::report(const ErrorCode& code, std::map<std::string, std::string> params, const std::string& element) {
    if (!shared_->diagnostics || shared_->diagnostics->size() >= 1'000) return;
    shared_->diagnostics->push_back(
        {.severity = Severity::warning, .element = element, .code = &code, .params = std::move(params)});
}

Value Run::fitted(Value value, const TypeUse& type, const std::string& name, const std::string& element) {
    if (value.is_null() || type.is_any()) return value;
    if (!type.item && conforms(value, type.feel)) return value;
    Misfit why;
    auto out = fit(value, type, evaluation_, &why);
    if (out) return *std::move(out);
    const auto path = why.path.empty() ? name : name + "." + why.path;
    if (why.allowed.empty())
        report(errors::dmn_wrong_type, {{"name", path}, {"value", shown(why.value)}, {"type", why.type}}, element);
    else
        report(errors::dmn_not_allowed, {{"name", path}, {"value", shown(why.value)}, {"allowed", why.allowed}},
               element);
    return {};
}

Value Run::value_of(const Element& element) {
    for (const auto& [known, value] : frame_.known)
        if (known == &element) return value;
    Value out;
    switch (element.part) {
        case Part::input:
            out = input(element);
            break;
        case Part::decision:
            out = decision(element);
            break;
        case Part::function:
            out = function_of(element);
            break;
        case Part::service:
            out = service_function(element);
            break;
    }
    frame_.known.emplace_back(&element, out);
    return out;
}

Value Run::input(const Element& element) {
    const auto* given =
        element.model == shared_->model.get() ? nullptr : imported_input(*shared_->model, element, frame_.inputs);
    if (!given && frame_.inputs) given = frame_.inputs->find(element.name);
    return given ? fitted(*given, element.type, element.name, element.id) : Value();
}

Value Run::decision(const Element& element) {
    // A value given under the decision's name stands for it where it has no logic of its own.
    if (!element.logic) {
        const auto* given = frame_.inputs ? frame_.inputs->find(element.name) : nullptr;
        return given ? fitted(*given, element.type, element.name, element.id) : Value();
    }
    constexpr std::size_t weight = 4;
    if (element.in_cycle || !enter(weight)) return {};
    const Scope scope{.element = &element};
    std::vector<TracedTable> tables;
    auto* const outer = std::exchange(tables_, shared_->trace ? &tables : nullptr);
    auto out = fitted(boxed(element.logic.get(), scope), element.type, element.name, element.id);
    tables_ = outer;
    leave(weight);
    if (auto* trace = shared_->trace; trace && trace->steps.size() < trace->most_steps)
        trace->steps.push_back({element.id, element.name, out, std::move(tables)});
    return out;
}

bool Run::enter(std::size_t weight) {
    if (!evaluation_.charge(1)) return false;
    const auto nested = shared_->nested.load(relaxed) + weight;
    shared_->nested.store(nested, relaxed);
    if (nested <= most_nested) return true;
    leave(weight);
    static_cast<void>(evaluation_.charge(evaluation_.limits().steps));
    return false;
}

Value Run::function_of(const Element& element) {
    HostFunction out{element.name, {}, {}, {}};
    for (const auto& parameter : element.parameters)
        out.parameters.push_back({parameter.name, feel_type(parameter.type)});
    out.run = [&element, shared = shared_](std::span<const Value> arguments, Evaluation& evaluation) -> Value {
        Frame frame;
        Run run(shared, evaluation, frame);
        Context given;
        for (std::size_t i = 0; i < arguments.size() && i < element.parameters.size(); ++i) {
            const auto& parameter = element.parameters[i];
            auto value = run.fitted(arguments[i], parameter.type, parameter.name, element.id);
            if (value.is_null() && !arguments[i].is_null()) return {};
            given.put(parameter.name, std::move(value));
        }
        const Scope root{.element = &element};
        const Scope scope{.parent = &root, .context = &given};
        std::vector<TracedTable> tables;
        if (shared->trace) run.tables_ = &tables;
        const auto& logic = *element.logic;
        auto value = run.boxed(logic.first.get(), scope);
        value = run.fitted(std::move(value), result_type(logic.type), element.name, element.id);
        value = run.fitted(std::move(value), result_type(element.type), element.name, element.id);
        if (auto* trace = shared->trace; trace && trace->steps.size() < trace->most_steps)
            trace->steps.push_back({element.id, element.name, value, std::move(tables)});
        return value;
    };
    return make_function(std::move(out));
}

Value Run::service_function(const Element& element) {
    HostFunction out{element.name, {}, {}, {}};
    for (const auto& parameter : element.parameters)
        out.parameters.push_back({parameter.name, feel_type(parameter.type)});
    out.run = [&element, shared = shared_](std::span<const Value> arguments, Evaluation& evaluation) {
        Frame frame;
        Run run(shared, evaluation, frame);
        for (std::size_t i = 0; i < arguments.size() && i < element.inputs.size(); ++i) {
            const auto* what = element.inputs[i].what;
            frame.known.emplace_back(what, run.fitted(arguments[i], what->type, what->name, what->id));
        }
        return run.service(element);
    };
    return make_function(std::move(out));
}

Value Run::service(const Element& service) {
    // What is given from outside is never worked out inside.
    for (const auto& in : service.inputs) {
        const auto known = std::any_of(frame_.known.begin(), frame_.known.end(),
                                       [&](const auto& entry) { return entry.first == in.what; });
        const auto* given = frame_.inputs ? frame_.inputs->find(in.what->name) : nullptr;
        if (!known)
            frame_.known.emplace_back(in.what,
                                      given ? fitted(*given, in.what->type, in.what->name, in.what->id) : Value());
    }
    Value out;
    if (service.outputs.size() == 1) {
        out = value_of(*service.outputs[0].what);
    } else {
        Context all;
        for (const auto& output : service.outputs) all.put(output.what->name, value_of(*output.what));
        out = Value(std::move(all));
    }
    return fitted(std::move(out), result_type(service.type), service.name, service.id);
}

Value Run::required(const Element& element, const std::string& name, bool& found) {
    found = true;
    Context imported;
    for (const auto& seen : element.seen) {
        if (seen.prefix.empty() ? seen.what->name == name : seen.prefix == name) {
            if (seen.prefix.empty()) return value_of(*seen.what);
            imported.put(seen.what->name, value_of(*seen.what));
        }
    }
    if (!imported.entries().empty()) return Value(std::move(imported));
    if (element.part == Part::function && element.name == name) return value_of(element);
    found = false;
    return {};
}

Value Run::lookup(const std::string& name, const Scope* scope) {
    for (; scope; scope = scope->parent) {
        if (scope->name && *scope->name == name) return *scope->value;
        if (const auto* value = scope->context ? scope->context->find(name) : nullptr) return *value;
        if (!scope->element) continue;
        bool found = false;
        auto value = required(*scope->element, name, found);
        if (found) return value;
    }
    if (name == "today") return shared_->today;
    if (name == "now") return shared_->now;
    return {};
}

Value Run::evaluate(const Expression& code, const Scope& scope, const std::string& element, const Value* question) {
    const auto& names = free_names(code);
    std::array<Value, 6> few;
    std::array<const Value*, 6> few_places{};
    std::vector<Value> many(names.size() > few.size() ? names.size() : 0);
    std::vector<const Value*> many_places(many.size());
    auto* const values = many.empty() ? few.data() : many.data();
    auto* const places = many.empty() ? few_places.data() : many_places.data();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (question && names[i] == "?") {
            places[i] = question;
            continue;
        }
        values[i] = lookup(names[i], &scope);
        if (!values[i].is_null()) places[i] = &values[i];
    }
    std::vector<Diagnostic> reasons;
    if (shared_->diagnostics) evaluation_.diagnostics = &reasons;
    auto out = rules::evaluate(code, std::span<const Value* const>(places, names.size()), evaluation_);
    evaluation_.diagnostics = nullptr;
    for (auto& reason : reasons) report(*reason.what.code, std::move(reason.what.params), element);
    return out ? *std::move(out) : Value();
}

Value Run::literal(const Literal& literal, const Scope& scope) {
    if (literal.constant) return *literal.constant;
    if (!literal.code) return {};
    if (!literal.variable.empty()) return lookup(literal.variable, &scope);
    return evaluate(*literal.code, scope, literal.id);
}

}  // namespace hz::rules::dmn
