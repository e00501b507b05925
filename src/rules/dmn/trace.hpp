// SPDX-License-Identifier: Apache-2.0
// What happened in an evaluation: which values were asked, which rules applied, which cell said no.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "rules/value.hpp"

namespace hz::rules::dmn {

struct TracedInput {
    std::string label;  // of the column, else its expression
    Value value;
};

struct TracedRule {
    std::size_t number = 0;  // from 1
    std::string id;
    std::string note;  // the rule's own annotation
    bool matched = false;
    // Where it did not: the first cell that said no. `column` from 1.
    std::size_t column = 0;
    std::string cell, test;
    Value value;
};

struct TracedTable {
    std::string policy;  // "U", "C+"
    std::vector<TracedInput> inputs;
    std::vector<TracedRule> rules;  // in the order of the table, at most `most_rules`
    std::size_t rules_left_out = 0;
};

// One decision or function, in the order in which they were finished. `table` is there where its logic is one.
struct TracedStep {
    std::string id, name;
    Value result;
    std::vector<TracedTable> tables;
};

struct Trace {
    std::size_t most_rules = 1'000;  // of one table
    std::size_t most_steps = 1'000;
    std::vector<TracedStep> steps;
};

// One sentence a line: "“资格”：第 3 行不适用：“注册资本”为 80，不符合 >= 100。" `locale`: "zh-Hans" or "en".
[[nodiscard]] std::vector<std::string> sentences(const Trace& trace, std::string_view locale);
[[nodiscard]] Json to_json(const Trace& trace);

}  // namespace hz::rules::dmn
