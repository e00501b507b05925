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
void apply(Case& c, const TaskGiven& event, const Occurrence& when);
void apply(Case& c, const TaskReleased& event, const Occurrence& when);
void apply(Case& c, const TaskCompleted& event, const Occurrence& when);
void apply(Case& c, const CaseSupplied& event, const Occurrence& when);
void apply(Case& c, const CaseWithdrawn& event, const Occurrence& when);
void apply(Case& c, const TimerFired& event, const Occurrence& when);
void apply(Case& c, const JobCompleted& event, const Occurrence& when);
void apply(Case& c, const MessageReceived& event, const Occurrence& when);
void apply(Case& c, const SignalReceived& event, const Occurrence& when);
void apply(Case& c, const CaseRated& event, const Occurrence& when);
void apply(Case& c, const IncidentRaised& event, const Occurrence& when);
void apply(Case& c, const IncidentRetried& event, const Occurrence& when);
void apply(Case& c, const CaseNoted& event, const Occurrence& when);
void apply(Case& c, const MaterialsAttached& event, const Occurrence& when);
void apply(Case& c, const ApprovalAsked& event, const Occurrence& when);
void apply(Case& c, const ApprovalDeclined& event, const Occurrence& when);
void apply(Case& c, const CaseSuspended& event, const Occurrence& when);
void apply(Case& c, const CaseResumed& event, const Occurrence& when);
void apply(Case& c, const CaseExtended& event, const Occurrence& when);
void apply(Case& c, const TaskMoved& event, const Occurrence& when);
void apply(Case& c, const TaskReturned& event, const Occurrence& when);
void apply(Case& c, const OpinionAsked& event, const Occurrence& when);
void apply(Case& c, const OpinionGiven& event, const Occurrence& when);
void apply(Case& c, const CaseTerminated& event, const Occurrence& when);
void apply(Case& c, const CaseCorrected& event, const Occurrence& when);
void apply(Case& c, const CaseReopened& event, const Occurrence& when);
void apply(Case& c, const CaseArchived& event, const Occurrence& when);
void apply(Case& c, const CaseLinked& event, const Occurrence& when);
void apply(Case& c, const CaseMerged& event, const Occurrence& when);
void apply(Case& c, const DeadlinesMoved& event, const Occurrence& when);
void apply(Case& c, const CaseMigrated& event, const Occurrence& when);

// Any event, counting the version.
void apply(Case& c, const Event& event, const Occurrence& when);

// Shared by the appliers: what the process did.
void apply_move(Case& c, const Move& move);
[[nodiscard]] Annex& annex_of(Case& c);  // made where there is none

}  // namespace hz::cases
