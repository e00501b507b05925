// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "rules/function/function.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

Value string(Call& call) { return call.at(0).is_null() ? Value() : call.machine.made(to_text(call.at(0))); }

// number(from, grouping separator, decimal separator); separators are one of " " "," "." and differ.
Value number(Call& call) {
    if (const auto* already = call.at(0).if_number()) return *already;
    const auto* from = call.at(0).if_string();
    if (!from) return {};
    std::string text = *from;
    const auto *group = call.at(1).if_string(), *point = call.at(2).if_string();
    if (call.args.size() > 1) {
        if ((!group && !call.at(1).is_null()) || (!point && !call.at(2).is_null())) return {};
        if (group && *group != " " && *group != "," && *group != ".") return {};
        if (point && *point != "," && *point != ".") return {};
        if (group && point && *group == *point) return {};
        if (group) std::erase(text, group->front());
        if (point && *point == ",") {
            if (text.find('.') != std::string::npos) return {};
            std::replace(text.begin(), text.end(), ',', '.');
        }
    }
    if (text.starts_with('+')) text.erase(0, 1);
    return Number::parse(text);
}

constexpr std::array table{
    BuiltIn{"string", "from", 1, 1, string},
    BuiltIn{"number", "from, grouping separator, decimal separator", 1, 3, number},
};

}  // namespace

std::span<const BuiltIn> conversion_functions() { return table; }

}  // namespace hz::rules
