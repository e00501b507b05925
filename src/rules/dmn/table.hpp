// SPDX-License-Identifier: Apache-2.0
// Decision tables as compiled. Private to rules.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "rules/dmn/model.hpp"
#include "rules/dmn/tests.hpp"

namespace hz::rules::dmn {

class Index;

enum class HitPolicy { unique, any, priority, first, rule_order, output_order, collect };
enum class Aggregation { none, sum, minimum, maximum, count };

struct InputColumn {
    std::string id, label;
    Literal expression;
    TypeUse type;
    std::string allowed_text;
    std::shared_ptr<const Tests> allowed;
};

struct OutputColumn {
    std::string id, name, label;
    TypeUse type;
    std::string allowed_text;
    std::vector<Value> order;  // the allowed values, best first
    std::shared_ptr<const Tests> allowed;
    bool has_default = false;
    Literal fallback;
};

// Equal texts of a column are compiled once: `tests` and `outputs` are places in the pools.
struct Rule {
    std::string id, note;
    std::vector<std::uint32_t> tests, outputs;
    std::vector<std::string> cells;  // ids, inputs before outputs
};

struct Table {
    Table();
    ~Table();
    std::string id, name;
    HitPolicy policy = HitPolicy::unique;
    Aggregation aggregation = Aggregation::none;
    std::vector<InputColumn> inputs;
    std::vector<OutputColumn> outputs;
    std::vector<std::vector<std::shared_ptr<const Tests>>> tests;  // pool of each input column
    std::vector<std::vector<Literal>> results;                     // pool of each output column
    std::vector<Rule> rules;
    bool broken = false;  // a rule with a wrong number of cells
    std::unique_ptr<const Index> index;

    [[nodiscard]] const Tests& test(std::size_t rule, std::size_t column) const {
        return *tests[column][rules[rule].tests[column]];
    }
    [[nodiscard]] const Literal& result(std::size_t rule, std::size_t column) const {
        return results[column][rules[rule].outputs[column]];
    }
};

[[nodiscard]] std::string_view letter(HitPolicy policy, Aggregation aggregation);  // "U", "C+"

}  // namespace hz::rules::dmn
