// SPDX-License-Identifier: Apache-2.0
// Routes of the one shape POST /api/v1/cases/{id}/<verb>, which answer with the case as it is then.
#pragma once
#include <string>

#include "api/resource/case_answers.hpp"

namespace hz::api {

struct CaseVerb {
    std::string verb, permission, operation_id, summary;
    int status = 200;
};

// `f(session, asked)` gives Result<cases::Recorded>. A case this person may not read is not there at all.
template <class In, class F>
http::Route case_change(Platform& p, const CaseVerb& verb, F f) {
    return write<In, CaseDetail>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/cases/{id}/" + verb.verb,
         .permission = verb.permission,
         .operation_id = verb.operation_id,
         .summary = verb.summary,
         .status = verb.status,
         .problems = {&cases::errors::archived}},
        [&p, f](storage::Session& s, const Asked<In>& asked) -> Result<CaseDetail> {
            if (const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id); !c) return c.error();
            return recorded_view(p, s, asked.actor(), f(s, asked));
        },
        verb.status == 201 ? Repeats::once : Repeats::once_if_keyed);
}

// `f(asked)` gives one of the commands of case_act.hpp.
template <class In, class F>
http::Route case_act(Platform& p, const CaseVerb& verb, F f) {
    return case_change<In>(p, verb, [&p, f](storage::Session& s, const Asked<In>& asked) {
        return p.cases.act(s, asked.actor(), f(asked));
    });
}

}  // namespace hz::api
