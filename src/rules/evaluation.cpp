// SPDX-License-Identifier: Apache-2.0
#include "rules/evaluation.hpp"

#include <algorithm>

#include "base/result.hpp"
#include "rules/errors.hpp"

namespace hz::rules {

namespace {
constexpr std::size_t look_every = 4096;  // steps
}

bool Evaluation::look() {
    if (spent_) return false;
    if (steps_ > limits_.steps) {
        spent_ = refuse(
            errors::feel_budget,
            {{"what_zh", "计算步数"}, {"what_en", "the number of steps"}, {"limit", std::to_string(limits_.steps)}});
    } else if (stop && steps_ > 0 && stop()) {
        spent_ = refuse(errors::feel_stopped);
    }
    next_look_ = spent_ ? 0 : std::min(limits_.steps, steps_ + look_every);
    return !spent_;
}

void Evaluation::spend(Error why) {
    spent_ = std::move(why);
    next_look_ = 0;
}

void Evaluation::report(Diagnostic diagnostic) {
    if (diagnostics && diagnostics->size() < most_diagnostics) diagnostics->push_back(std::move(diagnostic));
}

}  // namespace hz::rules
