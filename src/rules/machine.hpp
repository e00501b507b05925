// SPDX-License-Identifier: Apache-2.0
// Runs programs within one evaluation. One thread. Private to rules.
// A step gives a reference: to a constant, a slot or an input where the value stands already, else to `out`, which the
// caller gives as a place for it. So names and constants are never copied.
#pragma once
#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "rules/function/function.hpp"
#include "rules/program.hpp"

namespace hz::rules {

class Machine {
  public:
    // Thrown when the budget is spent; caught in guarded(), never leaves the module.
    struct Exceeded {
        Error error;
    };

    explicit Machine(Evaluation& evaluation) : evaluation_(evaluation), limits_(evaluation.limits()) {}
    // One pointer an input of the program; null where the context does not have it. `out` is null before.
    void run(const Expression& expression, std::span<const Value* const> inputs, Value& out);
    // What `work` puts into the value it is given, or the error where the budget was spent.
    template <class Work>
    [[nodiscard]] static Result<Value> guarded(Work work) {
        Result<Value> out{Value()};
        try {
            work(*out);
        } catch (Exceeded& exceeded) {
            out = std::move(exceeded.error);
        }
        return out;
    }

    [[nodiscard]] Evaluation& evaluation() const { return evaluation_; }

    // For the built-in functions. Each throws Exceeded where the budget does not allow it.
    void charge(std::size_t steps) {
        if (!evaluation_.charge(steps)) [[unlikely]]
            stop();
    }
    void charge_text(std::size_t bytes);
    [[nodiscard]] Value made(List list);
    [[nodiscard]] Value within(Value value);  // as it is, unless it is too large in all
    [[nodiscard]] Value made(std::string text);
    [[nodiscard]] Value invoke(const Value& function, std::span<const Value> args);
    [[nodiscard]] Value invoke(const Value& function, std::span<const NamedValue> args);

    // Diagnostics, about the node at work. Nothing is done where none are wanted.
    [[nodiscard]] bool explains() const { return evaluation_.diagnostics != nullptr; }
    void explain(const ErrorCode& code, std::map<std::string, std::string> params = {});
    void explain_call(const BuiltIn& entry, Why why);

  private:
    class Frame;
    class Deeper;

    // machine.cpp
    const Value& eval(NodeIndex index, Value& out);  // below: in line, since most nodes are names and constants
    const Value& compute(const ProgramNode& node, Value& out);
    const Value& input(const ProgramNode& node, Value& out);
    const Value& member(const ProgramNode& node, Value& out);
    const Value& path(const ProgramNode& node, Value& out);
    const Value& condition(const ProgramNode& node, Value& out);
    Value call_built_in(const ProgramNode& node);
    Value call_built_in(const BuiltInCall& call, std::span<Value> args);
    Value call_value(const ProgramNode& node);
    Value function(const ProgramNode& node);
    Value invoke_host(const Function& function, std::span<const Value> args);
    Value invoke_feel(const Function& function, std::span<Value> args, const Value& self);
    bool convert_argument(const BuiltInCall& call, const BuiltInParameter& parameter, Value& value);

    // machine_operator.cpp
    const Value& arithmetic(const ProgramNode& node, Value& out);
    const Value& logic(const ProgramNode& node, bool decisive, Value& out);
    const Value& equality(const ProgramNode& node, bool wanted, Value& out);
    const Value& order(const ProgramNode& node, Value& out);
    Value between(const ProgramNode& node);
    Value in(const ProgramNode& node);
    Value any_test(const Value& value, std::span<const std::uint32_t> tests);
    Value negation(const ProgramNode& node);
    void explain_operands(const ProgramNode& node, std::string_view op, const Value& left, const Value& right);

    // machine_collection.cpp
    Value list(const ProgramNode& node);
    Value context(const ProgramNode& node);
    Value range(const ProgramNode& node);
    Value filter(const ProgramNode& node);
    Value item_at(const Value& all, const Number& index);
    Value iterate(const ProgramNode& node);
    struct Loop;
    bool loop(Loop& state, std::size_t level);
    bool loop_range(Loop& state, std::size_t level, const Range& range);
    bool each(Loop& state, std::size_t level, const Value& item);

    [[nodiscard]] std::span<const std::uint32_t> links(const ProgramNode& node) const {
        return {program_->links.data() + node.first, node.count};
    }
    [[noreturn]] void stop() const;
    [[noreturn]] void exceeded(std::string_view zh, std::string_view en, std::size_t limit);

    Evaluation& evaluation_;
    const Budget& limits_;
    // Of the function at work:
    const Program* program_ = nullptr;
    const Expression* owner_ = nullptr;
    Value* slots_ = nullptr;
    const Value* const* inputs_ = nullptr;
    const ProgramNode* at_ = nullptr;  // the node that diagnostics are about
};

// The slots of one call; on the stack where they are few. Only those there are get made.
class Machine::Frame {
  public:
    explicit Frame(std::size_t slots) : count_(slots) {
        slots_ = slots > few ? static_cast<Value*>(::operator new(slots * sizeof(Value)))
                             : reinterpret_cast<Value*>(few_.data());
        for (std::size_t i = 0; i < slots; ++i) std::construct_at(slots_ + i);
    }
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;
    ~Frame() {
        std::destroy_n(slots_, count_);
        if (count_ > few) ::operator delete(slots_);
    }
    [[nodiscard]] Value* slots() { return slots_; }

  private:
    static constexpr std::size_t few = 6;
    std::size_t count_;
    Value* slots_;
    alignas(Value) std::array<std::byte, few * sizeof(Value)> few_;
};

// One level of nesting more, while it lives. The stack is looked at too: how much a level takes is the compiler's
// choice.
class Machine::Deeper {
  public:
    explicit Deeper(Machine& machine) : machine_(machine) {
        auto& evaluation = machine.evaluation_;
        const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
        if (++evaluation.depth_ == 1) evaluation.stack_ = here;
        if (evaluation.depth_ > machine.limits_.depth || evaluation.stack_ - here > most_stack)
            machine.exceeded("嵌套层数", "the depth of nesting", machine.limits_.depth);
    }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    ~Deeper() { --machine_.evaluation_.depth_; }

  private:
    static constexpr std::uintptr_t most_stack = 4 << 20;
    Machine& machine_;
};

inline const Value& Machine::eval(NodeIndex index, Value& out) {
    const auto& node = program_->nodes[index];
    charge(1);
    if (node.op == Op::constant) return program_->constants[node.payload];
    if (node.op == Op::slot) return slots_[node.payload];
    if (node.op == Op::input && inputs_[node.payload]) return *inputs_[node.payload];
    return compute(node, out);
}

}  // namespace hz::rules
