// SPDX-License-Identifier: Apache-2.0
// When a limit of a case started, stood, stopped, is due: the one place that says so, for tasks, pages and supervision.
// Everything comes from the limit's own data (docs/clocks.md); no limit is known by its code. Pure.
#pragma once
#include <optional>
#include <vector>

#include "calendar/calendar.hpp"
#include "cases/case.hpp"
#include "cases/case_type.hpp"

namespace hz::cases {

// The case's own clock; one that has not started where there is none.
[[nodiscard]] calendar::LegalClock whole_clock(const Json& stored);

// When the case came first to what a limit may start or stop at: "submitted", each milestone, "closed". What was before
// it was reopened counts no more.
[[nodiscard]] calendar::Moments moments_of(const Case& c);

// The clock of one limit. Nothing runs in a closed case. A limit that runs before the whole clock does stands while the
// applicant supplies what was asked for, as the whole clock would.
[[nodiscard]] calendar::LegalClock limit_clock(const calendar::Limit& limit, const Case& c);
[[nodiscard]] calendar::LegalClock limit_clock(const calendar::Limit& limit, const Case& c,
                                               const calendar::LegalClock& whole, const calendar::Moments& moments);

// Whether a pause that stops this limit is under way.
[[nodiscard]] bool stands(const calendar::LegalClock& clock, const calendar::Limit& limit);

// A limit of a case that has started.
struct RunningLimit {
    const calendar::Limit* limit = nullptr;  // of the type
    calendar::LegalClock clock;
    calendar::Deadline deadline;  // if it went on at `now`, where it stands
    bool stands = false;
};
// Those that have started and not stopped, in the order of the type.
[[nodiscard]] std::vector<RunningLimit> running_limits(const Case& c, const CaseType& type,
                                                       const calendar::WorkingCalendar& calendar, Time now);

// The first that is due of the limits that run and do not stand: when an open task must be done. Empty: none runs.
[[nodiscard]] std::optional<Time> next_due(const std::vector<RunningLimit>& running);

}  // namespace hz::cases
