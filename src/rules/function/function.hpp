// SPDX-License-Identifier: Apache-2.0
// The built-in functions: one entry each, grouped by file. Private to rules.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/callable.hpp"
#include "rules/value.hpp"

namespace hz::rules {

class Machine;
class Expression;

struct Call {
    std::span<const Value> args;  // as many as the entry allows; those left out are missing at the end
    Machine& machine;

    // Null where it is not given.
    [[nodiscard]] const Value& at(std::size_t i) const {
        static const Value null;
        return i < args.size() ? args[i] : null;
    }
    // The items where there is one argument that is a list, else all arguments as the list.
    [[nodiscard]] std::span<const Value> items() const;
};

// `parameters` are the names for calls by name, with commas between. Wrong kinds of arguments give null, as FEEL says.
struct BuiltIn {
    std::string_view name;
    std::string_view parameters;
    std::size_t least;
    std::size_t most;
    Value (*run)(Call& call);
};

inline constexpr std::size_t any_number = 1000;

// A function as a value: of the language itself, with the values it saw where it was written, or of the host.
struct Function {
    std::shared_ptr<const Expression> owner;
    std::uint32_t body = 0;
    std::vector<Parameter> parameters;
    Context captured;
    FeelType result{};
    std::string name{};
    std::function<Value(std::span<const Value>, Evaluation&)> host{};
};

[[nodiscard]] std::span<const BuiltIn> boolean_functions();
[[nodiscard]] std::span<const BuiltIn> string_functions();
[[nodiscard]] std::span<const BuiltIn> list_functions();
[[nodiscard]] std::span<const BuiltIn> aggregate_functions();
[[nodiscard]] std::span<const BuiltIn> number_functions();
[[nodiscard]] std::span<const BuiltIn> conversion_functions();
[[nodiscard]] std::span<const BuiltIn> temporal_functions();
[[nodiscard]] std::span<const BuiltIn> context_functions();

[[nodiscard]] const BuiltIn* find_built_in(std::string_view name);
[[nodiscard]] std::span<const std::string_view> function_names();

// The value of a date, time or duration literal; null where the text is none.
[[nodiscard]] Value read_temporal(std::string_view text);

}  // namespace hz::rules
