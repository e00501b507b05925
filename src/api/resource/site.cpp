// SPDX-License-Identifier: Apache-2.0
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/words.hpp"
#include "identity/organisation.hpp"

namespace hz::api {
namespace {

struct SiteView {
    Words title;
    Named region;
    std::string version, suite;
    std::string key;  // of the platform's signatures: SPKI, base64
    Moment now;
    std::string zone;
    struct Login {
        std::string login, password;
        Words title;
    };
    std::optional<std::vector<Login>> demo_logins;  // only with --demo
};
BOOST_DESCRIBE_STRUCT(SiteView::Login, (), (login, password, title))
BOOST_DESCRIBE_STRUCT(SiteView, (), (title, region, version, suite, key, now, zone, demo_logins))

struct Health {
    std::string state;
};
BOOST_DESCRIBE_STRUCT(Health, (), (state))

Result<SiteView> site_view(Platform& p, storage::Session& s) {
    const auto region = identity::find_region(s, p.site.region);
    SiteView out;
    out.title = p.site.title;
    out.region = {p.site.region, region ? Words(region->name) : same(p.site.region)};
    out.version = p.site.version;
    out.suite = p.suite.name();
    out.key = to_base64(p.signing_key.public_key().spki());
    out.now = moment(p, p.now());
    out.zone = p.cases.calendar()->zone();
    if (!p.site.demo_logins.empty()) out.demo_logins.emplace();
    for (const auto& login : p.site.demo_logins) out.demo_logins->push_back({login.login, login.password, login.title});
    return out;
}

}  // namespace

Routes site_routes(Platform& p) {
    Routes routes;
    routes.push_back(
        read<NoInput, SiteView>(p,
                                {.pattern = "/api/v1/site",
                                 .permission = std::string(public_permission),
                                 .operation_id = "get_site",
                                 .summary = "What this platform is, and whose"},
                                [&p](storage::Session& s, const Asked<NoInput>&) { return site_view(p, s); }));
    routes.push_back(
        http::endpoint_now<NoInput, Health>({.pattern = "/api/v1/health",
                                             .permission = std::string(public_permission),
                                             .operation_id = "get_health",
                                             .summary = "Answers while the server runs"},
                                            [](const http::Call<NoInput>&) -> Result<Health> { return Health{"ok"}; }));
    return routes;
}

}  // namespace hz::api
