// SPDX-License-Identifier: Apache-2.0
#include "rules/rules.hpp"

#include <array>

#include "rules/machine.hpp"
#include "rules/parser.hpp"
#include "rules/program.hpp"

namespace hz::rules {
namespace {

Result<ExpressionPtr> finish(const Result<Ast>& ast, std::string_view source, const CompileOptions& options) {
    if (!ast) return ast.error();
    auto program = lower(*ast, source, options);
    if (!program) return program.error();
    return std::make_shared<const Expression>(std::move(*program));
}

// Only the names the expression speaks of: the context may be a large document.
Value needed(const Expression& expression, const Json& context) {
    Context out;
    for (const auto& name : expression.program.free_names)
        if (const auto* found = hz::find(context, name)) out.put(name, from_json(*found));
    return Value(std::move(out));
}

}  // namespace

Result<ExpressionPtr> compile(std::string_view feel, std::span<const std::string> known) {
    return compile(feel, CompileOptions{.known = known});
}

Result<ExpressionPtr> compile(std::string_view feel, const CompileOptions& options) {
    return finish(parse_expression(feel, options), feel, options);
}

Result<ExpressionPtr> compile_unary_tests(std::string_view feel, std::span<const std::string> known) {
    return compile_unary_tests(feel, CompileOptions{.known = known});
}

Result<ExpressionPtr> compile_unary_tests(std::string_view feel, const CompileOptions& options) {
    return finish(parse_unary_tests(feel, options), feel, options);
}

Result<Value> evaluate(const Expression& expression, const Value& context, Evaluation& evaluation) {
    const auto& names = expression.program.free_names;
    std::array<const Value*, 8> few{};
    std::vector<const Value*> many(names.size() > few.size() ? names.size() : 0);
    auto* const inputs = many.empty() ? few.data() : many.data();
    const auto* members = context.if_context();
    for (std::size_t i = 0; members && i < names.size(); ++i) inputs[i] = members->find(names[i]);
    return evaluate(expression, std::span<const Value* const>(inputs, names.size()), evaluation);
}

Result<Value> evaluate(const Expression& expression, std::span<const Value* const> inputs, Evaluation& evaluation) {
    return Machine::guarded([&](Value& out) { Machine(evaluation).run(expression, inputs, out); });
}

Result<Value> evaluate(const Expression& expression, const Value& context, Budget budget) {
    Evaluation evaluation(budget);
    return evaluate(expression, context, evaluation);
}

Result<Json> evaluate(const Expression& expression, const Json& context, Budget budget) {
    const auto value = evaluate(expression, needed(expression, context), budget);
    if (!value) return value.error();
    return to_json(*value);
}

Result<bool> holds(const Expression& expression, const Json& context, Budget budget) {
    const auto value = evaluate(expression, needed(expression, context), budget);
    if (!value) return value.error();
    return value->is_true();
}

const std::string& source(const Expression& expression) { return expression.program.source; }

const std::vector<std::string>& free_names(const Expression& expression) { return expression.program.free_names; }

}  // namespace hz::rules
