// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "base/text.hpp"
#include "rules/function/function.hpp"
#include "rules/letter.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

Value length_of(Call& call) { return Value(static_cast<std::int64_t>(length(call.text(0)))); }
Value contains_text(Call& call) { return call.text(0).find(call.text(1)) != std::string::npos; }
Value starts_with(Call& call) { return call.text(0).starts_with(call.text(1)); }
Value ends_with(Call& call) { return call.text(0).ends_with(call.text(1)); }

Value change_case(Call& call, std::uint32_t (*change)(std::uint32_t)) {
    const auto& text = call.text(0);
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) append_utf8(out, change(next_code_point(text, at)));
    return call.machine.made(std::move(out));
}
Value upper_case(Call& call) { return change_case(call, upper_of); }
Value lower_case(Call& call) { return change_case(call, lower_of); }

// Positions count characters from 1, or from the end where negative.
Value substring(Call& call) {
    const auto& text = call.text(0);
    const auto first = call.whole(1);
    if (!first || *first == 0)
        return call.because(
            {"起始位置应为不等于零的整数", "the start position should be a whole number other than zero"});
    const auto size = static_cast<std::int64_t>(length(text));
    if (*first > size || *first < -size) return Value("");
    const auto skip = *first > 0 ? *first - 1 : size + *first;
    std::string_view rest = text;
    rest.remove_prefix(prefix(rest, static_cast<std::size_t>(skip)).size());
    if (!call.given(2)) return call.machine.made(std::string(rest));
    const auto taken = call.number(2).round(0, Rounding::down);
    if (!taken || *taken <= Number{0}) return call.because({"长度应大于零", "the length should be more than zero"});
    return call.machine.made(
        std::string(taken->to_int() ? prefix(rest, static_cast<std::size_t>(*taken->to_int())) : rest));
}

Value substring_before(Call& call) {
    const auto at = call.text(0).find(call.text(1));
    return at == std::string::npos ? Value("") : Value(call.text(0).substr(0, at));
}
Value substring_after(Call& call) {
    const auto at = call.text(0).find(call.text(1));
    return at == std::string::npos ? Value("") : Value(call.text(0).substr(at + call.text(1).size()));
}

Value join(Call& call) {
    const std::string separator = call.given(1) ? call.text(1) : "";
    std::string out;
    bool first = true;
    for (const auto& item : call.list(0)) {
        if (item.is_null()) continue;
        if (!item.if_string()) return call.because({"列表里有的项不是文字", "an item of the list is not a text"});
        call.machine.charge_text(out.size() + separator.size() + item.if_string()->size());
        if (!std::exchange(first, false)) out += separator;
        out += *item.if_string();
    }
    return call.machine.made(std::move(out));
}

Value trimmed(Call& call) { return Value(trim(call.text(0))); }

constexpr std::array table{
    BuiltIn{"string length", "string: string", length_of},
    BuiltIn{"contains", "string: string, match: string", contains_text},
    BuiltIn{"starts with", "string: string, match: string", starts_with},
    BuiltIn{"ends with", "string: string, match: string", ends_with},
    BuiltIn{"upper case", "string: string", upper_case},
    BuiltIn{"lower case", "string: string", lower_case},
    BuiltIn{"substring", "string: string, start position: number, length?: number", substring},
    BuiltIn{"substring before", "string: string, match: string", substring_before},
    BuiltIn{"substring after", "string: string, match: string", substring_after},
    BuiltIn{"string join", "list: list, delimiter?: string", join},
    BuiltIn{"trim", "string: string", trimmed},
};

}  // namespace

std::span<const BuiltIn> string_functions() { return table; }

}  // namespace hz::rules
