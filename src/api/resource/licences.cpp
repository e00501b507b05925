// SPDX-License-Identifier: Apache-2.0
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/licence_view.hpp"
#include "service/errors.hpp"
#include "service/licence.hpp"

namespace hz::api {
namespace {

struct LicencePath {
    struct Path {
        registry::RecordId id;
    } path;
};
BOOST_DESCRIBE_STRUCT(LicencePath::Path, (), (id))

struct LicenceList {
    std::vector<LicenceView> items;
};
BOOST_DESCRIBE_STRUCT(LicenceList, (), (items))

struct Revoke : LicencePath {
    struct Body {
        Text<1000> reason;
    } body;
};
BOOST_DESCRIBE_STRUCT(Revoke::Body, (), (reason))

bool holds(const identity::Actor& actor, const service::Licence& licence) {
    if (actor.person && licence.holder == actor.person) return true;
    for (const auto& company : actor.companies)
        if (company == licence.company) return true;
    return false;
}

// The holder's, or that of an agency whose case made it.
Result<service::Licence> readable(Platform& p, storage::Session& s, const identity::Actor& actor,
                                  registry::RecordId id) {
    auto licence = service::find_licence(s, id);
    if (!licence) return refuse(service::errors::licence_not_found);
    if (!holds(actor, *licence) && !p.cases.get_readable(s, actor, licence->case_id))
        return refuse(service::errors::licence_not_found);
    return std::move(*licence);
}

Result<http::Response> get_pdf(Platform& p, storage::Session& s, const Asked<LicencePath>& asked) {
    const auto licence = readable(p, s, asked.actor(), asked.path.id);
    if (!licence) return licence.error();
    const auto bytes = document::content(s, licence->file);
    http::Response response;
    response.content_type = "application/pdf";
    response.body = std::string(as_text(bytes));
    response.header("Content-Disposition", "inline; filename=\"" + licence->number + ".pdf\"");
    response.header("Cache-Control", "private, no-cache");
    return response;
}

}  // namespace

Routes licence_routes(Platform& p) {
    const std::string any(signed_in);
    Routes routes;
    routes.push_back(read<NoInput, LicenceList>(
        p,
        {.pattern = "/api/v1/licences", .permission = any, .operation_id = "list_licences", .summary = "My licences"},
        [&p](storage::Session& s, const Asked<NoInput>& asked) -> Result<LicenceList> {
            LicenceList out;
            for (const auto& licence : service::licences_of(s, asked.actor()))
                out.items.push_back(licence_view(p, s, licence));
            return out;
        }));
    routes.push_back(read<LicencePath, LicenceView>(
        p,
        {.pattern = "/api/v1/licences/{id}",
         .permission = any,
         .operation_id = "get_licence",
         .summary = "One licence"},
        [&p](storage::Session& s, const Asked<LicencePath>& asked) -> Result<LicenceView> {
            const auto licence = readable(p, s, asked.actor(), asked.path.id);
            if (!licence) return licence.error();
            return licence_view(p, s, *licence);
        }));
    routes.push_back(read<LicencePath, http::Response>(
        p,
        {.pattern = "/api/v1/licences/{id}/pdf",
         .permission = any,
         .operation_id = "get_licence_pdf",
         .summary = "The signed paper",
         .answer_type = "application/pdf"},
        [&p](storage::Session& s, const Asked<LicencePath>& asked) { return get_pdf(p, s, asked); }));
    routes.push_back(write<Revoke, LicenceView>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/licences/{id}/revoke",
         .permission = "licence.revoke",
         .operation_id = "revoke_licence",
         .summary = "Take a licence away, with the reason"},
        [&p](storage::Session& s, const Asked<Revoke>& asked) -> Result<LicenceView> {
            const auto licence = readable(p, s, asked.actor(), asked.path.id);
            if (!licence) return licence.error();
            const auto revoked =
                service::revoke_licence(s, p.registry, asked.actor(), asked.path.id, asked.body.reason.value);
            if (!revoked) return revoked.error();
            return licence_view(p, s, *licence);
        }));
    return routes;
}

}  // namespace hz::api
