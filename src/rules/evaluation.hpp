// SPDX-License-Identifier: Apache-2.0
// One evaluation with everything it calls: the budget, the way to stop it, and the reasons for null.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace hz::rules {

struct Budget {
    std::size_t steps = 100'000;    // evaluated nodes and touched items
    std::size_t depth = 1'000;      // nested evaluations, function calls included; fewer where they fill 4 MB of stack
    std::size_t items = 10'000;     // of one list
    std::size_t bytes = 1 << 20;    // of one text
    std::size_t total = 1'000'000;  // of values inside one value, counted as often as they are there
};

// Why something is null. The code is one of errors.hpp; its params hold line and column.
struct Diagnostic {
    Error what;
    std::uint32_t at = 0;    // byte in the text of the expression
    std::string expression;  // that text

    [[nodiscard]] std::string sentence(std::string_view locale) const {
        return message(*what.code, what.params, locale);
    }
};

// Shared by nested evaluations, so that a decision with all it requires has one budget. One thread at a time.
// Once the budget is spent every further evaluation with it is refused at once.
class Evaluation {
  public:
    explicit Evaluation(Budget limits = {}) : limits_(limits) {}

    // Asked every few thousand steps; true stops with errors::feel_stopped. For deadlines and cancelling.
    std::function<bool()> stop;
    // Where the reasons are put, at most `most_diagnostics`; off (and free) where null. Owned by the caller.
    std::vector<Diagnostic>* diagnostics = nullptr;
    std::size_t most_diagnostics = 100;

    [[nodiscard]] const Budget& limits() const { return limits_; }
    [[nodiscard]] std::size_t steps() const { return steps_; }
    // For host code: counts work it does. False once the budget is spent; the evaluation around it then ends.
    bool charge(std::size_t steps) {
        steps_ += steps;
        return steps_ <= next_look_ || look();
    }
    // The refusal, once the budget is spent or it was stopped.
    [[nodiscard]] const std::optional<Error>& spent() const { return spent_; }
    void report(Diagnostic diagnostic);

  private:
    friend class Machine;
    bool look();
    void spend(Error why);
    Budget limits_;
    std::size_t steps_ = 0;
    std::size_t depth_ = 0;
    std::uintptr_t stack_ = 0;   // of the thread, where the first level began
    std::size_t next_look_ = 0;  // steps at which to look at the limit and at `stop`
    std::optional<Error> spent_;
};

}  // namespace hz::rules
