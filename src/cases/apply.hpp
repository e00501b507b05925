// SPDX-License-Identifier: Apache-2.0
// The appliers: the only code that changes a Case. Pure and total: any stored event applies, whatever wrote it.
#pragma once
#include "cases/event.hpp"

namespace hz::cases {

struct Occurrence {
    CaseId case_id;
    Time at{};
    PersonId by;  // 0: the system
};

void apply(Case& c, const CaseSubmitted& event, const Occurrence& when);
void apply(Case& c, const TaskClaimed& event, const Occurrence& when);
void apply(Case& c, const TaskReleased& event, const Occurrence& when);
void apply(Case& c, const TaskCompleted& event, const Occurrence& when);
void apply(Case& c, const CaseSupplied& event, const Occurrence& when);
void apply(Case& c, const CaseWithdrawn& event, const Occurrence& when);
void apply(Case& c, const TimerFired& event, const Occurrence& when);
void apply(Case& c, const JobCompleted& event, const Occurrence& when);
void apply(Case& c, const CaseRated& event, const Occurrence& when);

// Any event, counting the version.
void apply(Case& c, const Event& event, const Occurrence& when);

// Shared by the appliers: what the process did.
void apply_move(Case& c, const Move& move);

}  // namespace hz::cases
