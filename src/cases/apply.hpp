// SPDX-License-Identifier: Apache-2.0
// The appliers: the only code that changes a Case. Pure and total: any stored event applies, whatever wrote it.
#pragma once
#include "cases/event.hpp"
#include "ledger/ledger.hpp"

namespace hz::cases {

struct Occurrence {
    CaseId case_id;
    Time at{};
    PersonId by;  // 0: the system
};
// As the ledger tells it.
[[nodiscard]] Occurrence occurrence_of(CaseId id, const ledger::Entry& entry);

void apply(Case& c, const CaseSubmitted& event, const Occurrence& when);
void apply(Case& c, const TaskClaimed& event, const Occurrence& when);
void apply(Case& c, const TaskReleased& event, const Occurrence& when);
void apply(Case& c, const TaskCompleted& event, const Occurrence& when);
void apply(Case& c, const CaseSupplied& event, const Occurrence& when);
void apply(Case& c, const CaseWithdrawn& event, const Occurrence& when);
void apply(Case& c, const TimerFired& event, const Occurrence& when);
void apply(Case& c, const JobCompleted& event, const Occurrence& when);
void apply(Case& c, const CaseRated& event, const Occurrence& when);
void apply(Case& c, const IncidentRaised& event, const Occurrence& when);
void apply(Case& c, const IncidentRetried& event, const Occurrence& when);

// Any event, counting the version.
void apply(Case& c, const Event& event, const Occurrence& when);

// Shared by the appliers: what the process did.
void apply_move(Case& c, const Move& move);

}  // namespace hz::cases
