// SPDX-License-Identifier: Apache-2.0
#include "rules/function/function.hpp"

#include <map>

namespace hz::rules {
namespace {

const std::map<std::string_view, const BuiltIn*>& table() {
    static const auto all = [] {
        std::map<std::string_view, const BuiltIn*> out;
        for (const auto group : {boolean_functions(), string_functions(), list_functions(), aggregate_functions(),
                                 number_functions(), conversion_functions(), temporal_functions(), context_functions()})
            for (const auto& entry : group) out.emplace(entry.name, &entry);
        return out;
    }();
    return all;
}

}  // namespace

std::span<const Value> Call::items() const {
    if (args.size() == 1)
        if (const auto* list = args[0].if_list()) return *list;
    return args;
}

const BuiltIn* find_built_in(std::string_view name) {
    const auto found = table().find(name);
    return found == table().end() ? nullptr : found->second;
}

std::span<const std::string_view> function_names() {
    static const auto names = [] {
        std::vector<std::string_view> out;
        for (const auto& [name, entry] : table()) out.push_back(name);
        return out;
    }();
    return names;
}

}  // namespace hz::rules
