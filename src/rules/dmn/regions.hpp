// SPDX-License-Identifier: Apache-2.0
// The values of one input column cut into regions by the constants of its cells, to reason about cells as sets.
// Private to rules.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "rules/dmn/table.hpp"

namespace hz::rules::dmn {

struct ColumnRegions {
    // A value of the region; a text no test names is an empty optional.
    struct Region {
        std::optional<Value> sample;
        bool possible = true;  // by the allowed values
    };
    bool understood = true;                  // false: constants of several kinds; every cell is unknown
    bool too_large = false;                  // not understood because there are too many of them
    std::vector<Region> regions;             // at least one
    std::vector<std::vector<bool>> passing;  // of each text of the pool: whether a value of the region passes
    std::vector<bool> unknown;               // of each text: not understood, may pass anything
};

[[nodiscard]] ColumnRegions regions_of(const Table& table, std::size_t column);
// "“年龄”为 18" or "Age is 18".
[[nodiscard]] std::string example_of(const Table& table, std::size_t column, const std::optional<Value>& sample,
                                     bool zh);

}  // namespace hz::rules::dmn
