// SPDX-License-Identifier: Apache-2.0
// What only few cases have: special procedures, extensions, links, an ending by the agency, an archive date. A case
// without any of it stores none of it.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "identity/actor.hpp"

namespace hz::cases {

using CaseId = Id<struct CaseTag>;
using identity::PersonId;

// The legal clock stands for something the law does not count: a hearing, a test, an appraisal (行政许可法 art. 45).
struct SpecialProcedure {
    std::string kind, reason;
    int days = 0;  // working days it is expected to take, as the applicant was told
    Time from{};
    Time expected{};
    PersonId asked_by, approved_by;
    std::string state_before;  // of the case, given back when it ends
    std::optional<Time> to;
    std::string result;
    bool operator==(const SpecialProcedure&) const = default;
};
BOOST_DESCRIBE_STRUCT(SpecialProcedure, (),
                      (kind, reason, days, from, expected, asked_by, approved_by, state_before, to, result))

struct Extension {
    std::string limit;  // whose data allowed it
    int days = 0;       // in that limit's unit
    std::string reason;
    PersonId asked_by, approved_by;
    Time at{};
    bool operator==(const Extension&) const = default;
};
BOOST_DESCRIBE_STRUCT(Extension, (), (limit, days, reason, asked_by, approved_by, at))

// Asked for by one person, to be decided by another.
struct PendingApproval {
    std::string what;  // "suspend", "extend", "terminate"
    Json wanted;       // the command, without its case
    PersonId by;
    Time at{};
    bool operator==(const PendingApproval&) const = default;
};
BOOST_DESCRIBE_STRUCT(PendingApproval, (), (what, wanted, by, at))

// Seen from the case that has it. Kinds: related; duplicate, merged_into; part, part_of.
struct CaseLink {
    std::string kind;
    CaseId other;
    std::string number;
    bool operator==(const CaseLink&) const = default;
};
BOOST_DESCRIBE_STRUCT(CaseLink, (), (kind, other, number))

// The agency ended it without a decision.
struct Termination {
    std::string legal_basis, reasons, remedies;
    PersonId by;
    Time at{};
    bool operator==(const Termination&) const = default;
};
BOOST_DESCRIBE_STRUCT(Termination, (), (legal_basis, reasons, remedies, by, at))

struct Annex {
    int notes = 0;
    int urgings = 0;
    int returns = 0;                                         // to a step that was handled before
    std::optional<Time> urged_by_applicant, urged_by_staff;  // last
    std::vector<SpecialProcedure> procedures;                // the last one may be open
    std::vector<Extension> extensions;
    std::vector<CaseLink> links;
    std::optional<PendingApproval> approval;
    std::optional<Termination> termination;
    std::optional<Time> reopened_at, archived_at;
    bool operator==(const Annex&) const = default;
};
BOOST_DESCRIBE_STRUCT(Annex, (),
                      (notes, urgings, returns, urged_by_applicant, urged_by_staff, procedures, extensions, links,
                       approval, termination, reopened_at, archived_at))

// How a task came to who has it now: what it was before.
struct Handover {
    std::string kind;  // "transfer", "delegate", "reassign"
    std::vector<std::string> offered_to;
    std::optional<PersonId> assignee;
    PersonId by;
    Time at{};
    bool operator==(const Handover&) const = default;
};
BOOST_DESCRIBE_STRUCT(Handover, (), (kind, offered_to, assignee, by, at))

// Somebody else's opinion on a task (会签); the task cannot be completed before it is there.
struct AskedOpinion {
    std::int64_t number = 0;  // within the task, from 1
    std::string owner;        // a work-list owner
    std::string question;
    PersonId asked_by;
    Time asked_at{};
    std::string answer;  // empty: waited for; "agree", "disagree", "recalled"
    std::string opinion;
    PersonId by;
    std::optional<Time> at;
    bool operator==(const AskedOpinion&) const = default;
    [[nodiscard]] bool open() const { return answer.empty(); }
};
BOOST_DESCRIBE_STRUCT(AskedOpinion, (), (number, owner, question, asked_by, asked_at, answer, opinion, by, at))

}  // namespace hz::cases
