// SPDX-License-Identifier: Apache-2.0
// Events that few cases see. As in event.hpp, `move` holds what followed.
#pragma once
#include "cases/move.hpp"

namespace hz::cases {

// A remark, or a request to hurry (催办).
struct CaseNoted {
    static constexpr std::string_view name = "case_noted";
    std::string kind;  // "comment", "urge"
    std::string text;
    bool by_applicant = false;
    bool to_applicant = false;  // a remark of staff that the applicant may read
};
BOOST_DESCRIBE_STRUCT(CaseNoted, (), (kind, text, by_applicant, to_applicant))

struct MaterialsAttached {
    static constexpr std::string_view name = "materials_attached";
    std::vector<Material> materials;  // what is new
    std::string note;
};
BOOST_DESCRIBE_STRUCT(MaterialsAttached, (), (materials, note))

struct ApprovalAsked {
    static constexpr std::string_view name = "approval_asked";
    std::string what;
    Json wanted;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ApprovalAsked, (), (what, wanted, reason))

struct ApprovalDeclined {
    static constexpr std::string_view name = "approval_declined";
    std::string what, note;
};
BOOST_DESCRIBE_STRUCT(ApprovalDeclined, (), (what, note))

struct CaseSuspended {
    static constexpr std::string_view name = "case_suspended";
    std::string kind, reason;
    int days = 0;
    Time expected{};
    PersonId asked_by;
    Move move;
};
BOOST_DESCRIBE_STRUCT(CaseSuspended, (), (kind, reason, days, expected, asked_by, move))

struct CaseResumed {
    static constexpr std::string_view name = "case_resumed";
    std::string kind, result;
    Move move;
};
BOOST_DESCRIBE_STRUCT(CaseResumed, (), (kind, result, move))

struct CaseExtended {
    static constexpr std::string_view name = "case_extended";
    std::string limit;
    int days = 0;
    std::string reason;
    PersonId asked_by;
    Move move;
};
BOOST_DESCRIBE_STRUCT(CaseExtended, (), (limit, days, reason, asked_by, move))

// An open task to other hands: another list, one person, or back to where it came from.
struct TaskMoved {
    static constexpr std::string_view name = "task_moved";
    std::string kind;  // "transfer", "delegate", "reassign", "return"
    std::int64_t token = 0;
    std::string element;
    std::vector<std::string> offered_to;
    std::optional<PersonId> assignee;
    std::string reason;
    std::optional<PersonId> for_person{};  // who is away and had it; a deputy acted
};
BOOST_DESCRIBE_STRUCT(TaskMoved, (), (kind, token, element, offered_to, assignee, reason, for_person))

// The case back to a step that was handled before.
struct TaskReturned {
    static constexpr std::string_view name = "task_returned";
    std::int64_t token = 0;
    std::string element, to, reason;
    Move move;
};
BOOST_DESCRIBE_STRUCT(TaskReturned, (), (token, element, to, reason, move))

struct OpinionAsked {
    static constexpr std::string_view name = "opinion_asked";
    std::int64_t token = 0;
    std::string element;
    std::vector<std::string> owners;
    std::string question;
};
BOOST_DESCRIBE_STRUCT(OpinionAsked, (), (token, element, owners, question))

struct OpinionGiven {
    static constexpr std::string_view name = "opinion_given";
    std::int64_t token = 0;
    std::string element;
    std::vector<std::int64_t> numbers;  // one opinion may answer for several posts of one person
    std::string answer, opinion;
};
BOOST_DESCRIBE_STRUCT(OpinionGiven, (), (token, element, numbers, answer, opinion))

struct CaseTerminated {
    static constexpr std::string_view name = "case_terminated";
    std::string legal_basis, reasons, remedies;
    PersonId asked_by;
    Move move;
};
BOOST_DESCRIBE_STRUCT(CaseTerminated, (), (legal_basis, reasons, remedies, asked_by, move))

struct Correction {
    std::string kind;  // "form": `at` is a field; "material": `at` is a file
    std::string at;
    Json before, after;
};
BOOST_DESCRIBE_STRUCT(Correction, (), (kind, at, before, after))

struct CaseCorrected {
    static constexpr std::string_view name = "case_corrected";
    std::string reason;
    std::vector<Correction> changes;
};
BOOST_DESCRIBE_STRUCT(CaseCorrected, (), (reason, changes))

struct CaseReopened {
    static constexpr std::string_view name = "case_reopened";
    std::string reason;
    std::string element;  // where it goes on; empty: from the start
    std::string state_before;
    Json clock;  // the new one; null: it has not started
    Move move;
};
BOOST_DESCRIBE_STRUCT(CaseReopened, (), (reason, element, state_before, clock, move))

struct CaseArchived {
    static constexpr std::string_view name = "case_archived";
    std::string note;
};
BOOST_DESCRIBE_STRUCT(CaseArchived, (), (note))

struct CaseLinked {
    static constexpr std::string_view name = "case_linked";
    std::string kind;  // of CaseLink
    CaseId other;
    std::string number, reason;
};
BOOST_DESCRIBE_STRUCT(CaseLinked, (), (kind, other, number, reason))

struct MovedLimit {
    std::string limit;
    Time before{}, after{};
};
BOOST_DESCRIBE_STRUCT(MovedLimit, (), (limit, before, after))

// The calendar changed, and with it when things are due.
struct DeadlinesMoved {
    static constexpr std::string_view name = "deadlines_moved";
    std::vector<std::string> because;  // what changed: "calendar/2027", "setting/shifts"
    std::vector<MovedLimit> limits;
    std::vector<DueChange> dues, timers;
};
BOOST_DESCRIBE_STRUCT(DeadlinesMoved, (), (because, limits, dues, timers))

struct RenamedElement {
    std::string from, to;
};
BOOST_DESCRIBE_STRUCT(RenamedElement, (), (from, to))
struct OfferChange {
    std::int64_t token = 0;
    std::vector<std::string> offered_to;
    std::string skill;
};
BOOST_DESCRIBE_STRUCT(OfferChange, (), (token, offered_to, skill))

// From now on by a newer version of its type.
struct CaseMigrated {
    static constexpr std::string_view name = "case_migrated";
    std::int64_t from = 0, to = 0;        // versions
    std::vector<RenamedElement> renamed;  // what goes on under another id
    std::vector<OfferChange> offers;      // open tasks that nobody had taken
    std::vector<MovedLimit> limits;       // due on another day by the new version's data
    std::string reason;
    Move move;
};
BOOST_DESCRIBE_STRUCT(CaseMigrated, (), (from, to, renamed, offers, limits, reason, move))

// A duplicate: closed, and handled with the leading case.
struct CaseMerged {
    static constexpr std::string_view name = "case_merged";
    CaseId into;
    std::string number, reason;
    Move move;
};
BOOST_DESCRIBE_STRUCT(CaseMerged, (), (into, number, reason, move))

}  // namespace hz::cases
