// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "rules/function/function.hpp"

namespace hz::rules {
namespace {

Value negation(Call& call) { return call.at(0).if_boolean() ? Value(!*call.at(0).if_boolean()) : Value(); }

// all: false decides; any: true decides; otherwise something that is no boolean leaves it open.
Value decide(Call& call, bool decisive) {
    if (call.args.size() == 1 && call.at(0).is_null()) return {};
    bool open = false;
    for (const auto& item : call.items()) {
        if (!item.if_boolean())
            open = true;
        else if (*item.if_boolean() == decisive)
            return decisive;
    }
    return open ? Value() : Value(!decisive);
}
Value all(Call& call) { return decide(call, false); }
Value any(Call& call) { return decide(call, true); }

constexpr std::array table{
    BuiltIn{"not", "negand", 1, 1, negation},
    BuiltIn{"all", "list", 0, any_number, all},
    BuiltIn{"any", "list", 0, any_number, any},
};

}  // namespace

std::span<const BuiltIn> boolean_functions() { return table; }

}  // namespace hz::rules
