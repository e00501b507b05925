// SPDX-License-Identifier: Apache-2.0
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/record_view.hpp"
#include "cases/errors.hpp"

namespace hz::api {
namespace {

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

struct ReadRecords {
    struct Path {
        cases::CaseId id;
    } path;
    struct Body {
        Text<200> purpose;
    } body;
};
BOOST_DESCRIBE_STRUCT(ReadRecords::Path, (), (id))
BOOST_DESCRIBE_STRUCT(ReadRecords::Body, (), (purpose))

struct AccessList {
    std::vector<AccessEntry> items;
};
BOOST_DESCRIBE_STRUCT(AccessList, (), (items))

Result<AccessList> access_log(Platform& p, storage::Session& s, const identity::Actor& actor) {
    AccessList out;
    for (const auto& access : registry::access_log(s, p.registry, actor.person))
        out.items.push_back(access_view(p, s, access));
    return out;
}

Result<RecordList> own_records(Platform& p, storage::Session& s, const identity::Actor& actor) {
    RecordList out;
    for (const auto& view : registry::own_records(s, p.registry, actor)) out.items.push_back(record_view(p, s, view));
    return out;
}

// A clerk looks into the registers about the applicant of a case: decided, masked, and written down for the applicant.
Result<RecordList> read_for_case(Platform& p, storage::Session& s, const Asked<ReadRecords>& asked) {
    const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id);
    if (!c) return c.error();
    const auto type = p.cases.type_of(s, *c);
    const auto basis = type ? (*type)->legal_basis : std::string();
    RecordList out;
    const auto show = [&](const std::optional<registry::Record>& record) -> Result<void> {
        if (!record) return {};
        const auto view = registry::read_record(s, p.registry, asked.actor(), record->id,
                                                asked.body.purpose.value + " " + c->number, basis);
        if (!view) return view.error();
        out.items.push_back(record_view(p, s, *view));
        return {};
    };
    auto people = registry::records_of(s, c->applicant, "person", 1);
    if (!people.empty())
        if (const auto shown = show(people.front()); !shown) return shown.error();
    if (!c->company.empty())
        if (const auto shown = show(registry::find_record(s, "company", c->company)); !shown) return shown.error();
    return out;
}

}  // namespace

Routes me_routes(Platform& p) {
    const std::string any(signed_in);
    Routes routes;
    routes.push_back(read<Nothing, AccessList>(
        p,
        {.pattern = "/api/v1/me/access-log",
         .permission = any,
         .operation_id = "get_my_access_log",
         .summary = "Who looked at my data: when, in which post, for what, under what law"},
        [&p](storage::Session& s, const Asked<Nothing>& asked) { return access_log(p, s, asked.actor()); }));
    routes.push_back(read<Nothing, RecordList>(
        p,
        {.pattern = "/api/v1/me/records",
         .permission = any,
         .operation_id = "get_my_records",
         .summary = "What the registers know of me"},
        [&p](storage::Session& s, const Asked<Nothing>& asked) { return own_records(p, s, asked.actor()); }));
    routes.push_back(write<ReadRecords, RecordList>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/cases/{id}/records",
         .permission = "record.read",
         .operation_id = "read_case_records",
         .summary = "The registers' records of a case's applicant; the applicant sees this reading"},
        [&p](storage::Session& s, const Asked<ReadRecords>& asked) { return read_for_case(p, s, asked); }));
    return routes;
}

}  // namespace hz::api
