// SPDX-License-Identifier: Apache-2.0
// What the parser builds: a tree in one array, children before parents. Private to rules.
#pragma once
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

#include "rules/type.hpp"
#include "rules/value.hpp"

namespace hz::rules {

using NodeIndex = std::uint32_t;
using Children = boost::container::small_vector<NodeIndex, 4>;  // most have no more

enum class Syntax : std::uint8_t {
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
    std::string_view text{};   // views the source, Ast::kept or a literal
    Value value{};
    Children children{};
    std::vector<std::string> names{};
    std::vector<FeelType> types{};
};

struct Ast {
    std::vector<AstNode> nodes;
    std::forward_list<std::string> kept;  // texts that are not in the source as they are
    NodeIndex root = 0;
};

}  // namespace hz::rules
