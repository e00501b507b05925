// SPDX-License-Identifier: Apache-2.0
// What evaluation runs: flat arrays of operations, constants and names. Private to rules.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/ast.hpp"
#include "rules/rules.hpp"

namespace hz::rules {

struct BuiltIn;

enum class Op : std::uint8_t {
    constant,  // payload: constant
    name,      // payload: name
    list,      // links: items
    context,   // links: values, then keys
    range,     // links: low, high; flag: 1 low included, 2 high included
    negate,
    arithmetic,  // links: operands; payload: name with the operators
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    conjunction,
    disjunction,
    between,
    in,
    equal_test,
    not_equal_test,
    negated_tests,
    condition,
    iteration,
    some,
    every,  // links: count sources, body, count names; flag (iteration): 1 uses "partial"
    filter,
    path,           // path: payload: name
    call_built_in,  // payload: built-in; links: arguments
    call_value,     // links: callee, arguments, then as many names where they are given by name; payload: arguments
    function,       // links: body, captured names; payload: parameters
    instance_of,    // payload: type
    unknown         // null: payload: what the function was called
};

struct ProgramNode {
    Op op = Op::constant;
    std::uint8_t flag = 0;
    std::uint32_t payload = 0;
    std::uint32_t first = 0;  // in Program::links
    std::uint32_t count = 0;
};

struct Program {
    std::vector<ProgramNode> nodes;
    std::vector<std::uint32_t> links;
    std::vector<Value> constants;
    std::vector<std::string> names;
    std::vector<FeelType> types;
    std::vector<std::vector<Parameter>> parameters;  // of the functions
    std::string source;
    std::vector<const BuiltIn*> built_ins;
    std::vector<std::string> free_names;  // looked up in the context; sorted
    NodeIndex root = 0;
};

class Expression : public std::enable_shared_from_this<Expression> {
  public:
    explicit Expression(Program code) : program(std::move(code)) {}
    const Program program;
};

// Checks what the grammar cannot (functions that exist, with that many arguments) and lays the tree out flat.
// `known` are names that may be functions of the context. Refusals: feel_unknown_function, feel_arguments.
[[nodiscard]] Result<Program> lower(const Ast& ast, std::string_view source, const CompileOptions& options);

}  // namespace hz::rules
