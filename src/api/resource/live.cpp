// SPDX-License-Identifier: Apache-2.0
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"

namespace hz::api {
namespace {

struct NoParameters {};
BOOST_DESCRIBE_STRUCT(NoParameters, (), ())

// What this person's pages listen to: their own cases and tasks, the work of their posts, the ledger's head for
// auditors.
std::vector<std::string> topics_of(const identity::Actor& actor) {
    std::vector<std::string> topics{"person:" + to_text(actor.person)};
    for (const auto& post : actor.posts) topics.push_back("agency:" + post.agency);
    if (actor.has("audit.read")) topics.emplace_back("ledger");
    return topics;
}

}  // namespace

Routes live_routes(Platform& p) {
    Routes routes;
    routes.push_back(raw<NoParameters, http::Response>(
        {.pattern = "/api/v1/live",
         .permission = std::string(signed_in),
         .operation_id = "get_live",
         .summary = "What changes, as server-sent events",
         .answer_type = "text/event-stream"},
        "", [&p](http::Request&, http::Responder responder) {
            run_read(p, std::string(signed_in), std::move(responder),
                     [&p](storage::Session&, const Caller& caller) -> Result<http::Response> {
                         return p.live.subscribe(*caller.request, topics_of(*caller.actor));
                     });
        }));
    return routes;
}

}  // namespace hz::api
