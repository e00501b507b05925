// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"

namespace hz::cases {
namespace {

// It was asked for, or is no longer needed.
void settle(Annex& annex, std::string_view what) {
    if (annex.approval && annex.approval->what == what) annex.approval.reset();
}

}  // namespace

void apply(Case& c, const ApprovalAsked& event, const Occurrence& when) {
    annex_of(c).approval = PendingApproval{event.what, event.wanted, when.by, when.at};
}

void apply(Case& c, const ApprovalDeclined& event, const Occurrence&) { settle(annex_of(c), event.what); }

void apply(Case& c, const CaseSuspended& event, const Occurrence& when) {
    auto& annex = annex_of(c);
    settle(annex, "suspend");
    annex.procedures.push_back({event.kind, event.reason, event.days, when.at, event.expected, event.asked_by, when.by,
                                c.state, std::nullopt, ""});
    apply_move(c, event.move);
}

void apply(Case& c, const CaseResumed& event, const Occurrence& when) {
    auto& annex = annex_of(c);
    if (!annex.procedures.empty()) {
        annex.procedures.back().to = when.at;
        annex.procedures.back().result = event.result;
    }
    apply_move(c, event.move);
}

void apply(Case& c, const CaseExtended& event, const Occurrence& when) {
    auto& annex = annex_of(c);
    settle(annex, "extend");
    annex.extensions.push_back({event.limit, event.days, event.reason, event.asked_by, when.by, when.at});
    apply_move(c, event.move);
}

void apply(Case& c, const CaseTerminated& event, const Occurrence& when) {
    auto& annex = annex_of(c);
    annex.approval.reset();
    annex.termination = Termination{event.legal_basis, event.reasons, event.remedies, when.by, when.at};
    apply_move(c, event.move);
}

}  // namespace hz::cases
