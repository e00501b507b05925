// SPDX-License-Identifier: Apache-2.0
// Runs a program over a context within a budget. One use, one thread. Private to rules.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "rules/program.hpp"

namespace hz::rules {

class Machine {
  public:
    // Thrown when the budget is spent; caught in rules.cpp, never leaves the module.
    struct Exceeded {
        Error error;
    };

    Machine(const Expression& expression, const Value& context, Evaluation& evaluation);
    explicit Machine(Evaluation& evaluation) : evaluation_(evaluation), budget_(evaluation.limits()) {}  // to invoke
    [[nodiscard]] Value run();
    // What `work` gives, or the error where the budget was spent.
    template <class Work>
    [[nodiscard]] static Result<Value> guarded(Work work) {
        try {
            return work();
        } catch (Exceeded& exceeded) {
            return std::move(exceeded.error);
        }
    }

    // For the built-in functions. Each throws Exceeded where the budget does not allow it.
    void charge(std::size_t steps);
    [[nodiscard]] Value made(List list);
    [[nodiscard]] Value made(std::string text);
    [[nodiscard]] Evaluation& evaluation() const { return evaluation_; }
    [[nodiscard]] Value invoke(const Value& function, std::span<const Value> args);
    [[nodiscard]] Value invoke(const Value& function, std::span<const NamedValue> args);
    [[nodiscard]] const Value* outer(std::string_view name) const { return find(context_, name); }

  private:
    // Names in sight; frames live on the stack. Either one name with its value, or the members of a context.
    struct Scope {
        const Scope* parent = nullptr;
        const std::string* name = nullptr;
        const Value* value = nullptr;
        const Context* context = nullptr;
    };

    // machine.cpp
    Value eval(NodeIndex index, const Scope* scope);
    Value step(const ProgramNode& node, const Scope* scope);
    Value lookup(const std::string& name, const Scope* scope) const;
    Value arithmetic(const ProgramNode& node, const Scope* scope);
    Value logic(const ProgramNode& node, const Scope* scope, bool decisive);
    Value order(const ProgramNode& node, const Scope* scope);
    Value between(const ProgramNode& node, const Scope* scope);
    Value in(const ProgramNode& node, const Scope* scope);
    Value any_test(const Value& value, std::span<const std::uint32_t> tests, const Scope* scope);
    Value call_built_in(const ProgramNode& node, const Scope* scope);
    Value call_value(const ProgramNode& node, const Scope* scope);
    Value function(const ProgramNode& node, const Scope* scope);

    // machine_collection.cpp
    Value list(const ProgramNode& node, const Scope* scope);
    Value context(const ProgramNode& node, const Scope* scope);
    Value range(const ProgramNode& node, const Scope* scope);
    Value filter(const ProgramNode& node, const Scope* scope);
    Value item_at(const Value& all, const Number& index) const;
    Value iterate(const ProgramNode& node, const Scope* scope);
    struct Loop;
    bool loop(Loop& state, std::size_t level, const Scope* scope);
    bool each(Loop& state, std::size_t level, const Scope* scope, const Value& item);

    [[nodiscard]] std::span<const std::uint32_t> links(const ProgramNode& node) const {
        return {program_->links.data() + node.first, node.count};
    }
    [[noreturn]] void exceeded(std::string_view zh, std::string_view en, std::size_t limit);

    const Program* program_ = nullptr;
    const Expression* owner_ = nullptr;
    Value context_;
    Evaluation& evaluation_;
    const Budget& budget_;
};

}  // namespace hz::rules
