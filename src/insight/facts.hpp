// SPDX-License-Identifier: Apache-2.0
// What rules of supervision see of a case: numbers, codes and days, no personal data. Each fact: docs/supervision.md.
#pragma once
#include "calendar/calendar.hpp"
#include "cases/case.hpp"
#include "cases/case_type.hpp"
#include "ledger/ledger.hpp"

namespace hz::insight {

// `moved_at`: when its last event happened.
[[nodiscard]] JsonObject case_facts(const cases::Case& c, const cases::CaseType& type,
                                    const calendar::WorkingCalendar& calendar, Time moved_at, Time now);
[[nodiscard]] JsonObject event_facts(const ledger::Event& event);

}  // namespace hz::insight
