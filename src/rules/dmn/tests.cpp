// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/tests.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "rules/operators.hpp"
#include "rules/parser.hpp"
#include "rules/program.hpp"

namespace hz::rules::dmn {
namespace {

CompileOptions options_of(const Names& names) { return {.known = names.known, .types = names.types, .strict = false}; }

// The values of the tests where each is a constant; empty where one is not.
std::optional<std::vector<Value>> constants(const Ast& ast, std::span<const NodeIndex> tests, std::string_view source,
                                            const Names& names) {
    std::vector<Value> out;
    for (auto index : tests) {
        const auto* node = &ast.nodes[index];
        if (node->kind == Syntax::equal_test) {
            if (node->text != "=") return std::nullopt;
            index = node->children[0];
            node = &ast.nodes[index];
        }
        if (node->kind == Syntax::constant) {
            out.push_back(node->value);
            continue;
        }
        // A boolean condition says itself whether it holds; only plain values are compared with the value in question.
        if (node->kind != Syntax::range && node->kind != Syntax::negate && node->kind != Syntax::call)
            return std::nullopt;
        Ast part = ast;
        part.root = index;
        auto program = lower(part, source, options_of(names));
        if (!program) return std::nullopt;
        auto value = constant_of(*std::make_shared<const Expression>(std::move(*program)));
        if (!value || value->is_null() || value->if_boolean() || value->if_function()) return std::nullopt;
        out.push_back(*std::move(value));
    }
    return out;
}

}  // namespace

std::optional<std::optional<bool>> Tests::decide(const Value& value) const {
    if (form == Form::any) return std::optional(true);
    if (form == Form::broken) return std::optional<bool>();
    if (form == Form::expression) return std::nullopt;
    std::optional<bool> any = false;
    for (const auto& test : values) {
        if (test.if_boolean() && !value.if_boolean()) return std::nullopt;  // then it is a condition of its own
        const auto one = passes(value, test);
        if (one == true) {
            any = true;
            break;
        }
        if (!one) any = std::nullopt;
    }
    if (negated && any) any = !*any;
    return any;
}

Result<std::shared_ptr<const Tests>> compile_tests(std::string_view text, const Names& names) {
    auto out = std::make_shared<Tests>();
    out->text = std::string(text);
    const auto plain = trim(text);
    if (plain.empty() || plain == "-") return out;
    auto compiled = compile_unary_tests(text, options_of(names));
    if (!compiled) return compiled.error();
    out->code = std::move(*compiled);
    out->form = Tests::Form::expression;
    const auto ast = parse_unary_tests(text, options_of(names));
    if (!ast) return ast.error();
    const auto& root = ast->nodes[ast->root];
    if (root.kind != Syntax::in) return out;
    std::span<const NodeIndex> tests(root.children);
    tests = tests.subspan(1);
    if (tests.size() == 1 && ast->nodes[tests[0]].kind == Syntax::negated_tests) {
        out->negated = true;
        tests = ast->nodes[tests[0]].children;
    }
    if (auto values = constants(*ast, tests, text, names)) {
        out->form = Tests::Form::simple;
        out->values = *std::move(values);
    }
    return out;
}

Result<ExpressionPtr> compile_literal(std::string_view text, const Names& names) {
    return compile(text, options_of(names));
}

std::string variable_of(const Expression& expression) {
    const auto& program = expression.program;
    const bool one = program.nodes.size() == 1 && program.nodes[0].op == Op::input;
    return one && !program.inputs[0].built_in ? program.inputs[0].name : std::string();
}

std::optional<Value> constant_of(const Expression& expression) {
    if (!free_names(expression).empty()) return std::nullopt;
    Evaluation evaluation({.steps = 2'000});
    auto value = evaluate(expression, Value(Context{}), evaluation);
    if (!value || value->if_function()) return std::nullopt;
    return *std::move(value);
}

std::vector<std::string> certain_names(const Expression& expression) {
    const auto& program = expression.program;
    std::vector<bool> of_items(program.nodes.size());  // may be a member of an item
    for (const auto& node : program.nodes)
        if (node.op == Op::member) of_items[program.links[node.first + node.count - 1]] = true;
    std::vector<std::string> out;
    for (std::size_t i = 0; i < program.nodes.size(); ++i) {
        if (program.nodes[i].op != Op::input || of_items[i]) continue;
        const auto& input = program.inputs[program.nodes[i].payload];
        if (!input.built_in && std::find(out.begin(), out.end(), input.name) == out.end()) out.push_back(input.name);
    }
    return out;
}

}  // namespace hz::rules::dmn
