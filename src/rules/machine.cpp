// SPDX-License-Identifier: Apache-2.0
#include "rules/machine.hpp"

#include <algorithm>

#include "rules/errors.hpp"
#include "rules/function/function.hpp"
#include "rules/operators.hpp"

namespace hz::rules {

Machine::Machine(const Expression& expression, const Value& context, Evaluation& evaluation)
    : program_(&expression.program),
      owner_(&expression),
      context_(context),
      evaluation_(evaluation),
      budget_(evaluation.limits()) {}

Value Machine::run() {
    const Scope root{.context = context_.if_context()};
    return eval(program_->root, &root);
}

void Machine::charge(std::size_t steps) {
    if (!evaluation_.charge(steps)) throw Exceeded{*evaluation_.spent()};
}

Value Machine::made(List list) {
    if (list.size() > budget_.items) exceeded("列表项数", "the length of a list", budget_.items);
    charge(list.size());
    return Value(std::move(list));
}

Value Machine::made(std::string text) {
    if (text.size() > budget_.bytes) exceeded("文字长度（字节）", "the bytes of a text", budget_.bytes);
    charge(text.size() / 64);
    return Value(std::move(text));
}

void Machine::exceeded(std::string_view zh, std::string_view en, std::size_t limit) {
    evaluation_.spent_ =
        refuse(errors::feel_budget,
               {{"what_zh", std::string(zh)}, {"what_en", std::string(en)}, {"limit", std::to_string(limit)}});
    evaluation_.next_look_ = 0;
    throw Exceeded{*evaluation_.spent_};
}

Value Machine::eval(NodeIndex index, const Scope* scope) {
    charge(1);
    if (++evaluation_.depth_ > budget_.depth) exceeded("嵌套层数", "the depth of nesting", budget_.depth);
    auto out = step(program_->nodes[index], scope);
    --evaluation_.depth_;
    return out;
}

Value Machine::step(const ProgramNode& node, const Scope* scope) {
    const auto at = links(node);
    switch (node.op) {
        case Op::constant:
            return program_->constants[node.payload];
        case Op::name:
            return lookup(program_->names[node.payload], scope);
        case Op::list:
            return list(node, scope);
        case Op::context:
            return context(node, scope);
        case Op::range:
            return range(node, scope);
        case Op::negate:
            return negate(eval(at[0], scope));
        case Op::arithmetic:
            return arithmetic(node, scope);
        case Op::equal:
            return equal(eval(at[0], scope), eval(at[1], scope));
        case Op::not_equal: {
            const auto same = equal(eval(at[0], scope), eval(at[1], scope));
            return same ? Value(!*same) : Value();
        }
        case Op::less:
        case Op::less_equal:
        case Op::greater:
        case Op::greater_equal:
            return order(node, scope);
        case Op::conjunction:
            return logic(node, scope, false);
        case Op::disjunction:
            return logic(node, scope, true);
        case Op::between:
            return between(node, scope);
        case Op::in:
            return in(node, scope);
        case Op::equal_test:
            return equal(lookup("?", scope), eval(at[0], scope));
        case Op::not_equal_test: {
            const auto same = equal(lookup("?", scope), eval(at[0], scope));
            return same ? Value(!*same) : Value();
        }
        case Op::negated_tests: {
            const auto any = any_test(lookup("?", scope), at, scope);
            return any.if_boolean() ? Value(!*any.if_boolean()) : Value();
        }
        case Op::condition:
            return eval(eval(at[0], scope).is_true() ? at[1] : at[2], scope);
        case Op::iteration:
        case Op::some:
        case Op::every:
            return iterate(node, scope);
        case Op::filter:
            return filter(node, scope);
        case Op::path: {
            auto of = eval(at[0], scope);
            if (of.if_list()) charge(of.if_list()->size());
            return property(of, program_->names[node.payload]);
        }
        case Op::call_built_in:
            return call_built_in(node, scope);
        case Op::call_value:
            return call_value(node, scope);
        case Op::function:
            return function(node, scope);
        case Op::instance_of:
            return is_instance(eval(at[0], scope), program_->types[node.payload]);
        case Op::unknown:
            return {};
    }
    return {};
}

Value Machine::lookup(const std::string& name, const Scope* scope) const {
    for (; scope; scope = scope->parent) {
        if (scope->name && *scope->name == name) return *scope->value;
        if (const auto* found = scope->context ? scope->context->find(name) : nullptr) return *found;
    }
    return {};
}

Value Machine::arithmetic(const ProgramNode& node, const Scope* scope) {
    const auto at = links(node);
    const auto& operators = program_->names[node.payload];
    auto left = eval(at[0], scope);
    for (std::size_t i = 0; i < operators.size(); ++i) {
        const auto right = eval(at[i + 1], scope);
        switch (operators[i]) {
            case '+':
                if (left.if_string() && right.if_string())
                    left = made(*left.if_string() + *right.if_string());
                else
                    left = add(left, right);
                break;
            case '-':
                left = subtract(left, right);
                break;
            case '*':
                left = multiply(left, right);
                break;
            case '/':
                left = divide(left, right);
                break;
            default:
                left = power(left, right);
                break;
        }
    }
    return left;
}

// `and` is decided by one false, `or` by one true; anything else that is no boolean leaves it open (null).
Value Machine::logic(const ProgramNode& node, const Scope* scope, bool decisive) {
    bool open = false;
    for (const auto part : links(node)) {
        const auto value = eval(part, scope);
        if (!value.if_boolean())
            open = true;
        else if (*value.if_boolean() == decisive)
            return decisive;
    }
    return open ? Value() : Value(!decisive);
}

Value Machine::order(const ProgramNode& node, const Scope* scope) {
    const auto at = links(node);
    const auto found = compare(eval(at[0], scope), eval(at[1], scope));
    if (!found) return {};
    switch (node.op) {
        case Op::less:
            return *found < 0;
        case Op::less_equal:
            return *found <= 0;
        case Op::greater:
            return *found > 0;
        default:
            return *found >= 0;
    }
}

Value Machine::between(const ProgramNode& node, const Scope* scope) {
    const auto at = links(node);
    const auto value = eval(at[0], scope), low = eval(at[1], scope), high = eval(at[2], scope);
    if (low.is_null() || high.is_null()) return {};
    return contains({low, high, true, true}, value);
}

Value Machine::in(const ProgramNode& node, const Scope* scope) {
    const auto at = links(node);
    const auto value = eval(at[0], scope);
    static const std::string question = "?";
    const Scope inner{.parent = scope, .name = &question, .value = &value};
    return any_test(value, at.subspan(1), &inner);
}

Value Machine::any_test(const Value& value, std::span<const std::uint32_t> tests, const Scope* scope) {
    bool open = false;
    for (const auto test : tests) {
        const auto& node = program_->nodes[test];
        const auto result = eval(test, scope);
        if (const auto* list = result.if_list()) charge(list->size());
        std::optional<bool> one;
        // A test that speaks of "?" says itself whether it holds.
        const bool decides = node.op == Op::equal_test || node.op == Op::not_equal_test ||
                             node.op == Op::negated_tests || (result.if_boolean() && !value.if_boolean());
        if (decides)
            one = result.if_boolean() ? std::optional(*result.if_boolean()) : std::nullopt;
        else
            one = passes(value, result);
        if (one == true) return true;
        if (!one) open = true;
    }
    return open ? Value() : Value(false);
}

Value Machine::call_built_in(const ProgramNode& node, const Scope* scope) {
    std::vector<Value> args;
    args.reserve(node.count);
    for (const auto link : links(node)) {
        args.push_back(eval(link, scope));
        if (const auto* list = args.back().if_list()) charge(list->size());
        if (const auto* text = args.back().if_string()) charge(text->size() / 64);
    }
    Call call{args, *this};
    return program_->built_ins[node.payload]->run(call);
}

Value Machine::call_value(const ProgramNode& node, const Scope* scope) {
    const auto at = links(node);
    const auto callee = eval(at[0], scope);
    std::vector<Value> args;
    for (const auto link : at.subspan(1, node.payload)) args.push_back(eval(link, scope));
    if (at.size() == 1 + node.payload) return invoke(callee, args);
    std::vector<NamedValue> named;
    for (std::size_t i = 0; i < args.size(); ++i)
        named.push_back({program_->names[at[1 + node.payload + i]], std::move(args[i])});
    return invoke(callee, named);
}

Value Machine::function(const ProgramNode& node, const Scope* scope) {
    const auto at = links(node);
    Function out{owner_->shared_from_this(), at[0], program_->parameters[node.payload], {}};
    for (const auto name : at.subspan(1)) {
        auto value = lookup(program_->names[name], scope);
        if (!value.is_null()) out.captured.put(program_->names[name], std::move(value));
    }
    return FunctionPtr(std::make_shared<const Function>(std::move(out)));
}

Value Machine::invoke(const Value& callee, std::span<const Value> args) {
    const auto* function = callee.if_function();
    if (!function || function->parameters.size() != args.size()) return {};
    std::vector<Value> converted;
    for (std::size_t i = 0; i < args.size(); ++i) {
        auto one = convert(args[i], function->parameters[i].type);
        if (!one) return {};
        converted.push_back(*std::move(one));
    }
    if (function->host) {
        if (++evaluation_.depth_ > budget_.depth) exceeded("嵌套层数", "the depth of nesting", budget_.depth);
        auto out = convert(function->host(converted, evaluation_), function->result);
        --evaluation_.depth_;
        if (evaluation_.spent()) throw Exceeded{*evaluation_.spent()};
        return out ? *std::move(out) : Value();
    }
    const auto* const outer_program = std::exchange(program_, &function->owner->program);
    const auto* const outer_owner = std::exchange(owner_, function->owner.get());
    Context given;
    for (std::size_t i = 0; i < args.size(); ++i) given.put(function->parameters[i].name, converted[i]);
    const Scope captured{.context = &function->captured};
    const Scope inner{.parent = &captured, .context = &given};
    auto out = eval(function->body, &inner);
    program_ = outer_program;
    owner_ = outer_owner;
    return out;
}

Value Machine::invoke(const Value& callee, std::span<const NamedValue> named) {
    const auto* function = callee.if_function();
    if (!function) return {};
    std::vector<Value> args(function->parameters.size());
    for (const auto& [name, value] : named) {
        const auto place = std::find_if(function->parameters.begin(), function->parameters.end(),
                                        [&](const Parameter& p) { return p.name == name; });
        if (place == function->parameters.end()) return {};
        args[static_cast<std::size_t>(place - function->parameters.begin())] = value;
    }
    return invoke(callee, args);
}

}  // namespace hz::rules
