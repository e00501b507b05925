// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "cases/errors.hpp"
#include "service/catalogue.hpp"
#include "service/prefill.hpp"

namespace hz::api {
namespace {

struct FindItems {
    struct Query {
        std::optional<Text<100>> q;
        std::optional<Text<60>> theme, agency, audience;
        std::optional<Text<100>> cursor;
        std::optional<int> limit;
    } query;
};
BOOST_DESCRIBE_STRUCT(FindItems::Query, (), (q, theme, agency, audience, cursor, limit))

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

struct ItemPath {
    struct Path {
        Text<100> code;
    } path;
};
BOOST_DESCRIBE_STRUCT(ItemPath::Path, (), (code))

struct ItemForm : ItemPath {
    struct Query {
        std::optional<Text<60>> company;
    } query;
};
BOOST_DESCRIBE_STRUCT(ItemForm::Query, (), (company))

template <std::size_t N>
std::string or_empty(const std::optional<Text<N>>& text) {
    return text ? text->value : std::string();
}

Result<Json> find_items(Platform& p, storage::Session& s, const FindItems::Query& q) {
    const auto definitions = p.definitions.current();
    const auto directory = p.identity.directory.get(s);
    const auto limit = static_cast<std::size_t>(std::clamp(q.limit.value_or(20), 1, 100));
    const auto page = service::find_items(*definitions, {or_empty(q.q), or_empty(q.theme), or_empty(q.agency),
                                                         or_empty(q.audience), or_empty(q.cursor), limit});
    JsonArray items;
    for (const auto& item : page.items) items.push_back(service::item_summary(*item, *definitions, *directory));
    JsonObject out{{"items", std::move(items)}};
    if (!page.next.empty()) out["next_cursor"] = page.next;
    return Json(std::move(out));
}

// The guide with an ETag of its version: browsers and proxies keep it, and ask only whether it changed.
Result<http::Response> get_item(Platform& p, storage::Session& s, const Asked<ItemPath>& asked) {
    const auto definitions = p.definitions.current();
    const auto item = definitions->find("service", asked.path.code.value);
    if (!item) return refuse(cases::errors::no_such_type);
    const auto directory = p.identity.directory.get(s);
    const auto etag = "\"" + std::to_string(definitions->stamp()) + "-" + std::to_string(directory->version) + "\"";
    if (asked.caller.request->header("If-None-Match") == etag) return http::empty_response(304).header("ETag", etag);
    return http::json_response(200, to_string(service::item_guide(*item, *definitions, *directory)))
        .header("ETag", etag)
        .header("Cache-Control", "public, max-age=0, must-revalidate");
}

Result<Json> list_themes(Platform& p) {
    JsonArray items;
    for (const auto& theme : service::themes(*p.definitions.current()))
        items.push_back({{"code", theme.code}, {"title", theme.title}, {"count", theme.count}});
    return Json{{"items", std::move(items)}};
}

}  // namespace

Routes item_routes(Platform& p) {
    const std::string open(public_permission);
    Routes routes;
    routes.push_back(read<FindItems, Json>(
        p, {.pattern = "/api/v1/items", .permission = open, .operation_id = "find_items", .summary = "Find services"},
        [&p](storage::Session& s, const Asked<FindItems>& asked) { return find_items(p, s, asked.query); }));
    routes.push_back(read<Nothing, Json>(p,
                                         {.pattern = "/api/v1/themes",
                                          .permission = open,
                                          .operation_id = "list_themes",
                                          .summary = "Themes with how many services each has"},
                                         [&p](storage::Session&, const Asked<Nothing>&) { return list_themes(p); }));
    routes.push_back(read<ItemPath, http::Response>(
        p,
        {.pattern = "/api/v1/items/{code}",
         .permission = open,
         .operation_id = "get_item",
         .summary = "The whole guide of a service"},
        [&p](storage::Session& s, const Asked<ItemPath>& asked) { return get_item(p, s, asked); }));
    routes.push_back(read<ItemForm, Json>(
        p,
        {.pattern = "/api/v1/items/{code}/form",
         .permission = std::string(signed_in),
         .operation_id = "get_item_form",
         .summary = "The application form, filled from the registers with the source of each field"},
        [&p](storage::Session& s, const Asked<ItemForm>& asked) -> Result<Json> {
            const auto item = p.definitions.current()->find("service", asked.path.code.value);
            if (!item || !item->process) return refuse(cases::errors::not_online);
            return service::prefilled_form(s, *item, p.definitions, asked.actor(), or_empty(asked.query.company));
        }));
    return routes;
}

}  // namespace hz::api
