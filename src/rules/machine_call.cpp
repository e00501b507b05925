// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/describe.hpp"
#include "rules/errors.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

std::size_t weight(const Value& value) {
    if (const auto* list = value.if_list()) return list->size();
    if (const auto* text = value.if_string()) return text->size() / 64;
    return 0;
}

}  // namespace

void Machine::explain_call(const BuiltIn& entry, Why why) {
    if (explains())
        explain(errors::null_result,
                {{"name", std::string(entry.name)}, {"why_zh", std::string(why.zh)}, {"why_en", std::string(why.en)}});
}

// The value as one of the kinds of the parameter; false where it cannot be.
bool Machine::convert_argument(const BuiltInCall& call, const BuiltInParameter& parameter, Value& value) {
    const auto fits = [&](const Value& one) { return (parameter.kinds & bit(one.kind())) != 0; };
    if (fits(value) || (value.is_null() && parameter.optional)) return true;
    if (!value.is_null()) {
        const auto* items = value.if_list();
        if (items && items->size() == 1 && fits(items->front())) return value = Value(items->front()), true;
        if (!items && (parameter.kinds & bit(Kind::list))) return value = Value(List{value}), true;
        if (value.if_date() && (parameter.kinds & bit(Kind::date_time)))
            return value = DateTime{*value.if_date(), {0, 0}}, true;
    }
    if (explains()) {
        const auto wanted = describe_kinds(parameter.kinds);
        const auto given = describe(value);
        explain(errors::null_argument, {{"name", std::string(call.entry->name)},
                                        {"parameter", std::string(parameter.name)},
                                        {"wanted_zh", wanted.first},
                                        {"wanted_en", wanted.second},
                                        {"given_zh", std::string(given.zh)},
                                        {"given_en", std::string(given.en)}});
    }
    return false;
}

Value Machine::call_built_in(const BuiltInCall& call, std::span<Value> args) {
    for (std::size_t i = 0; i < args.size(); ++i) {
        charge(weight(args[i]));
        if (!convert_argument(call, call.parameters[std::min(i, call.parameters.size() - 1)], args[i])) return {};
    }
    Call made{args, *this, *call.entry};
    auto out = call.entry->run(made);
    if (out.is_null() && !made.explained && explains())
        made.because({"参数的值没有对应的结果", "there is none for these arguments"});
    return out;
}

Value Machine::call_built_in(const ProgramNode& node) {
    const auto at = links(node);
    std::array<Value, 4> few;
    std::vector<Value> many(at.size() > few.size() ? at.size() : 0);
    const std::span<Value> args = many.empty() ? std::span<Value>(few.data(), at.size()) : std::span<Value>(many);
    for (std::size_t i = 0; i < at.size(); ++i) {
        const auto& value = eval(at[i], args[i]);
        if (&value != &args[i]) args[i] = value;
    }
    at_ = &node;
    return call_built_in(program_->built_ins[node.payload], args);
}

Value Machine::call_value(const ProgramNode& node) {
    const auto at = links(node);
    Value scratch;
    const Value callee = eval(at[0], scratch);
    std::vector<Value> args;
    args.reserve(node.payload);
    for (const auto link : at.subspan(1, node.payload)) {
        args.emplace_back();
        const auto& value = eval(link, args.back());
        if (&value != &args.back()) args.back() = value;
    }
    at_ = &node;
    if (at.size() == 1 + node.payload) return invoke(callee, args);
    std::vector<NamedValue> named;
    for (std::size_t i = 0; i < args.size(); ++i)
        named.push_back({program_->names[at[1 + node.payload + i]], std::move(args[i])});
    return invoke(callee, named);
}

Value Machine::function(const ProgramNode& node) {
    const auto& code = program_->functions[node.payload];
    Function out;
    out.owner = owner_->shared_from_this();
    out.code = &code;
    out.parameters = code.parameters;
    out.name = code.name;
    for (const auto link : links(node)) {
        Value scratch;
        out.captured.push_back(eval(link, scratch));
    }
    return FunctionPtr(std::make_shared<const Function>(std::move(out)));
}

Value Machine::invoke(const Value& callee, std::span<const Value> args) {
    const auto* function = callee.if_function();
    if (!function) {
        const auto kind = describe(callee);
        if (explains())
            explain(errors::null_kind, {{"wanted_zh", "一个函数"},
                                        {"wanted_en", "a function"},
                                        {"given_zh", std::string(kind.zh)},
                                        {"given_en", std::string(kind.en)}});
        return {};
    }
    std::vector<Value> own(args.begin(), args.end());
    if (function->built_in) {
        const auto* form = form_for(find_built_ins(function->built_in->name), args.size());
        if (form) return call_built_in({form, parameters_of(*form)}, own);
    }
    if (function->built_in || function->parameters.size() != args.size()) {
        explain(errors::null_arguments, {{"name", function->name}});
        return {};
    }
    for (std::size_t i = 0; i < own.size(); ++i) {
        const auto& parameter = function->parameters[i];
        if (parameter.type.is_any()) continue;
        charge(weight(own[i]));
        auto converted = convert(own[i], parameter.type);
        if (!converted) {
            const auto kind = describe(own[i]);
            if (explains())
                explain(errors::null_argument, {{"name", function->name},
                                                {"parameter", parameter.name},
                                                {"wanted_zh", to_text(parameter.type)},
                                                {"wanted_en", to_text(parameter.type)},
                                                {"given_zh", std::string(kind.zh)},
                                                {"given_en", std::string(kind.en)}});
            return {};
        }
        own[i] = *std::move(converted);
    }
    const Deeper deeper(*this);
    return function->host ? invoke_host(*function, own) : invoke_feel(*function, own, callee);
}

Value Machine::invoke_host(const Function& function, std::span<const Value> args) {
    auto out = function.host(args, evaluation_);
    if (evaluation_.spent()) throw Exceeded{*evaluation_.spent()};
    auto converted = convert(out, function.result);
    return converted ? *std::move(converted) : Value();
}

Value Machine::invoke_feel(const Function& function, std::span<Value> args, const Value& self) {
    const auto& code = *function.code;
    Frame frame(code.slots);
    auto* slots = frame.slots();
    for (std::size_t i = 0; i < args.size(); ++i) slots[i] = std::move(args[i]);
    slots[args.size()] = self;
    for (std::size_t i = 0; i < code.captures.size(); ++i) slots[code.captures[i]] = function.captured[i];
    const auto* const outer_program = std::exchange(program_, &function.owner->program);
    const auto* const outer_owner = std::exchange(owner_, function.owner.get());
    auto* const outer_slots = std::exchange(slots_, slots);
    const auto* const outer_at = at_;
    Value out;
    const auto& result = eval(code.body, out);
    if (&result != &out) out = result;
    program_ = outer_program;
    owner_ = outer_owner;
    slots_ = outer_slots;
    at_ = outer_at;
    return out;
}

Value Machine::invoke(const Value& callee, std::span<const NamedValue> named) {
    const auto* function = callee.if_function();
    if (!function) return invoke(callee, std::span<const Value>());
    std::vector<Value> args(function->parameters.size());
    for (const auto& [name, value] : named) {
        const auto place = std::find_if(function->parameters.begin(), function->parameters.end(),
                                        [&](const Parameter& p) { return p.name == name; });
        if (place == function->parameters.end()) {
            explain(errors::null_arguments, {{"name", function->name}});
            return {};
        }
        args[static_cast<std::size_t>(place - function->parameters.begin())] = value;
    }
    return invoke(callee, args);
}

}  // namespace hz::rules
