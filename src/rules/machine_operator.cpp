// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <memory>

#include "rules/describe.hpp"
#include "rules/errors.hpp"
#include "rules/machine.hpp"
#include "rules/number_quick.hpp"
#include "rules/operators.hpp"

namespace hz::rules {
namespace {

// Makes the value where it stays. One that is made elsewhere and then moved by its bytes has to wait until these are
// written, which takes longer than making it.
template <class T>
const Value& put(Value& out, T value) {
    std::destroy_at(&out);
    return *std::construct_at(&out, std::move(value));
}

bool is_zero(const Value& value) {
    return (value.if_number() && value.if_number()->is_zero()) || (value.if_days() && value.if_days()->nanos == 0) ||
           (value.if_years() && value.if_years()->months == 0);
}

}  // namespace

// What an operator did not like about its operands.
void Machine::explain_operands(const ProgramNode& node, std::string_view op, const Value& left, const Value& right) {
    if (!explains()) return;
    at_ = &node;
    if (op == "/" && is_zero(right)) return explain(errors::null_division);
    if (left.kind() == right.kind() && left.if_number()) return explain(errors::null_out_of_range);
    const auto a = describe(left), b = describe(right);
    explain(errors::null_operands, {{"operator", std::string(op)},
                                    {"left_zh", std::string(a.zh)},
                                    {"left_en", std::string(a.en)},
                                    {"right_zh", std::string(b.zh)},
                                    {"right_en", std::string(b.en)}});
}

namespace {

// False where the result is no number.
inline bool numbers(char op, const Number& a, const Number& b, Number& out) {
    std::optional<Number> found;
    switch (op) {
        case '+':
            if (NumberQuick::add(a, b, out)) return true;
            found = a.add(b);
            break;
        case '-':
            if (NumberQuick::subtract(a, b, out)) return true;
            found = a.subtract(b);
            break;
        case '*':
            if (NumberQuick::multiply(a, b, out)) return true;
            found = a.multiply(b);
            break;
        case '/':
            found = a.divide(b);
            break;
        default:
            found = a.power(b);
    }
    if (found) out = *found;
    return found.has_value();
}

Value values(char op, const Value& a, const Value& b) {
    switch (op) {
        case '+':
            return add(a, b);
        case '-':
            return subtract(a, b);
        case '*':
            return multiply(a, b);
        case '/':
            return divide(a, b);
        default:
            return power(a, b);
    }
}

}  // namespace

const Value& Machine::arithmetic(const ProgramNode& node, Value& out) {
    const auto at = links(node);
    const auto& operators = program_->names[node.payload];
    const Value* left = &eval(at[0], out);
    for (std::size_t i = 0; i < operators.size(); ++i, left = &out) {
        Value scratch;
        const auto& right = eval(at[i + 1], scratch);
        const auto *a = left->if_number(), *b = right.if_number();
        if (Number number; a && b && numbers(operators[i], *a, *b, number)) {
            put(out, number);
            continue;
        }
        Value next;
        if (!a || !b) {
            if (left->if_string() && right.if_string())
                charge_text(left->if_string()->size() + right.if_string()->size());
            next = values(operators[i], *left, right);
        }
        if (next.is_null())
            explain_operands(node, operators[i] == '^' ? std::string_view("**") : std::string_view(&operators[i], 1),
                             *left, right);
        out = std::move(next);
    }
    return out;
}

// `and` is decided by one false, `or` by one true; anything else that is no boolean leaves it open (null).
const Value& Machine::logic(const ProgramNode& node, bool decisive, Value& out) {
    bool open = false;
    for (const auto part : links(node)) {
        Value scratch;
        const auto& value = eval(part, scratch);
        if (const auto* known = value.if_boolean()) {
            if (*known == decisive) return put(out, decisive);
            continue;
        }
        open = true;
        if (!value.is_null() && explains()) {
            at_ = &program_->nodes[part];
            const auto kind = describe(value);
            explain(errors::null_kind, {{"wanted_zh", "真或假"},
                                        {"wanted_en", "true or false"},
                                        {"given_zh", std::string(kind.zh)},
                                        {"given_en", std::string(kind.en)}});
        }
    }
    return open ? put(out, Value()) : put(out, !decisive);
}

const Value& Machine::equality(const ProgramNode& node, bool wanted, Value& out) {
    const auto at = links(node);
    Value scratch_a, scratch_b;
    const auto& a = eval(at[0], scratch_a);
    const auto& b = eval(at[1], scratch_b);
    if (a.if_list() || a.if_context()) charge(std::min(a.weight(), b.weight()));
    const auto same = equal(a, b);
    if (same) return put(out, *same == wanted);
    explain_operands(node, wanted ? "=" : "!=", a, b);
    return put(out, Value());
}

namespace {

bool holds(Op op, std::strong_ordering order) {
    switch (op) {
        case Op::less:
            return order < 0;
        case Op::less_equal:
            return order <= 0;
        case Op::greater:
            return order > 0;
        default:
            return order >= 0;
    }
}

}  // namespace

const Value& Machine::order(const ProgramNode& node, Value& out) {
    static constexpr std::array<std::string_view, 4> names{"<", "<=", ">", ">="};
    const auto at = links(node);
    Value scratch_a, scratch_b;
    const auto& a = eval(at[0], scratch_a);
    const auto& b = eval(at[1], scratch_b);
    const auto found = compare(a, b);
    if (!found) {
        explain_operands(node, names[static_cast<std::size_t>(node.op) - static_cast<std::size_t>(Op::less)], a, b);
        return put(out, Value());
    }
    return put(out, holds(node.op, *found));
}

Value Machine::between(const ProgramNode& node) {
    const auto at = links(node);
    Value scratch, scratch_low, scratch_high;
    const auto& value = eval(at[0], scratch);
    const auto& low = eval(at[1], scratch_low);
    const auto& high = eval(at[2], scratch_high);
    const auto above = compare(value, low), below = compare(value, high);
    if ((above && *above < 0) || (below && *below > 0)) {
        if (!low.is_null() && !high.is_null()) return false;
    } else if (above && below) {
        return true;
    }
    explain_operands(node, "between", value, above ? high : low);
    return {};
}

Value Machine::in(const ProgramNode& node) {
    const auto at = links(node);
    auto& question = slots_[node.payload];
    const auto& value = eval(at[0], question);
    if (&value != &question) question = value;
    const auto out = any_test(question, at.subspan(1));
    question = {};
    return out;
}

Value Machine::any_test(const Value& value, std::span<const std::uint32_t> tests) {
    bool open = false;
    for (const auto test : tests) {
        const auto& node = program_->nodes[test];
        Value scratch;
        const auto& result = eval(test, scratch);
        if (result.if_list()) charge(result.weight());
        // A test that speaks of "?" says itself whether it holds.
        const bool decides = node.op == Op::equal_test || node.op == Op::not_equal_test ||
                             node.op == Op::negated_tests || (result.if_boolean() && !value.if_boolean());
        const auto one = decides ? (result.if_boolean() ? std::optional(*result.if_boolean()) : std::nullopt)
                                 : passes(value, result);
        if (one == true) return true;
        if (one) continue;
        open = true;
        explain_operands(node, "in", value, result);
    }
    return open ? Value() : Value(false);
}

Value Machine::negation(const ProgramNode& node) {
    Value scratch;
    const auto& value = eval(links(node)[0], scratch);
    auto out = negate(value);
    if (out.is_null() && explains()) {
        at_ = &node;
        const auto kind = describe(value);
        explain(errors::null_kind, {{"wanted_zh", "数字或期间"},
                                    {"wanted_en", "a number or a duration"},
                                    {"given_zh", std::string(kind.zh)},
                                    {"given_en", std::string(kind.en)}});
    }
    return out;
}

}  // namespace hz::rules
