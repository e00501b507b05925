// SPDX-License-Identifier: Apache-2.0
#include "api/view/finding_view.hpp"

#include "identity/person.hpp"

namespace hz::api {
namespace {

using insight::Finding;

Named agency(const FindingViewer& viewer, const std::string& code) {
    const auto* found = viewer.directory->agency(code);
    return {code, found ? Words(found->name) : same(code)};
}

Coded post(const FindingViewer& viewer, const Finding& f) {
    const auto* found = viewer.directory->post(f.agency, f.post);
    return {f.post, found ? Words(found->title) : same(f.post)};
}

Words case_title(const FindingViewer& viewer, const Finding& f) {
    const auto now = viewer.platform.definitions.current();
    for (const std::string_view kind : {"service", "event_type"})
        if (const auto found = now->find(kind, f.case_type)) return words_from(find(found->body, "title"));
    return same(f.case_type);
}

std::vector<std::string> can(const identity::Actor& actor, const Finding& f) {
    std::vector<std::string> out;
    if (f.waits_for_answer() && actor.in_post(f.agency, f.post) && actor.has("supervision.answer"))
        out.emplace_back("answer");
    if (f.state == "answered" && f.answered_by != actor.person && actor.has("supervision.close"))
        out.emplace_back("close");
    return out;
}

Said said(const FindingViewer& viewer, const std::string& text, identity::PersonId by, Time at) {
    return {text, by, identity::display_name(viewer.session, by), moment(viewer.platform, at)};
}

}  // namespace

FindingView FindingViewer::view(const Finding& f) const {
    FindingView out;
    out.id = f.id;
    out.case_ = {f.case_id, f.case_number, f.case_type, case_title(*this, f)};
    out.rule = {f.rule, {f.title_zh, f.title_en}};
    out.legal_basis = {f.basis_zh, f.basis_en};
    out.grade = f.grade;
    out.state = f.state;
    out.agency = agency(*this, f.agency);
    out.post = post(*this, f);
    out.found_at = moment(platform, f.found_at);
    out.answer_due = moment(platform, f.answer_due);
    out.late = f.waits_for_answer() && f.answer_due < platform.now();
    if (f.answered_at) out.answer = said(*this, f.answer, f.answered_by, *f.answered_at);
    if (f.judged_at) out.verdict = said(*this, f.verdict, f.judged_by, *f.judged_at);
    out.can = can(actor, f);
    return out;
}

BoardRow FindingViewer::row(const insight::BoardLine& line) const {
    return {agency(*this, line.agency),
            {line.rule, {line.title_zh, line.title_en}},
            line.grade,
            line.open,
            line.late,
            line.answered,
            line.accepted,
            line.rejected};
}

}  // namespace hz::api
