// SPDX-License-Identifier: Apache-2.0
#include "api/resource/routes.hpp"

#include <iterator>

#include "http/openapi.hpp"

namespace hz::api {

namespace {

Routes described_routes(Platform& p) {
    Routes all;
    for (auto* resource : {&session_routes, &site_routes,     &item_routes,        &draft_routes,
                           &file_routes,    &case_routes,     &case_act_routes,    &case_clock_routes,
                           &task_routes,    &task_act_routes, &licence_routes,     &verify_routes,
                           &me_routes,      &audit_routes,    &admin_routes,       &operation_routes,
                           &rule_routes,    &process_routes,  &supervision_routes, &live_routes,
                           &desk_routes,    &absence_routes,  &dry_run_routes,     &process_migration_routes,
                           &message_routes, &pack_routes}) {
        auto routes = (*resource)(p);
        all.insert(all.end(), std::make_move_iterator(routes.begin()), std::make_move_iterator(routes.end()));
    }
    return all;
}

std::string document_of(const Routes& routes, const Platform& p) {
    return to_string(http::openapi_document(
        routes, {"Huizheng", p.site.version,
                 "The public interface of a Huizheng platform. Errors are RFC 9457 problems with stable codes."}));
}

}  // namespace

std::string openapi_text(Platform& p) { return document_of(described_routes(p), p); }

Routes all_routes(Platform& p) {
    auto all = described_routes(p);
    const auto document = std::make_shared<const std::string>(document_of(all, p));
    all.push_back(http::raw_route(
        {.pattern = "/api/openapi.json",
         .permission = std::string(public_permission),
         .operation_id = "get_openapi",
         .summary = "This document"},
        [document](http::Request&, http::Responder responder) { responder(http::json_response(200, *document)); }));
    return all;
}

}  // namespace hz::api
