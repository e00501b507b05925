// SPDX-License-Identifier: Apache-2.0
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/record_view.hpp"
#include "cases/errors.hpp"

namespace hz::api {
namespace {

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

struct ReadAccessLog {
    struct Query {
        std::optional<std::int64_t> cursor;
    } query;
};
BOOST_DESCRIBE_STRUCT(ReadAccessLog::Query, (), (cursor))

struct AccessPage {
    std::vector<AccessEntry> items;
    std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(AccessPage, (), (items, next_cursor))

constexpr std::size_t access_limit = 1000;  // as far back as this list goes; older ones are in the ledger
constexpr std::size_t access_page = 100;

// Newest first; the cursor is the position of the last one of the page before.
Result<AccessPage> access_log(Platform& p, storage::Session& s, const Asked<ReadAccessLog>& asked) {
    AccessPage out;
    for (const auto& access : registry::access_log(s, p.registry, asked.actor().person, access_limit)) {
        if (asked.query.cursor && access.position >= *asked.query.cursor) continue;
        if (out.items.size() == access_page) {
            out.next_cursor = std::to_string(out.items.back().position);
            break;
        }
        out.items.push_back(access_view(p, s, access));
    }
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
    routes.push_back(read<ReadAccessLog, AccessPage>(
        p,
        {.pattern = "/api/v1/me/access-log",
         .permission = any,
         .operation_id = "get_my_access_log",
         .summary = "Who looked at my data: when, in which post, for what, under what law"},
        [&p](storage::Session& s, const Asked<ReadAccessLog>& asked) { return access_log(p, s, asked); }));
    routes.push_back(read<NoInput, RecordList>(
        p,
        {.pattern = "/api/v1/me/records",
         .permission = any,
         .operation_id = "get_my_records",
         .summary = "What the registers know of me"},
        [&p](storage::Session& s, const Asked<NoInput>& asked) { return own_records(p, s, asked.actor()); }));
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
