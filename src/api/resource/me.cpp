// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "cases/errors.hpp"
#include "registry/reading.hpp"

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

std::string local_time(const Platform& p, Time t) { return format_rfc3339(t, p.cases.calendar()->offset_minutes(t)); }

Json field_titles(const Platform& p, std::string_view registry, const std::vector<std::string>& fields) {
    const auto found = p.registry.registries.find(registry);
    JsonArray out;
    for (const auto& field : fields) {
        const auto title = found ? found->titles.find(field) : decltype(found->titles.end()){};
        out.push_back(found && title != found->titles.end() ? identity::to_json(title->second) : Json(field));
    }
    return out;
}

Json access_json(Platform& p, storage::Session& s, const registry::Access& a) {
    const auto directory = p.identity.directory.get(s);
    const auto* agency = directory->agency(a.agency);
    const auto* post = directory->post(a.agency, a.post);
    JsonObject reader{{"name", a.reader_name}};
    reader["post"] = post ? identity::to_json(post->title) : Json(a.post);
    reader["agency"] = agency ? identity::to_json(agency->name) : Json(a.agency);
    JsonObject out{
        {"at", local_time(p, a.at)}, {"purpose", a.purpose}, {"legal_basis", a.legal_basis}, {"position", a.position}};
    out["reader"] = std::move(reader);
    out["record"] = {{"registry", a.registry}, {"title", identity::to_json(a.registry_title)}};
    out["fields"] = field_titles(p, a.registry, a.fields);
    return out;
}

Json record_json(const Platform& p, const registry::RecordView& view) {
    const auto definition = p.registry.registries.find(view.record.registry);
    JsonArray fields;
    if (const auto* body = view.record.body.if_object())
        for (const auto& [key, value] : *body) {
            const std::string name(key);
            const bool masked = std::find(view.masked.begin(), view.masked.end(), name) != view.masked.end();
            const auto title = definition ? definition->titles.find(name) : decltype(definition->titles.end()){};
            JsonObject field{{"key", name}, {"value", value}, {"masked", masked}};
            field["title"] =
                definition && title != definition->titles.end() ? identity::to_json(title->second) : Json(name);
            fields.push_back(std::move(field));
        }
    JsonObject out{{"id", to_text(view.record.id)}, {"registry", view.record.registry}, {"state", view.state}};
    out["registry_title"] = identity::to_json(view.registry_title);
    out["fields"] = std::move(fields);
    out["as_of"] = local_time(p, view.record.updated_at);
    return out;
}

Result<Json> own_records(Platform& p, storage::Session& s, const identity::Actor& actor) {
    JsonArray items;
    for (const auto& view : registry::own_records(s, p.registry, actor)) items.push_back(record_json(p, view));
    return Json{{"items", std::move(items)}};
}

// A clerk looks into the registers about the applicant of a case: decided, masked, and written down for the applicant.
Result<Json> read_for_case(Platform& p, storage::Session& s, const Asked<ReadRecords>& asked) {
    const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id);
    if (!c) return c.error();
    const auto type = p.cases.type_of(s, *c);
    const auto basis = type ? (*type)->legal_basis : std::string();
    JsonArray items;
    const auto show = [&](const std::optional<registry::Record>& record) -> Result<void> {
        if (!record) return {};
        const auto view = registry::read_record(s, p.registry, asked.actor(), record->id,
                                                asked.body.purpose.value + " " + c->number, basis);
        if (!view) return view.error();
        items.push_back(record_json(p, *view));
        return {};
    };
    auto people = registry::records_of(s, c->applicant, "person", 1);
    if (!people.empty())
        if (const auto shown = show(people.front()); !shown) return shown.error();
    if (!c->company.empty())
        if (const auto shown = show(registry::find_record(s, "company", c->company)); !shown) return shown.error();
    return Json{{"items", std::move(items)}};
}

}  // namespace

Routes me_routes(Platform& p) {
    const std::string any(signed_in);
    Routes routes;
    routes.push_back(
        read<Nothing, Json>(p,
                            {.pattern = "/api/v1/me/access-log",
                             .permission = any,
                             .operation_id = "get_my_access_log",
                             .summary = "Who looked at my data: when, in which post, for what, under what law"},
                            [&p](storage::Session& s, const Asked<Nothing>& asked) -> Result<Json> {
                                JsonArray items;
                                for (const auto& access : registry::access_log(s, p.registry, asked.actor().person))
                                    items.push_back(access_json(p, s, access));
                                return Json{{"items", std::move(items)}};
                            }));
    routes.push_back(read<Nothing, Json>(
        p,
        {.pattern = "/api/v1/me/records",
         .permission = any,
         .operation_id = "get_my_records",
         .summary = "What the registers know of me"},
        [&p](storage::Session& s, const Asked<Nothing>& asked) { return own_records(p, s, asked.actor()); }));
    routes.push_back(write<ReadRecords, Json>(
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
