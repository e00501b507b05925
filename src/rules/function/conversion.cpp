// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "rules/function/function.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

Value string(Call& call) { return call.given(0) ? call.machine.made(to_text(call.at(0))) : Value(); }

constexpr Why no_number{"文字不是数字", "the text is not a number"};
constexpr Why bad_separators{"千位分隔符应为空格、逗号或句点，小数点应为句点或逗号，两者不能相同",
                             "the grouping separator should be a space, comma or point, the decimal separator a point "
                             "or comma, and they should differ"};

Value parsed(Call& call, std::string text) {
    if (text.starts_with('+')) text.erase(0, 1);
    const auto out = Number::parse(text);
    return out ? Value(*out) : call.because(no_number);
}

Value number(Call& call) { return call.at(0).if_number() ? call.at(0) : parsed(call, call.text(0)); }

// number(from, grouping separator, decimal separator); separators are one of " " "," "." and differ.
Value grouped(Call& call) {
    std::string text = call.text(0);
    const auto *group = call.at(1).if_string(), *point = call.at(2).if_string();
    if ((group && *group != " " && *group != "," && *group != ".") || (point && *point != "," && *point != ".") ||
        (group && point && *group == *point))
        return call.because(bad_separators);
    if (group) std::erase(text, group->front());
    if (point && *point == ",") {
        if (text.find('.') != std::string::npos) return call.because(no_number);
        std::replace(text.begin(), text.end(), ',', '.');
    }
    return parsed(call, std::move(text));
}

constexpr std::array table{
    BuiltIn{"string", "from: any", string},
    BuiltIn{"number", "from: string|number", number},
    BuiltIn{"number", "from: string, grouping separator: string|null, decimal separator?: string|null", grouped},
};

}  // namespace

std::span<const BuiltIn> conversion_functions() { return table; }

}  // namespace hz::rules
