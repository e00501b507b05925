// SPDX-License-Identifier: Apache-2.0
// What only few cases have, as a person sees it: special procedures, extensions, links, how it was ended; and a task's
// way through other hands.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/view/words.hpp"
#include "cases/case.hpp"
#include "identity/directory.hpp"

namespace hz::api {

struct SpecialProcedureView {
    Coded kind;
    std::string reason;
    int days = 0;  // working days it was expected to take
    Moment from, expected;
    std::optional<Moment> to;
    std::string result;
};
BOOST_DESCRIBE_STRUCT(SpecialProcedureView, (), (kind, reason, days, from, expected, to, result))

struct ExtensionView {
    Coded limit;
    int days = 0;
    std::string reason;
    Moment at;
};
BOOST_DESCRIBE_STRUCT(ExtensionView, (), (limit, days, reason, at))

struct LinkView {
    Coded kind;  // related, duplicate, merged_into, part, part_of
    cases::CaseId id;
    std::string number;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (kind, id, number))

struct PendingApprovalView {
    std::string what;  // suspend, extend, terminate
    Json wanted;
    std::string by;
    Moment at;
};
BOOST_DESCRIBE_STRUCT(PendingApprovalView, (), (what, wanted, by, at))

struct TerminationView {
    std::string legal_basis, reasons, remedies;
    Moment at;
};
BOOST_DESCRIBE_STRUCT(TerminationView, (), (legal_basis, reasons, remedies, at))

struct AnnexView {
    std::vector<SpecialProcedureView> procedures;
    std::vector<ExtensionView> extensions;
    std::vector<LinkView> links;
    std::optional<PendingApprovalView> approval;  // for staff
    std::optional<TerminationView> termination;
    std::optional<Moment> reopened_at, archived_at;
};
BOOST_DESCRIBE_STRUCT(AnnexView, (), (procedures, extensions, links, approval, termination, reopened_at, archived_at))

struct OwnerView {
    std::optional<std::string> person;  // name
    std::optional<Named> agency, post;
};
BOOST_DESCRIBE_STRUCT(OwnerView, (), (person, agency, post))

struct OpinionView {
    OwnerView of;
    std::string asked_by, question;
    Moment asked_at;
    std::string answer, opinion;  // empty: waited for; agree, disagree, recalled
    std::optional<std::string> by;
    std::optional<Moment> at;
    bool mine = false;  // waits for this person
};
BOOST_DESCRIBE_STRUCT(OpinionView, (), (of, asked_by, question, asked_at, answer, opinion, by, at, mine))

struct HandoverView {
    std::string kind, by;  // transfer, delegate, reassign
    Moment at;
    std::vector<OwnerView> from;
};
BOOST_DESCRIBE_STRUCT(HandoverView, (), (kind, by, at, from))

// To the applicant: only what concerns them. Other people's cases are not named.
[[nodiscard]] std::optional<AnnexView> annex_view(const Platform& platform, storage::Session& session,
                                                  const cases::Case& c, bool applicant);
[[nodiscard]] std::vector<OpinionView> opinions_view(const Platform& platform, storage::Session& session,
                                                     const cases::OpenTask& task, const identity::Actor& actor);
[[nodiscard]] std::vector<HandoverView> handovers_view(const Platform& platform, storage::Session& session,
                                                       const cases::OpenTask& task);

// The kinds of CaseLink.
[[nodiscard]] Coded link_kind(std::string_view code);

}  // namespace hz::api
