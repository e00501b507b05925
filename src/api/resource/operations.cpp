// SPDX-License-Identifier: Apache-2.0
// For whoever operates the platform: what runs without a person, what failed, and letting it be tried again.
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/operation_view.hpp"
#include "cases/case_store.hpp"
#include "cases/errors.hpp"

namespace hz::api {
namespace {

constexpr std::size_t page_size = 50;
constexpr std::size_t most_events = 200;
constexpr std::size_t most_retried = 500;

struct ListIncidents {
    struct Query {
        std::optional<Text<60>> cursor;  // the id of the last one shown
    } query;
};
BOOST_DESCRIBE_STRUCT(ListIncidents::Query, (), (cursor))

struct RetryIncidents {
    struct Body {
        std::vector<Text<60>> ids;
    } body;
};
BOOST_DESCRIBE_STRUCT(RetryIncidents::Body, (), (ids))

struct InstancePath {
    struct Path {
        cases::CaseId id;
    } path;
};
BOOST_DESCRIBE_STRUCT(InstancePath::Path, (), (id))

Result<OperationOverview> overview(Platform& p, storage::Session& s) {
    const auto now = cases::running_counts(s, p.now());
    OperationOverview out;
    out.counts = {now.incidents,    now.timers,   now.timers_late,    now.jobs,
                  now.jobs_failing, now.messages, cases::most_counted};
    OperationNames names(p, s);
    for (const auto& one : cases::pending_timers(s, page_size)) out.timers.push_back(names.line(one, "timer"));
    for (const auto& one : cases::pending_jobs(s, page_size)) out.jobs.push_back(names.line(one, "job"));
    for (const auto& one : cases::failing_job_types(s)) {
        JobTypeLine line{one.type, one.failures, std::nullopt, one.problem};
        if (one.pause_until) line.pause_until = moment(p, *one.pause_until);
        out.job_types.push_back(std::move(line));
    }
    for (const auto& one : cases::open_messages(s, page_size))
        out.messages.push_back(
            {one.id, one.name, moment(p, one.sent_at), moment(p, one.keep_until), one.attempts, one.problem});
    return out;
}

Result<IncidentPage> list_incidents(Platform& p, storage::Session& s, const Asked<ListIncidents>& asked) {
    std::optional<cases::Incident> after;
    if (asked.query.cursor)
        if (const auto ref = cases::task_from_text(asked.query.cursor->value)) after = cases::find_incident(s, *ref);
    OperationNames names(p, s);
    IncidentPage out;
    for (const auto& one : cases::incidents(s, page_size + 1, after)) {
        if (out.items.size() == page_size) {
            out.next_cursor = out.items.back().id;
            break;
        }
        out.items.push_back(names.line(one));
    }
    return out;
}

Result<IncidentsRetried> retry(Platform& p, storage::Session& s, const Asked<RetryIncidents>& asked) {
    std::vector<cases::TaskRef> which;
    for (const auto& id : asked.body.ids) {
        const auto ref = cases::task_from_text(id.value);
        if (!ref) return refuse(cases::errors::job_not_found);
        if (which.size() < most_retried) which.push_back(*ref);
    }
    const auto done = cases::retry_incidents(s, p.cases, asked.actor(), which);
    if (!done) return done.error();
    return IncidentsRetried{static_cast<std::int64_t>(*done)};
}

void add_waiting(Platform& p, storage::Session& s, const cases::Case& c, Instance& out) {
    OperationNames names(p, s);
    for (const auto& one : c.incidents) out.incidents.push_back(names.line(cases::Incident{c.id, one}));
    for (const auto& one : c.timers) out.timers.push_back(names.line({c.id, one.token, one.due, 0, {}}, "timer"));
    for (const auto& one : c.jobs) out.jobs.push_back(names.line({c.id, one.token, c.submitted_at, 0, {}}, "job"));
}

Result<Instance> get_instance(Platform& p, storage::Session& s, const Asked<InstancePath>& asked) {
    const auto c = cases::find_case(s, asked.path.id);
    if (!c) return refuse(cases::errors::not_found);
    const auto type = p.cases.type_of(s, *c);
    if (!type) return type.error();
    Instance out;
    out.case_id = to_text(c->id);
    out.number = c->number;
    out.type = Words((*type)->title_zh, (*type)->title_en);
    out.type_version = c->type_version;
    out.state = c->state;
    out.submitted_at = moment(p, c->submitted_at);
    if (c->closed_at) out.closed_at = moment(p, *c->closed_at);
    add_waiting(p, s, *c, out);
    p.ledger.each(s, cases::stream_of(c->id), [&](const ledger::Event& event) {
        out.events.push_back({event.entry.type, moment(p, event.entry.at), event.id.value});
    });
    std::ranges::reverse(out.events);
    if (out.events.size() > most_events) out.events.resize(most_events);
    out.process = process_view(*c, **type);
    return out;
}

}  // namespace

Routes operation_routes(Platform& p) {
    const std::string operating = "operation.manage";
    Routes routes;
    routes.push_back(read<NoInput, OperationOverview>(
        p,
        {.pattern = "/api/v1/operations",
         .permission = operating,
         .operation_id = "get_operations",
         .summary = "What runs without a person: counts, and the next timers and jobs"},
        [&p](storage::Session& s, const Asked<NoInput>&) { return overview(p, s); }));
    routes.push_back(read<ListIncidents, IncidentPage>(
        p,
        {.pattern = "/api/v1/operations/incidents",
         .permission = operating,
         .operation_id = "list_incidents",
         .summary = "What failed too often and waits for an operator, oldest first"},
        [&p](storage::Session& s, const Asked<ListIncidents>& asked) { return list_incidents(p, s, asked); }));
    routes.push_back(write<RetryIncidents, IncidentsRetried>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/operations/incidents/retry",
         .permission = operating,
         .operation_id = "retry_incidents",
         .summary = "Lets incidents be tried again at once"},
        [&p](storage::Session& s, const Asked<RetryIncidents>& asked) { return retry(p, s, asked); }));
    routes.push_back(read<InstancePath, Instance>(
        p,
        {.pattern = "/api/v1/operations/cases/{id}",
         .permission = operating,
         .operation_id = "get_instance",
         .summary = "Where one case stands, without what it is about"},
        [&p](storage::Session& s, const Asked<InstancePath>& asked) { return get_instance(p, s, asked); }));
    return routes;
}

}  // namespace hz::api
