// SPDX-License-Identifier: Apache-2.0
// Packs as they stand here, with what was edited.
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "pack/definition.hpp"
#include "service/model_edit.hpp"

namespace hz::api {
namespace {

struct PackPath {
    struct Path {
        Text<100> id;
    } path;
};
BOOST_DESCRIBE_STRUCT(PackPath::Path, (), (id))

Result<http::Response> get_archive(Platform& p, const Asked<PackPath>& asked) {
    const auto pack = p.store.read([&](storage::Session& s) { return pack::get_pack(s, asked.path.id.value); });
    if (!pack) return pack.error();
    auto bytes = pack::archive(*pack);
    if (!bytes) return bytes.error();
    http::Response response;
    response.content_type = "application/zip";
    response.body = std::move(*bytes);
    response.header("Content-Disposition", "attachment; filename=\"" + pack->id + "-" + pack->version + ".zip\"");
    response.header("Cache-Control", "private, no-cache");
    return response;
}

}  // namespace

Routes pack_routes(Platform& p) {
    Routes routes;
    routes.push_back(slow<PackPath, http::Response>(
        p,
        {.pattern = "/api/v1/packs/{id}/archive",
         .permission = std::string(service::design_permission),
         .operation_id = "get_pack_archive",
         .summary = "A pack with what was edited here, as a zip file to check and import elsewhere; without its people",
         .cost = 5,
         .answer_type = "application/zip"},
        [&p](const Asked<PackPath>& asked) { return get_archive(p, asked); }));
    return routes;
}

}  // namespace hz::api
