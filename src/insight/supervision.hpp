// SPDX-License-Identifier: Apache-2.0
// 电子监察: looks at every case when something happens to it, and at open cases as days pass, by the rules of the
// packs. Reads what happened from the ledger by position; may be stopped at any point and goes on where it was.
#pragma once
#include <functional>
#include <memory>

#include "base/id.hpp"
#include "cases/cases.hpp"
#include "insight/finding.hpp"
#include "insight/rule.hpp"
#include "ledger/log.hpp"

namespace hz::insight {

// The rules in force; the same object as long as they are the same.
using RuleSource = std::function<std::shared_ptr<const Rules>()>;

// Thread-safe; several nodes may run it. References outlive it.
class Supervision {
  public:
    Supervision(ledger::Log& ledger, cases::CaseTypes& types, const Clock& clock, IdSource& ids, RuleSource rules,
                cases::CalendarSource calendar)
        : ledger_(ledger),
          types_(types),
          clock_(clock),
          ids_(ids),
          rules_(std::move(rules)),
          calendar_(std::move(calendar)) {}

    // Looks at the cases of the next events, at most `limit`. Gives the number of events passed.
    Result<std::size_t> follow(std::size_t limit = 500);
    // Looks at open cases whose day has come, at most `limit`. Gives the number looked at.
    Result<std::size_t> sweep(std::size_t limit = 100);

  private:
    struct Look;
    Look look(storage::Session& session, cases::CaseId id, const std::vector<ledger::Event>& events,
              std::optional<Time> moved_at);
    void write(storage::Session& session, const Look& look);

    ledger::Log& ledger_;
    cases::CaseTypes& types_;
    const Clock& clock_;
    IdSource& ids_;
    RuleSource rules_;
    cases::CalendarSource calendar_;
};

}  // namespace hz::insight
