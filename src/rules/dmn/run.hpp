// SPDX-License-Identifier: Apache-2.0
// One evaluation of a model. Private to rules.
#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rules/dmn/model.hpp"
#include "rules/dmn/table.hpp"
#include "rules/dmn/tests.hpp"

namespace hz::rules::dmn {

// A decision or service by name or id; null where there is none.
[[nodiscard]] const Element* find_goal(const Model& model, std::string_view name);

// Kept by the function values of a run too, which may outlive it; then `trace` and `diagnostics` are null.
struct Shared {
    std::shared_ptr<const Model> model;
    Value today, now;
    Trace* trace = nullptr;
    Findings* diagnostics = nullptr;
    bool indexed = true;
    std::atomic<std::size_t> nested{0};  // of the one thread that evaluates
};

// Nested decisions and boxed expressions, so that the stack is safe; text counts by the budget's own depth.
inline constexpr std::size_t most_nested = 1'500;

// One set of inputs, and what has been worked out from them. A decision service called as a function has its own.
struct Frame {
    const Context* inputs = nullptr;
    std::vector<std::pair<const Element*, Value>> known;
};

// Names in sight; frames live on the stack. One name, or the members of a context, or what an element requires.
struct Scope {
    const Scope* parent = nullptr;
    const Context* context = nullptr;
    const std::string* name = nullptr;
    const Value* value = nullptr;
    const Element* element = nullptr;
};

class Run {
  public:
    Run(std::shared_ptr<Shared> shared, Evaluation& evaluation, Frame& frame)
        : shared_(std::move(shared)), evaluation_(evaluation), frame_(frame) {}

    [[nodiscard]] Value value_of(const Element& element);
    [[nodiscard]] Value service(const Element& service);

  private:
    friend class Matching;
    // run.cpp
    Value decision(const Element& element);
    [[nodiscard]] bool enter(std::size_t weight);
    void leave(std::size_t weight) { shared_->nested.store(shared_->nested.load(relaxed) - weight, relaxed); }
    static constexpr auto relaxed = std::memory_order_relaxed;
    Value input(const Element& element);
    Value function_of(const Element& element);
    Value service_function(const Element& element);
    Value lookup(const std::string& name, const Scope* scope);
    Value required(const Element& element, const std::string& name, bool& found);
    Value fitted(Value value, const TypeUse& type, const std::string& name, const std::string& element);
    Value literal(const Literal& literal, const Scope& scope);
    Value evaluate(const Expression& code, const Scope& scope, const std::string& element,
                   const Value* question = nullptr);
    void report(const ErrorCode& code, std::map<std::string, std::string> params, const std::string& element);

    // run_boxed.cpp
    Value boxed(const Boxed* boxed, const Scope& scope);
    bool is_condition(const Value& value, const Boxed& boxed);
    Value conditional(const Boxed& boxed, const Scope& scope);
    Value context(const Boxed& boxed, const Scope& scope);
    Value relation(const Boxed& boxed, const Scope& scope);
    Value function(const Boxed& boxed, const Scope& scope);
    Value invocation(const Boxed& boxed, const Scope& scope);
    Value filter(const Boxed& boxed, const Scope& scope);
    Value iteration(const Boxed& boxed, const Scope& scope);
    [[nodiscard]] static std::optional<List> items_of(const Value& value, std::size_t limit);

    // run_table.cpp
    Value table(const Table& table, const Scope& scope);
    std::optional<bool> passes(const Tests& tests, const Value& value, const Scope& scope);
    std::vector<std::uint32_t> matches(const Table& table, const std::vector<Value>& values, const Scope& scope);
    std::vector<std::uint32_t> traced_matches(const Table& table, const std::vector<Value>& values, const Scope& scope);
    Value output(const Table& table, std::uint32_t rule, const Scope& scope);
    Value fallback(const Table& table, const Scope& scope);
    Value combined(const Table& table, std::vector<std::uint32_t> rules, const Scope& scope);
    Value collected(const Table& table, const List& outputs);

    std::shared_ptr<Shared> shared_;
    Evaluation& evaluation_;
    Frame& frame_;
    std::vector<TracedTable>* tables_ = nullptr;  // of the step being traced
};

}  // namespace hz::rules::dmn
