// SPDX-License-Identifier: Apache-2.0
// Functions as values: those written in FEEL, and those a host gives (a business knowledge model, a lookup).
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "rules/evaluation.hpp"
#include "rules/type.hpp"
#include "rules/value.hpp"

namespace hz::rules {

struct Parameter {
    std::string name;
    FeelType type{};  // arguments are converted to it; where one cannot be, the call gives null
};

// A function whose body is host code. `run` gets one argument a parameter (null where a call by name left it out), must
// be pure and safe to call from any thread; it passes the evaluation on to what it evaluates itself.
struct HostFunction {
    std::string name;  // for diagnostics
    std::vector<Parameter> parameters;
    FeelType result{};  // what it gives is converted to it, else null
    std::function<Value(std::span<const Value> arguments, Evaluation& evaluation)> run;
};

[[nodiscard]] Value make_function(HostFunction function);

// Of a function value; empty for any other.
[[nodiscard]] std::span<const Parameter> parameters_of(const Value& function);
[[nodiscard]] FeelType result_type_of(const Value& function);

// Calls a function value; null where it is none or the arguments do not fit. Refusals: as evaluate.
[[nodiscard]] Result<Value> call(const Value& function, std::span<const Value> arguments, Evaluation& evaluation);
struct NamedValue {
    std::string name;
    Value value;
};
[[nodiscard]] Result<Value> call(const Value& function, std::span<const NamedValue> arguments, Evaluation& evaluation);

}  // namespace hz::rules
