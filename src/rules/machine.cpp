// SPDX-License-Identifier: Apache-2.0
#include "rules/machine.hpp"

#include <algorithm>

#include "rules/describe.hpp"
#include "rules/errors.hpp"
#include "rules/lexer.hpp"
#include "rules/operators.hpp"

namespace hz::rules {

void Machine::run(const Expression& expression, std::span<const Value* const> inputs, Value& out) {
    program_ = &expression.program;
    owner_ = &expression;
    inputs_ = inputs.data();
    Frame frame(program_->slots);
    slots_ = frame.slots();
    const Value& result = eval(program_->root, out);
    if (&result != &out) out = result;
}

void Machine::stop() const { throw Exceeded{*evaluation_.spent()}; }

void Machine::charge_text(std::size_t bytes) {
    if (bytes > limits_.bytes) exceeded("文字长度（字节）", "the bytes of a text", limits_.bytes);
    charge(bytes / 64);
}

Value Machine::made(List list) {
    if (list.size() > limits_.items) exceeded("列表项数", "the length of a list", limits_.items);
    charge(list.size());
    return within(Value(std::move(list)));
}

Value Machine::within(Value value) {
    if (value.weight() > limits_.total) exceeded("数据总量", "the data in one value", limits_.total);
    return value;
}

Value Machine::made(std::string text) {
    charge_text(text.size());
    return Value(std::move(text));
}

void Machine::exceeded(std::string_view zh, std::string_view en, std::size_t limit) {
    evaluation_.spend(
        refuse(errors::feel_budget,
               {{"what_zh", std::string(zh)}, {"what_en", std::string(en)}, {"limit", std::to_string(limit)}}));
    throw Exceeded{*evaluation_.spent()};
}

void Machine::explain(const ErrorCode& code, std::map<std::string, std::string> params) {
    if (!explains() || !program_) return;
    const auto at = at_ ? at_->at : 0;
    const auto [line, column] = line_and_column(program_->source, at);
    params.emplace("line", std::to_string(line));
    params.emplace("column", std::to_string(column));
    evaluation_.report({refuse(code, std::move(params)), at, program_->source});
}

const Value& Machine::compute(const ProgramNode& node, Value& out) {
    if (node.op == Op::input) return input(node, out);
    const Deeper deeper(*this);
    switch (node.op) {
        case Op::member:
            return member(node, out);
        case Op::path:
            return path(node, out);
        case Op::condition:
            return condition(node, out);
        case Op::list:
            return out = list(node);
        case Op::context:
            return out = context(node);
        case Op::range:
            return out = range(node);
        case Op::negate:
            return out = negation(node);
        case Op::arithmetic:
            return arithmetic(node, out);
        case Op::equal:
        case Op::equal_test:
            return equality(node, true, out);
        case Op::not_equal:
        case Op::not_equal_test:
            return equality(node, false, out);
        case Op::less:
        case Op::less_equal:
        case Op::greater:
        case Op::greater_equal:
            return order(node, out);
        case Op::conjunction:
            return logic(node, false, out);
        case Op::disjunction:
            return logic(node, true, out);
        case Op::between:
            return out = between(node);
        case Op::in:
            return out = in(node);
        case Op::negated_tests: {
            Value scratch;
            const auto any = any_test(eval(links(node)[0], scratch), links(node).subspan(1));
            return out = any.if_boolean() ? Value(!*any.if_boolean()) : Value();
        }
        case Op::iteration:
        case Op::some:
        case Op::every:
            return out = iterate(node);
        case Op::filter:
            return out = filter(node);
        case Op::call_built_in:
            return out = call_built_in(node);
        case Op::call_value:
            return out = call_value(node);
        case Op::function:
            return out = function(node);
        case Op::instance_of: {
            Value scratch;
            const auto& value = eval(links(node)[0], scratch);
            charge(value.weight());
            return out = is_instance(value, program_->types[node.payload]);
        }
        case Op::problem:
            at_ = &node;
            explain(*program_->problems[node.payload].code, {{"name", program_->problems[node.payload].name}});
            return out = Value();
        case Op::constant:
        case Op::slot:
        case Op::input:
            break;
    }
    return out;  // these are answered in eval()
}

// A name that the context does not have.
const Value& Machine::input(const ProgramNode& node, Value& out) {
    const auto& wanted = program_->inputs[node.payload];
    if (wanted.built_in) return out = function_value(*wanted.built_in);
    at_ = &node;
    if (explains()) explain(errors::null_name, {{"name", wanted.name}});
    return out = Value();
}

const Value& Machine::member(const ProgramNode& node, Value& out) {
    const auto at = links(node);
    for (const auto slot : at.first(at.size() - 1))
        if (const auto* found = find(slots_[slot], program_->names[node.payload])) return *found;
    return eval(at.back(), out);
}

const Value& Machine::path(const ProgramNode& node, Value& out) {
    const auto& name = program_->names[node.payload];
    Value scratch;
    const auto& of = eval(links(node)[0], scratch);
    if (const auto* found = find(of, name)) {
        if (&of != &scratch) return *found;
        return out = Value(*found);
    }
    if (const auto* items = of.if_list()) charge(items->size());
    out = property(of, name);
    if (out.is_null() && explains()) {
        at_ = &node;
        const auto kind = describe(of);
        explain(errors::null_member,
                {{"name", name}, {"kind_zh", std::string(kind.zh)}, {"kind_en", std::string(kind.en)}});
    }
    return out;
}

const Value& Machine::condition(const ProgramNode& node, Value& out) {
    const auto at = links(node);
    Value scratch;
    const auto& test = eval(at[0], scratch);
    if (!test.if_boolean() && explains()) {
        at_ = &node;
        const auto kind = describe(test);
        explain(errors::null_condition, {{"given_zh", std::string(kind.zh)}, {"given_en", std::string(kind.en)}});
    }
    return eval(test.is_true() ? at[1] : at[2], out);
}

}  // namespace hz::rules
