// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "rules/function/function.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

constexpr Why no_member{"没有这个名称的项", "there is no entry of that name"};
constexpr Why bad_path{"路径应为至少一个名称的列表", "the path should be a list of at least one name"};
constexpr Why bad_entry{"每一项都要有不重复的 key（文字）和 value",
                        "each entry needs a key that is a text, used once, and a value"};

// A name that is not there gives null, so this says whether there is a value.
Value is_defined(Call& call) { return call.given(0); }

// get value(context, key) or get value(context, [keys...])
Value get_value(Call& call) {
    if (const auto* key = call.at(1).if_string()) {
        const auto* found = find(call.at(0), *key);
        return found ? *found : call.because(no_member);
    }
    const Value* at = &call.at(0);
    for (const auto& key : call.list(1)) {
        at = key.if_string() ? find(*at, *key.if_string()) : nullptr;
        if (!at) return call.because(no_member);
    }
    return *at;
}

Value get_entries(Call& call) {
    List out;
    for (const auto& [name, value] : call.at(0).if_context()->entries()) {
        Context entry;
        entry.put("key", Value(name));
        entry.put("value", value);
        out.emplace_back(std::move(entry));
    }
    return call.machine.made(std::move(out));
}

// With the member at the end of the path replaced or added; empty where the path leads through something else.
std::optional<Value> put_at(Call& call, const Value& at, std::span<const Value> path, const Value& value) {
    if (path.empty()) return value;
    const auto* context = at.if_context();
    const auto* key = path.front().if_string();
    if (!context || !key) return std::nullopt;
    call.machine.charge(1 + context->entries().size());
    const auto* inner = context->find(*key);
    if (!inner && path.size() > 1) return std::nullopt;
    auto changed = put_at(call, inner ? *inner : Value(), path.subspan(1), value);
    if (!changed) return std::nullopt;
    auto out = *context;
    out.put(*key, *std::move(changed));
    return Value(std::move(out));
}

Value context_put(Call& call) {
    const std::span<const Value> path =
        call.at(1).if_string() ? call.args.subspan(1, 1) : std::span<const Value>(call.list(1));
    if (path.empty() || path.size() > 100) return call.because(bad_path);
    const auto out = put_at(call, call.at(0), path, call.at(2));
    return out ? *out : call.because(no_member);
}

Value context_merge(Call& call) {
    Context out;
    for (const auto& one : call.list(0)) {
        const auto* context = one.if_context();
        if (!context) return call.because({"列表里有的项不是一组数据", "an item of the list is not a context"});
        call.machine.charge(1 + context->entries().size());
        for (const auto& [name, value] : context->entries()) out.put(name, value);
    }
    return out;
}

Value context(Call& call) {
    Context out;
    for (const auto& entry : call.list(0)) {
        const auto *key = find(entry, "key"), *value = find(entry, "value");
        if (!key || !key->if_string() || !value || out.find(*key->if_string())) return call.because(bad_entry);
        call.machine.charge(1);
        out.put(*key->if_string(), *value);
    }
    return out;
}

constexpr std::array table{
    BuiltIn{"is defined", "value: any", is_defined},
    BuiltIn{"get value", "m: context, key: string|list", get_value},
    BuiltIn{"get entries", "m: context", get_entries},
    BuiltIn{"context put", "context: context, key: string|list, value: any", context_put},
    BuiltIn{"context put", "context: context, keys: list, value: any", context_put},
    BuiltIn{"context merge", "contexts: list", context_merge},
    BuiltIn{"context", "entries: list", context},
};

}  // namespace

std::span<const BuiltIn> context_functions() { return table; }

}  // namespace hz::rules
