// SPDX-License-Identifier: Apache-2.0
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "identity/organisation.hpp"

namespace hz::api {
namespace {

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

Json site_json(Platform& p, storage::Session& s) {
    const auto region = identity::find_region(s, p.site.region);
    JsonObject out{{"title", identity::to_json(p.site.title)}, {"version", p.site.version}};
    out["region"] = {{"code", p.site.region}, {"name", region ? identity::to_json(region->name) : Json(p.site.region)}};
    out["suite"] = std::string(p.suite.name());
    out["key"] = to_base64(p.signing_key.public_key().spki());
    const auto cal = p.cases.calendar();
    out["now"] = format_rfc3339(p.now(), cal->offset_minutes(p.now()));
    out["zone"] = cal->zone();
    if (!p.site.demo_logins.empty()) {
        JsonArray logins;
        for (const auto& login : p.site.demo_logins)
            logins.push_back(
                {{"login", login.login}, {"password", login.password}, {"title", identity::to_json(login.title)}});
        out["demo_logins"] = std::move(logins);
    }
    return out;
}

}  // namespace

Routes site_routes(Platform& p) {
    Routes routes;
    routes.push_back(read<Nothing, Json>(
        p,
        {.pattern = "/api/v1/site",
         .permission = std::string(public_permission),
         .operation_id = "get_site",
         .summary = "What this platform is, and whose"},
        [&p](storage::Session& s, const Asked<Nothing>&) -> Result<Json> { return site_json(p, s); }));
    routes.push_back(http::endpoint_now<Nothing, Json>({.pattern = "/api/v1/health",
                                                        .permission = std::string(public_permission),
                                                        .operation_id = "get_health",
                                                        .summary = "Answers while the server runs"},
                                                       [](const http::Call<Nothing>&) -> Result<Json> {
                                                           return Json{{"state", "ok"}};
                                                       }));
    return routes;
}

}  // namespace hz::api
