// SPDX-License-Identifier: Apache-2.0
// Regular expressions as XPath writes them, run by RE2 in linear time. Private to rules.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace hz::rules {

// The same pattern for RE2; empty where it is none, or has what RE2 cannot do (back references, look-around, the
// difference of two classes that hold \p or \w). Flags: s, m, i, x, q.
[[nodiscard]] std::optional<std::string> to_re2(std::string_view pattern, std::string_view flags);

}  // namespace hz::rules
