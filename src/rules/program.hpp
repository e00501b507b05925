// SPDX-License-Identifier: Apache-2.0
// What evaluation runs: flat arrays of operations, constants and names. Names are places: a local value is a slot of
// the frame (one frame a call), a name of the context is an input. Private to rules.
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
struct BuiltInParameter;

enum class Op : std::uint8_t {
    constant,  // payload: constant
    slot,      // payload: slot
    input,     // payload: input
    member,    // links: slots of items that may have the member, the innermost first; then a node. payload: name
    list,      // links: items
    context,   // links: values, then names, then slots
    range,     // links: low, high; flag: 1 low included, 2 high included, 4 no low, 8 no high
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
    in,              // links: value, tests; payload: slot of "?"
    equal_test,      // links: the value in question, operand
    not_equal_test,  // as equal_test
    negated_tests,   // links: the value in question, tests
    condition,
    iteration,  // flag 1: uses "partial", its slot is the last link
    some,
    every,          // links: count sources, body, count slots; payload: count
    filter,         // links: list, condition, slot of the item
    path,           // payload: name
    call_built_in,  // payload: call; links: arguments in the order of the signature
    call_value,     // links: callee, arguments, then as many names where given by name; payload: number of arguments
    function,       // payload: function; links: what it captures
    instance_of,    // payload: type
    problem         // null; payload: problem
};

struct ProgramNode {
    Op op = Op::constant;
    std::uint8_t flag = 0;
    std::uint32_t payload = 0;
    std::uint32_t first = 0;  // in Program::links
    std::uint32_t count = 0;
    std::uint32_t at = 0;  // byte in the source
};

// A function written in FEEL. Slots of its frame: parameters, then itself, then others.
struct FunctionCode {
    std::vector<Parameter> parameters;
    NodeIndex body = 0;
    std::uint32_t slots = 0;
    std::vector<std::uint32_t> captures;  // the slots for what is captured, in the order of the links
    std::string name;                     // of the context entry it is, which it may call
};

struct BuiltInCall {
    const BuiltIn* entry;
    std::span<const BuiltInParameter> parameters;
};

struct Input {
    std::string name;
    const BuiltIn* built_in = nullptr;  // what the name means where the context does not have it
};

// What is known at once to give null.
struct Problem {
    const ErrorCode* code;
    std::string name;
};

struct Program {
    std::vector<ProgramNode> nodes;
    std::vector<std::uint32_t> links;
    std::vector<Value> constants;
    std::vector<std::string> names;
    std::vector<FeelType> types;
    std::vector<BuiltInCall> built_ins;
    std::vector<FunctionCode> functions;
    std::vector<Problem> problems;
    std::vector<Input> inputs;            // in the order of free_names
    std::vector<std::string> free_names;  // looked up in the context; sorted
    std::string source;
    std::uint32_t slots = 0;
    NodeIndex root = 0;
};

class Expression : public std::enable_shared_from_this<Expression> {
  public:
    explicit Expression(Program code) : program(std::move(code)) {}
    const Program program;
};

// Checks what the grammar cannot (functions that exist, with that many arguments) and lays the tree out flat.
// Refusals, where the options are strict: feel_unknown_function, feel_arguments.
[[nodiscard]] Result<Program> lower(const Ast& ast, std::string_view source, const CompileOptions& options);

}  // namespace hz::rules
