// SPDX-License-Identifier: Apache-2.0
// Kinds of values in words, for diagnostics. Private to rules.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "rules/value.hpp"

namespace hz::rules {

struct Words {
    std::string_view zh, en;
};

// "a number", "数字"; for null "empty".
[[nodiscard]] Words describe(const Value& value);
[[nodiscard]] Words describe(Kind kind);
// Of the bits of kinds: "a number or a text", zh first.
[[nodiscard]] std::pair<std::string, std::string> describe_kinds(std::uint16_t kinds);

}  // namespace hz::rules
