// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "rules/function/function.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

// A name that is not there gives null, so this says whether there is a value.
Value is_defined(Call& call) { return !call.at(0).is_null(); }

// get value(context, key) or get value(context, [keys...])
Value get_value(Call& call) {
    const auto* keys = call.at(1).if_list();
    if (!keys) {
        const auto* key = call.at(1).if_string();
        const auto* found = key ? find(call.at(0), *key) : nullptr;
        return found ? *found : Value();
    }
    Value at = call.at(0);
    for (const auto& key : *keys) {
        const auto* found = key.if_string() ? find(at, *key.if_string()) : nullptr;
        if (!found) return {};
        at = Value(*found);
    }
    return at;
}

Value get_entries(Call& call) {
    const auto* context = call.at(0).if_context();
    if (!context) return {};
    List out;
    for (const auto& [name, value] : context->entries()) {
        Context entry;
        entry.put("key", Value(name));
        entry.put("value", value);
        out.emplace_back(std::move(entry));
    }
    return call.machine.made(std::move(out));
}

Value context_put(Call& call) {
    const auto* context = call.at(0).if_context();
    const auto* key = call.at(1).if_string();
    if (!context || !key) return {};
    call.machine.charge(context->entries().size());
    auto out = *context;
    out.put(*key, call.at(2));
    return out;
}

Value is_same(Call& call) { return call.at(0).kind() == call.at(1).kind() && equal(call.at(0), call.at(1)) == true; }

constexpr std::array table{
    BuiltIn{"is defined", "value", 1, 1, is_defined}, BuiltIn{"get value", "m, key", 2, 2, get_value},
    BuiltIn{"get entries", "m", 1, 1, get_entries},   BuiltIn{"context put", "context, key, value", 3, 3, context_put},
    BuiltIn{"is", "value1, value2", 2, 2, is_same},
};

}  // namespace

std::span<const BuiltIn> context_functions() { return table; }

}  // namespace hz::rules
