// SPDX-License-Identifier: Apache-2.0
// Who is away, and who stands in meanwhile.
#include <algorithm>
#include <boost/describe.hpp>
#include <charconv>

#include "api/resource/routes.hpp"
#include "api/view/task_view.hpp"
#include "identity/absence.hpp"
#include "identity/errors.hpp"

namespace hz::api {
namespace {

struct RecordAbsence {
    struct Body {
        std::optional<identity::PersonId> person;  // none: oneself
        std::chrono::year_month_day from, until;   // first and last day
        std::optional<identity::PersonId> deputy;
    } body;
};
BOOST_DESCRIBE_STRUCT(RecordAbsence::Body, (), (person, from, until, deputy))

struct AbsencePath {
    struct Path {
        Text<30> id;
    } path;
};
BOOST_DESCRIBE_STRUCT(AbsencePath::Path, (), (id))

struct AbsenceView {
    std::string id;
    Assignee person;
    std::optional<Assignee> deputy;
    Moment from, until;
    bool now = false;      // under way
    bool can_end = false;  // this person may end it
};
BOOST_DESCRIBE_STRUCT(AbsenceView, (), (id, person, deputy, from, until, now, can_end))

struct ColleagueView {
    identity::PersonId id;
    std::string name;
    bool can_record = false;  // this person may record an absence of theirs
};
BOOST_DESCRIBE_STRUCT(ColleagueView, (), (id, name, can_record))

struct Absences {
    std::vector<AbsenceView> items;         // mine, those I stand in for, and of those I may record absences of
    std::vector<ColleagueView> colleagues;  // who may stand in
};
BOOST_DESCRIBE_STRUCT(Absences, (), (items, colleagues))

AbsenceView absence_view(const Platform& p, storage::Session& s, const identity::Actor& actor,
                         const identity::Absence& one) {
    AbsenceView out{std::to_string(one.id), {one.person, one.name}, {}, moment(p, one.from), moment(p, one.until)};
    if (one.deputy) out.deputy = Assignee{one.deputy, one.deputy_name};
    out.now = one.from <= p.now() && p.now() < one.until;
    out.can_end = identity::may_arrange_absence(s, p.identity, actor, one.person);
    return out;
}

Result<Absences> list_absences(Platform& p, storage::Session& s, const identity::Actor& actor) {
    Absences out;
    const auto add = [&](const identity::Absence& one) {
        const auto id = std::to_string(one.id);
        if (std::ranges::find(out.items, id, &AbsenceView::id) == out.items.end())
            out.items.push_back(absence_view(p, s, actor, one));
    };
    for (const auto& one : identity::absences_about(s, p.identity, actor.person)) add(one);
    const bool manages = actor.has("absence.manage") || actor.has("role.manage");
    for (const auto& colleague : identity::colleagues_of(s, p.identity, actor.person)) {
        const bool can = manages && identity::may_arrange_absence(s, p.identity, actor, colleague.person);
        out.colleagues.push_back({colleague.person, colleague.name, can});
        if (!can) continue;
        for (const auto& one : identity::absences_about(s, p.identity, colleague.person))
            if (one.person == colleague.person) add(one);
    }
    return out;
}

Result<Absences> record(Platform& p, storage::Session& s, const Asked<RecordAbsence>& asked) {
    const auto& b = asked.body;
    const auto cal = p.cases.calendar();
    const auto done =
        identity::record_absence(s, p.identity, asked.actor(), b.person.value_or(asked.actor().person),
                                 cal->start_of(b.from), cal->end_of(b.until), b.deputy.value_or(identity::PersonId{}));
    if (!done) return done.error();
    return list_absences(p, s, asked.actor());
}

Result<Absences> end(Platform& p, storage::Session& s, const Asked<AbsencePath>& asked) {
    std::int64_t id = 0;
    const auto& text = asked.path.id.value;
    const auto [_, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{}) return refuse(identity::errors::absence_not_found);
    const auto done = identity::end_absence(s, p.identity, asked.actor(), id);
    if (!done) return done.error();
    return list_absences(p, s, asked.actor());
}

}  // namespace

Routes absence_routes(Platform& p) {
    const std::string any(signed_in);
    Routes routes;
    routes.push_back(read<NoInput, Absences>(
        p,
        {.pattern = "/api/v1/absences",
         .permission = any,
         .operation_id = "list_absences",
         .summary = "Absences that concern me, and who could stand in"},
        [&p](storage::Session& s, const Asked<NoInput>& asked) { return list_absences(p, s, asked.actor()); }));
    routes.push_back(write<RecordAbsence, Absences>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/absences",
         .permission = any,
         .operation_id = "record_absence",
         .summary = "Say that oneself, or somebody one is responsible for, is away, and who stands in",
         .status = 201,
         .problems = {&identity::errors::absent_already, &identity::errors::deputy_elsewhere,
                      &identity::errors::deputy_absent, &identity::errors::bad_period}},
        [&p](storage::Session& s, const Asked<RecordAbsence>& asked) { return record(p, s, asked); }, Repeats::once));
    routes.push_back(write<AbsencePath, Absences>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/absences/{id}/end",
         .permission = any,
         .operation_id = "end_absence",
         .summary = "An absence ends now",
         .problems = {&identity::errors::absence_not_found}},
        [&p](storage::Session& s, const Asked<AbsencePath>& asked) { return end(p, s, asked); }));
    return routes;
}

}  // namespace hz::api
