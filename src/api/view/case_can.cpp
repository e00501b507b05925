// SPDX-License-Identifier: Apache-2.0
// What a person is offered on the page of a case.
#include "api/view/case_view.hpp"
#include "cases/authority.hpp"

namespace hz::api {
namespace {

using cases::Case;

bool clock_runs(const Case& c) {
    const auto clock = calendar::clock_from_json(c.clock);
    return clock && clock->running();
}

}  // namespace

std::vector<CaseAct> CaseViewer::can_besides(const Case& c, const cases::CaseType& type) const {
    std::vector<CaseAct> out;
    if (c.archived()) return out;
    const bool applicant = cases::must_be_applicant(actor, c).has_value();
    const auto may = [&](std::string_view permission) {
        return cases::must_be_permitted(actor, c, permission).has_value();
    };
    const auto offer = [&](bool yes, CaseAct act) {
        if (yes) out.push_back(act);
    };
    const bool handles = cases::decide_on(actor, c, "case.handle") ? true : false;
    const bool open = !c.closed();
    const bool running = open && clock_runs(c);
    const bool suspended = open && c.suspension() != nullptr;
    offer(applicant || handles, CaseAct::note);
    offer(open && (applicant || may("case.supervise")), CaseAct::urge);
    offer(open && !c.decided() && (applicant || handles), CaseAct::attach);
    offer(running && !type.needs_two("suspend") && may("case.suspend"), CaseAct::suspend);
    offer(suspended && may("case.handle"), CaseAct::resume);
    offer(running && type.extendable_limit() != nullptr && !type.needs_two("extend") && may("case.extend"),
          CaseAct::extend);
    offer(open && !c.decided() && !type.needs_two("terminate") && may("case.terminate"), CaseAct::terminate);
    const auto* asked = open && c.annex && c.annex->approval ? &*c.annex->approval : nullptr;
    offer(open && !c.decided() && !asked && may("case.handle"), CaseAct::ask_approval);
    offer(asked && asked->by != actor.person && may("case." + asked->what), CaseAct::decide_approval);
    offer(open && !c.decided() && may("case.correct"), CaseAct::correct);
    offer(!open && c.state != "granted" && c.state != "merged" && may("case.reopen"), CaseAct::reopen);
    offer(!open && may("case.archive"), CaseAct::archive);
    offer(may("case.relate"), CaseAct::relate);
    return out;
}

}  // namespace hz::api
