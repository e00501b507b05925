// SPDX-License-Identifier: Apache-2.0
// What may be asked of few cases; of any, once it is submitted. One `handle` for each, pure like those of command.hpp:
// the refusal or the one event. One file a command, or for those of one nature, in command/. Who may and when not:
// docs/case-commands.md.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cases/command.hpp"

namespace hz::cases {

struct NoteCase {
    CaseId case_id;
    std::string text;
    bool to_applicant = false;  // of staff: the applicant may read it
};
struct UrgeCase {
    CaseId case_id;
    std::string text;
};
struct AttachMaterials {
    CaseId case_id;
    std::vector<Material> materials;  // what is new
    std::string note;
};

struct SuspendCase {
    CaseId case_id;
    std::string kind, reason;
    int days = 0;  // working days it is expected to take
};
BOOST_DESCRIBE_STRUCT(SuspendCase, (), (kind, reason, days))
struct ResumeCase {
    CaseId case_id;
    std::string result;
};
struct ExtendCase {
    CaseId case_id;
    std::string reason;
    int days = 0;  // in the unit of the limit that allows it
};
BOOST_DESCRIBE_STRUCT(ExtendCase, (), (reason, days))
// The agency ends it without a decision. `remedies`: what the applicant is told about them.
struct TerminateCase {
    CaseId case_id;
    std::string legal_basis, reasons, remedies;
};
BOOST_DESCRIBE_STRUCT(TerminateCase, (), (legal_basis, reasons, remedies))
// One of these three is asked for; somebody else, who holds its permission, says yes or no.
struct AskApproval {
    CaseId case_id;
    std::variant<SuspendCase, ExtendCase, TerminateCase> wanted;
};
struct DecideApproval {
    CaseId case_id;
    bool agree = false;
    std::string note;
};

// To the list of a post, in any agency. That the post exists is the caller's to know: must_be_post.
struct TransferTask {
    TaskRef task;
    std::string agency, post, reason;
};
// To one person, who must be able to handle it. With case.supervise also a task that somebody else holds.
struct AssignTask {
    TaskRef task;
    identity::ActorPtr to;  // never null
    std::string reason;
    bool supervising = false;
};
// To an element that was handled before; empty: to who sent it here.
struct ReturnTask {
    TaskRef task;
    std::string to, reason;
};
struct AskOpinion {
    TaskRef task;
    std::vector<std::pair<std::string, std::string>> posts;  // agency, post
    std::vector<PersonId> people;
    std::string question;
};
struct GiveOpinion {
    TaskRef task;
    bool agree = false;
    std::string opinion;
};
struct RecallOpinions {  // those still waited for
    TaskRef task;
};

struct CorrectCase {
    CaseId case_id;
    std::string reason;
    Json form;  // an object of the fields to change; null: none
    struct Label {
        std::string file, material;
    };
    std::vector<Label> labels;  // files that belong to another material
};
struct ReopenCase {
    CaseId case_id;
    std::string reason;
    std::string element;  // a task handled before; empty: from the start
};
struct ArchiveCase {
    CaseId case_id;
    std::string note;
};

using CaseAct = std::variant<NoteCase, UrgeCase, AttachMaterials, SuspendCase, ResumeCase, ExtendCase, TerminateCase,
                             AskApproval, DecideApproval, TransferTask, AssignTask, ReturnTask, AskOpinion, GiveOpinion,
                             RecallOpinions, CorrectCase, ReopenCase, ArchiveCase>;

// Of two cases: Cases::link, merge and split.
struct LinkCases {
    CaseId case_id, other;
    std::string reason;
};
struct MergeCase {
    CaseId case_id, into;  // the duplicate, the leading case
    std::string reason;
};
struct SplitCase {
    CaseId case_id;
    std::string type;  // empty: the same
    Json form;         // null: the same answers
    std::string reason;
};

[[nodiscard]] Result<Event> handle(const NoteCase& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const UrgeCase& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const AttachMaterials& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const SuspendCase& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const ResumeCase& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const ExtendCase& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const TerminateCase& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const AskApproval& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const DecideApproval& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const TransferTask& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const AssignTask& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const ReturnTask& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const AskOpinion& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const GiveOpinion& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const RecallOpinions& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const CorrectCase& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const ReopenCase& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> handle(const ArchiveCase& command, const Case& c, const Asking& asking);

// One half of a link: `c` is told of `other`. Whether the person may is asked before.
[[nodiscard]] Result<Event> link_case(std::string kind, const Case& c, const Case& other, std::string reason);
[[nodiscard]] Result<Event> merge_case(const MergeCase& command, const Case& c, const Case& into, const Asking& asking);
// What is submitted for the applicant of `c`.
[[nodiscard]] Result<SubmitCase> split_case(const SplitCase& command, const Case& c, const Asking& asking);

// The act itself, of the person who asked for it and the one who approves it: `asking` for both where nobody else did.
[[nodiscard]] Result<Event> suspend_case(const SuspendCase& command, const Case& c, const Asking& asking, PersonId by);
// `approved`: by who asks now, who must be whom the limit's rules name; else it only is about to be asked for.
[[nodiscard]] Result<Event> extend_case(const ExtendCase& command, const Case& c, const Asking& asking, PersonId by,
                                        bool approved);
[[nodiscard]] Result<Event> terminate_case(const TerminateCase& command, const Case& c, const Asking& asking,
                                           PersonId by);

[[nodiscard]] CaseId case_of(const CaseAct& command);

}  // namespace hz::cases
