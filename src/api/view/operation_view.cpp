// SPDX-License-Identifier: Apache-2.0
#include "api/view/operation_view.hpp"

#include <algorithm>

#include "cases/case_store.hpp"

namespace hz::api {
namespace {

std::string element_of(const cases::Case& c, std::int64_t token) {
    for (const auto& one : c.timers)
        if (one.token == token) return one.element;
    for (const auto& one : c.jobs)
        if (one.token == token) return one.element;
    for (const auto& one : c.waits)
        if (one.token == token) return one.element;
    return {};
}

}  // namespace

OperationLine OperationNames::line(cases::CaseId id, std::int64_t token) {
    OperationLine out;
    out.id = cases::to_text(cases::TaskRef{id, token});
    out.case_id = to_text(id);
    const auto c = cases::find_case(s_, id);
    if (!c) return out;
    out.number = c->number;
    out.element = element_of(*c, token);
    out.type = same(c->type);
    out.element_name = same(out.element);
    const auto type = p_.cases.type_of(s_, *c);
    if (!type) return out;
    out.type = Words((*type)->title_zh, (*type)->title_en);
    for (const auto& [element, name, name_en] : process::element_names(*(*type)->process))
        if (element == out.element)
            out.element_name = {name.empty() ? element : name, name_en.empty() ? name : name_en};
    return out;
}

OperationLine OperationNames::line(const cases::Incident& incident) {
    auto out = line(incident.case_id, incident.what.token);
    out.kind = incident.what.kind;
    out.at = moment(p_, incident.what.at);
    out.attempts = 0;
    out.problem = incident.what.problem;
    return out;
}

OperationLine OperationNames::line(const cases::Pending& pending, std::string_view kind) {
    auto out = line(pending.case_id, pending.token);
    out.kind = kind;
    out.at = moment(p_, pending.at);
    out.attempts = pending.attempts;
    out.problem = pending.problem;
    return out;
}

}  // namespace hz::api
