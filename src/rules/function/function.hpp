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
struct FunctionCode;
struct BuiltIn;

// Why a function gives null; both texts continue "has no result: ".
struct Why {
    std::string_view zh, en;
};

// The arguments, converted to the kinds of the signature. An optional one that is left out or null is null.
struct Call {
    std::span<const Value> args;
    Machine& machine;
    const BuiltIn& entry;
    bool explained = false;  // a reason for null was given

    [[nodiscard]] const Value& at(std::size_t i) const;
    [[nodiscard]] bool given(std::size_t i) const { return !at(i).is_null(); }
    // Of the kind that the signature says; not for what is optional and not given.
    [[nodiscard]] const Number& number(std::size_t i) const { return *at(i).if_number(); }
    [[nodiscard]] const std::string& text(std::size_t i) const { return *at(i).if_string(); }
    [[nodiscard]] const List& list(std::size_t i) const { return *at(i).if_list(); }
    [[nodiscard]] std::optional<std::int64_t> whole(std::size_t i) const;
    // The items where there is one argument that is a list, else all arguments as the list.
    [[nodiscard]] std::span<const Value> items() const;
    // Null, with the reason.
    Value because(Why why);
};

// `signature`: "string: string, length?: number, others...: any": names, ? where it may be left out, ... where it
// repeats, kinds with | between. Functions of several forms have one entry a form. An argument of another kind gives
// null, after a list of one was taken for its item and an item for a list of one.
struct BuiltIn {
    std::string_view name;
    std::string_view signature;
    Value (*run)(Call& call);
};

struct BuiltInParameter {
    std::string_view name;
    std::uint16_t kinds = 0;  // bits by Kind; any: all
    bool optional = false;
    bool repeated = false;
};
inline constexpr std::uint16_t any_kind = 0xFFFF;
[[nodiscard]] constexpr std::uint16_t bit(Kind kind) {
    return static_cast<std::uint16_t>(1U << static_cast<int>(kind));
}

// Parsed once.
[[nodiscard]] std::span<const BuiltInParameter> parameters_of(const BuiltIn& entry);
// A function as a value: of the language itself, with the values it saw where it was written, of the host, or built in.
struct Function {
    std::shared_ptr<const Expression> owner{};
    const FunctionCode* code = nullptr;
    std::vector<Value> captured{};
    std::vector<Parameter> parameters{};
    FeelType result{};
    std::string name{};
    std::function<Value(std::span<const Value>, Evaluation&)> host{};
    const BuiltIn* built_in = nullptr;
};

[[nodiscard]] std::span<const BuiltIn> boolean_functions();
[[nodiscard]] std::span<const BuiltIn> string_functions();
[[nodiscard]] std::span<const BuiltIn> pattern_functions();
[[nodiscard]] std::span<const BuiltIn> list_functions();
[[nodiscard]] std::span<const BuiltIn> aggregate_functions();
[[nodiscard]] std::span<const BuiltIn> number_functions();
[[nodiscard]] std::span<const BuiltIn> conversion_functions();
[[nodiscard]] std::span<const BuiltIn> temporal_functions();
[[nodiscard]] std::span<const BuiltIn> calendar_functions();
[[nodiscard]] std::span<const BuiltIn> range_functions();
[[nodiscard]] std::span<const BuiltIn> context_functions();

// All forms of a function; empty where there is none of that name.
[[nodiscard]] std::span<const BuiltIn* const> find_built_ins(std::string_view name);
[[nodiscard]] std::span<const std::string_view> function_names();
// The form that takes so many arguments; null where none does.
[[nodiscard]] const BuiltIn* form_for(std::span<const BuiltIn* const> forms, std::size_t arguments);
// A value that calls the function (all its forms by place).
[[nodiscard]] Value function_value(const BuiltIn& entry);

// The value of a date, time or duration literal; null where the text is none.
[[nodiscard]] Value read_temporal(std::string_view text);

}  // namespace hz::rules
