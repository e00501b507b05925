// SPDX-License-Identifier: Apache-2.0
// What changes a case's time or ends it: at once, or asked for by one person and decided by another.
#include <boost/describe.hpp>

#include "api/resource/case_act_route.hpp"
#include "api/resource/routes.hpp"
#include "cases/case_store.hpp"

namespace hz::api {
namespace {

struct Suspend : CasePath {
    struct Body {
        Text<60> kind;
        Text<4000> reason;
        int days = 0;
    } body;
};
BOOST_DESCRIBE_STRUCT(Suspend::Body, (), (kind, reason, days))

struct Resume : CasePath {
    struct Body {
        Text<4000> result;
    } body;
};
BOOST_DESCRIBE_STRUCT(Resume::Body, (), (result))

struct Extend : CasePath {
    struct Body {
        Text<4000> reason;
        int days = 0;
    } body;
};
BOOST_DESCRIBE_STRUCT(Extend::Body, (), (reason, days))

struct Terminate : CasePath {
    struct Body {
        Text<1200> legal_basis;
        Text<4000> reasons;
        std::optional<Text<8000>> remedies;
    } body;
};
BOOST_DESCRIBE_STRUCT(Terminate::Body, (), (legal_basis, reasons, remedies))

enum class Wanted { suspend, extend, terminate };
BOOST_DESCRIBE_ENUM(Wanted, suspend, extend, terminate)

struct AskApproval : CasePath {
    struct Body {
        Wanted what = Wanted::extend;
        Text<4000> reason;
        std::optional<Text<60>> kind;
        std::optional<int> days;
        std::optional<Text<1200>> legal_basis;
        std::optional<Text<8000>> remedies;
    } body;
};
BOOST_DESCRIBE_STRUCT(AskApproval::Body, (), (what, reason, kind, days, legal_basis, remedies))

struct DecideApproval : CasePath {
    struct Body {
        bool agree = false;
        std::optional<Text<4000>> note;
    } body;
};
BOOST_DESCRIBE_STRUCT(DecideApproval::Body, (), (agree, note))

// The remedies the item or the place states, in the official language, where the person wrote none.
std::string remedies_for(Platform& p, storage::Session& s, cases::CaseId id, const std::optional<Text<8000>>& given) {
    if (given) return given->value;
    const auto c = cases::find_case(s, id);
    const auto type = c ? p.cases.type_of(s, *c) : Result<cases::CaseTypePtr>(refuse(cases::errors::not_found));
    const auto words = remedies_of(*p.definitions.current(), type ? type->get() : nullptr);
    return words ? words->zh : "";
}

Result<cases::Recorded> ask(Platform& p, storage::Session& s, const Asked<AskApproval>& asked) {
    const auto& b = asked.body;
    const auto id = asked.path.id;
    cases::AskApproval command{id, cases::ExtendCase{id, b.reason.value, b.days.value_or(0)}};
    if (b.what == Wanted::suspend)
        command.wanted = cases::SuspendCase{id, or_empty(b.kind), b.reason.value, b.days.value_or(0)};
    else if (b.what == Wanted::terminate)
        command.wanted =
            cases::TerminateCase{id, or_empty(b.legal_basis), b.reason.value, remedies_for(p, s, id, b.remedies)};
    return p.cases.act(s, asked.actor(), command);
}

void add_clock(Platform& p, Routes& routes) {
    routes.push_back(case_act<Suspend>(
        p, {"suspend", "case.suspend", "suspend_case", "Begin a special procedure: the legal clock stands"},
        [](const Asked<Suspend>& asked) {
            return cases::SuspendCase{asked.path.id, asked.body.kind.value, asked.body.reason.value, asked.body.days};
        }));
    routes.push_back(case_act<Resume>(
        p, {"resume", "case.handle", "resume_case", "The special procedure is over: the clock goes on"},
        [](const Asked<Resume>& asked) {
            return cases::ResumeCase{asked.path.id, asked.body.result.value};
        }));
    routes.push_back(
        case_act<Extend>(p, {"extend", "case.extend", "extend_case", "More time, as far as the law of the item allows"},
                         [](const Asked<Extend>& asked) {
                             return cases::ExtendCase{asked.path.id, asked.body.reason.value, asked.body.days};
                         }));
    routes.push_back(case_change<Terminate>(
        p, {"terminate", "case.terminate", "terminate_case", "End a case without a decision"},
        [&p](storage::Session& s, const Asked<Terminate>& asked) {
            const auto& b = asked.body;
            return p.cases.act(s, asked.actor(),
                               cases::TerminateCase{asked.path.id, b.legal_basis.value, b.reasons.value,
                                                    remedies_for(p, s, asked.path.id, b.remedies)});
        }));
}

}  // namespace

Routes case_clock_routes(Platform& p) {
    Routes routes;
    add_clock(p, routes);
    routes.push_back(case_change<AskApproval>(
        p, {"approvals", "case.handle", "ask_approval", "Ask for a suspension, an extension or a termination"},
        [&p](storage::Session& s, const Asked<AskApproval>& asked) { return ask(p, s, asked); }));
    routes.push_back(case_act<DecideApproval>(
        p, {"approvals/decide", "case.handle", "decide_approval", "Say yes or no to what was asked for"},
        [](const Asked<DecideApproval>& asked) {
            return cases::DecideApproval{asked.path.id, asked.body.agree, or_empty(asked.body.note)};
        }));
    return routes;
}

}  // namespace hz::api
