// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "rules/function/function.hpp"

namespace hz::rules {
namespace {

Value negation(Call& call) { return call.at(0).if_boolean() ? Value(!*call.at(0).if_boolean()) : Value(); }

// all: false decides; any: true decides; otherwise something that is no boolean leaves it open.
Value decide(Call& call, bool decisive) {
    if (call.args.size() == 1 && !call.given(0)) return {};
    bool open = false;
    for (const auto& item : call.items()) {
        if (!item.if_boolean())
            open = true;
        else if (*item.if_boolean() == decisive)
            return decisive;
    }
    if (!open) return !decisive;
    return call.because({"列表里有的项既不是真也不是假", "an item of the list is neither true nor false"});
}
Value all(Call& call) { return decide(call, false); }
Value any(Call& call) { return decide(call, true); }

constexpr std::array table{
    BuiltIn{"not", "negand: any", negation},
    BuiltIn{"all", "list...: any", all},
    BuiltIn{"any", "list...: any", any},
};

}  // namespace

std::span<const BuiltIn> boolean_functions() { return table; }

}  // namespace hz::rules
