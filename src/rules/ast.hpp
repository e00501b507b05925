// SPDX-License-Identifier: Apache-2.0
// What the parser builds: a tree in one array, children before parents. Private to rules.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "rules/type.hpp"
#include "rules/value.hpp"

namespace hz::rules {

using NodeIndex = std::uint32_t;

enum class Syntax {
    constant,      // value
    name,          // text
    list,          // children: items
    context,       // children: values, names: keys
    range,         // text: "[]" "(]" "[)" "()", children: low, high
    negate,        // child
    arithmetic,    // text: one operator ("+-*/^") between each two children, applied from the left
    comparison,    // text: operator, children: left, right
    conjunction,   // children
    disjunction,   // children
    between,       // children: value, low, high
    in,            // children: value, tests
    equal_test,    // text: "=" or "!=", child: a test against the value in question
    condition,     // children: if, then, else
    iteration,     // names, children: sources, body
    some,          // names, children: sources, condition
    every,         // as some
    filter,        // children: list, condition
    path,          // text: name, child
    call,          // children: callee, arguments; names: of the arguments where they are given by name
    external,      // a function whose body is elsewhere
    function,      // names and types: parameters, child: body
    instance_of,   // types: one, child
    negated_tests  // children: tests; not(...) in a unary test
};

struct AstNode {
    Syntax kind = Syntax::constant;
    std::uint32_t at = 0;      // byte in the source
    std::uint32_t height = 1;  // of the tree below
    std::string text{};
    Value value{};
    std::vector<NodeIndex> children{};
    std::vector<std::string> names{};
    std::vector<FeelType> types{};
};

struct Ast {
    std::vector<AstNode> nodes;
    NodeIndex root = 0;
};

}  // namespace hz::rules
