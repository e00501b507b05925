// SPDX-License-Identifier: Apache-2.0
#include "rules/callable.hpp"

#include "rules/function/function.hpp"
#include "rules/machine.hpp"

namespace hz::rules {

Value make_function(HostFunction function) {
    Function out;
    out.name = std::move(function.name);
    out.parameters = std::move(function.parameters);
    out.result = std::move(function.result);
    out.host = std::move(function.run);
    return FunctionPtr(std::make_shared<const Function>(std::move(out)));
}

std::span<const Parameter> parameters_of(const Value& function) {
    const auto* found = function.if_function();
    return found ? std::span<const Parameter>(found->parameters) : std::span<const Parameter>();
}

FeelType result_type_of(const Value& function) {
    const auto* found = function.if_function();
    return found ? found->result : FeelType();
}

Result<Value> call(const Value& function, std::span<const Value> arguments, Evaluation& evaluation) {
    return Machine::guarded([&](Value& out) { out = Machine(evaluation).invoke(function, arguments); });
}

Result<Value> call(const Value& function, std::span<const NamedValue> arguments, Evaluation& evaluation) {
    return Machine::guarded([&](Value& out) { out = Machine(evaluation).invoke(function, arguments); });
}

}  // namespace hz::rules
