// SPDX-License-Identifier: Apache-2.0
// A rule of supervision, as a pack states it in supervision/<code>.yaml. How it is written: docs/supervision.md.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "identity/title.hpp"
#include "rules/rules.hpp"

namespace hz::insight {

struct Rule {
    std::string code;
    identity::Title title;
    rules::ExpressionPtr condition;  // FEEL over `case` and `event`
    std::vector<std::string> on;     // looked at for these events only; empty: for every event, and as days pass
    std::string grade;               // reminder, yellow, red
    std::string post;                // of the case's agency: who answers
    int answer_days = 0;             // working days
    identity::Title legal_basis;
};
using Rules = std::vector<Rule>;

// {code, title, on?, condition, grade, post, answer_days: 1..100, legal_basis}. Refuses errors::invalid_rule with the
// fields.
[[nodiscard]] Result<Rule> rule_from_json(const Json& value);

}  // namespace hz::insight
