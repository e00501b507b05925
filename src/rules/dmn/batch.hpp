// SPDX-License-Identifier: Apache-2.0
// One decision over many rows at once: policies over all people, dry runs of a changed rule.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "rules/dmn/dmn.hpp"

namespace hz::rules::dmn {

// The values of one input, a value a row. Owned by the caller.
struct Column {
    std::string name;
    std::span<const Value> values;
};

struct BatchOptions {
    std::size_t threads = 1;
    std::size_t rows_at_once = 4'096;  // that one thread holds the results of
    Budget budget{};                   // of each row
    Value today{}, now{};
    std::function<bool()> stop{};  // asked between rows; any thread
};

// What is wrong with one row is null, or the refusal of its budget, as in evaluate.
struct BatchResult {
    std::size_t first = 0;  // row
    std::span<const Result<Value>> results;
};
// Called from one thread at a time, in no certain order of the parts; a part is gone afterwards. False stops.
using BatchSink = std::function<bool(const BatchResult&)>;

// The same results as evaluate row by row. The rows are as many as the longest column has; shorter ones go on with
// null. Refuses dmn_unknown_decision, feel_stopped. Memory does not grow with the rows.
[[nodiscard]] Result<bool> evaluate_batch(const Model& model, std::string_view name, std::span<const Column> columns,
                                          const BatchSink& sink, const BatchOptions& options = {});

}  // namespace hz::rules::dmn
