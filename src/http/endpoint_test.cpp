// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"

#include <gtest/gtest.h>

namespace kite_shop {

using KiteId = hz::Id<struct KiteTag>;
enum class Wind { calm, fresh };
BOOST_DESCRIBE_ENUM(Wind, calm, fresh)

struct FlyKite {
    struct Path {
        KiteId id;
    } path;
    struct Query {
        std::optional<bool> dry_run;
        std::vector<Wind> wind;
        int limit = 0;
    } query;
    struct Body {
        hz::Text<5> place;
        int metres = 0;
    } body;
};
BOOST_DESCRIBE_STRUCT(FlyKite::Path, (), (id))
BOOST_DESCRIBE_STRUCT(FlyKite::Query, (), (dry_run, wind, limit))
BOOST_DESCRIBE_STRUCT(FlyKite::Body, (), (place, metres))

struct Flight {
    KiteId kite;
    std::string place;
    std::vector<Wind> wind;
};
BOOST_DESCRIBE_STRUCT(Flight, (), (kite, place, wind))

struct Empty {};

inline constexpr hz::ErrorCode no_wind{"kite.no_wind", hz::Category::conflict, "没有风。", "There is no wind."};

}  // namespace kite_shop

namespace hz::http {
namespace {

using namespace kite_shop;

Route fly_route() {
    return endpoint<FlyKite, Flight>({.method = Method::post,
                                      .pattern = "/kites/{id}/flights",
                                      .permission = "kite.fly",
                                      .operation_id = "fly_kite",
                                      .summary = "Lets a kite rise",
                                      .status = 201,
                                      .problems = {&no_wind}},
                                     [](Call<FlyKite> call, Reply<Flight> reply) {
                                         if (call.query.wind.empty()) return reply(refuse(no_wind));
                                         reply.header("Location", "/kites/" + to_text(call.path.id));
                                         reply(Flight{call.path.id, call.body.place.value, call.query.wind});
                                     });
}

Router shop() {
    std::vector<Route> routes;
    routes.push_back(fly_route());
    routes.push_back(endpoint_now<Empty, Nothing>(
        {.method = Method::delete_, .pattern = "/kites", .permission = "public", .operation_id = "forget_kites"},
        [](const Call<Empty>&) -> Result<Nothing> { return Nothing{}; }));
    return Router(std::move(routes));
}

Response ask(const Router& router, Method method, std::string target, std::string body = "",
             std::string locale = "en") {
    auto request = std::make_shared<Request>();
    request->method = method;
    request->target = std::move(target);
    request->body = std::move(body);
    request->locale = std::move(locale);
    if (!request->body.empty()) request->headers.all.emplace_back("Content-Type", "application/json; charset=utf-8");
    Response out;
    dispatch(router, std::move(request), [&](Response response) { out = std::move(response); });
    return out;
}

TEST(Endpoint, DecodesAndAnswers) {
    const auto router = shop();
    const auto response =
        ask(router, Method::post, "/kites/000000000000a/flights?wind=calm&wind=fresh&limit=3&dry_run=true",
            R"({"place":"河边","metres":3})");
    EXPECT_EQ(response.status, 201) << response.text();
    EXPECT_EQ(response.text(), R"({"kite":"000000000000a","place":"河边","wind":["calm","fresh"]})");
    EXPECT_EQ(response.find("location"), "/kites/000000000000a");
}

TEST(Endpoint, NothingIs204) {
    const auto response = ask(shop(), Method::delete_, "/kites");
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(response.text(), "");
}

TEST(Endpoint, RefusalBecomesAProblemInTheReadersLanguage) {
    const auto router = shop();
    const auto target = "/kites/000000000000a/flights?limit=1";
    const auto response = ask(router, Method::post, target, R"({"place":"a","metres":3})", "zh-Hans");
    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_EQ(response.text(),
              R"({"type":"urn:huizheng:problem:kite.no_wind","title":"没有风。","status":409,"code":"kite.no_wind"})");
}

TEST(Endpoint, ReportsQueryAndBodyFaultsTogether) {
    const auto response =
        ask(shop(), Method::post, "/kites/000000000000a/flights?limit=x&wind=storm&kite=1&dry_run=true&dry_run=false",
            R"({"place":"abcdef","metres":"3"})");
    EXPECT_EQ(response.status, 422);
    const auto problem = parse_json(response.text()).value();
    std::string places;
    for (const auto& field : get_array(problem, "fields"))
        places.append(get_text(field, "path")).append("=").append(get_text(field, "code")).append(" ");
    EXPECT_EQ(places,
              "?limit=field.not_whole ?wind=field.not_a_choice ?kite=field.unknown ?dry_run=field.given_twice "
              "/place=field.too_long /metres=field.not_number ");
}

TEST(Endpoint, MissingParts) {
    const auto response = ask(shop(), Method::post, "/kites/000000000000a/flights", "{}");
    EXPECT_EQ(response.status, 422);
    EXPECT_NE(response.text().find(R"("path":"?limit","code":"field.missing")"), std::string::npos);
    EXPECT_NE(response.text().find(R"("path":"/place","code":"field.missing")"), std::string::npos);
    EXPECT_EQ(ask(shop(), Method::post, "/kites/000000000000a/flights?limit=1", "{").status, 400);
    EXPECT_EQ(ask(shop(), Method::post, "/kites/000000000000a/flights?limit=1").status, 415);
    EXPECT_EQ(ask(shop(), Method::post, "/kites/nothing/flights?limit=1", "{}").status, 404);
}

TEST(Router, KnowsMethodsAndPlaces) {
    const auto router = shop();
    EXPECT_EQ(ask(router, Method::get, "/nowhere").status, 404);
    const auto wrong = ask(router, Method::get, "/kites");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.find("Allow"), "DELETE, OPTIONS");
    EXPECT_EQ(ask(router, Method::options, "/kites").status, 204);
    EXPECT_EQ(ask(router, Method::get, "/kites/%").status, 400);
}

TEST(Router, PrefersFixedThenParameterThenRest) {
    std::vector<Route> routes;
    for (const std::string pattern : {"/a/{x}", "/a/b", "/a/{x}/c", "/{rest...}"})
        routes.push_back(
            raw_route({.pattern = pattern, .permission = "public"}, [pattern](Request& request, Responder reply) {
                std::string text = pattern;
                for (const auto& [name, value] : request.params.all)
                    text.append(" ").append(name).append("=").append(value);
                reply(text_response(200, text));
            }));
    const Router router(std::move(routes));
    EXPECT_EQ(ask(router, Method::get, "/a/b").text(), "/a/b");
    EXPECT_EQ(ask(router, Method::get, "/a/%E7%AD%9D").text(), "/a/{x} x=筝");
    EXPECT_EQ(ask(router, Method::get, "/a/b/c").text(), "/a/{x}/c x=b");
    EXPECT_EQ(ask(router, Method::get, "/a/b/d").text(), "/{rest...} rest=a/b/d");
    EXPECT_EQ(ask(router, Method::get, "/").text(), "/{rest...} rest=");
    EXPECT_EQ(ask(router, Method::head, "/a/b").status, 200);
}

TEST(Router, RefusesARouteWithoutPermission) {
    std::vector<Route> routes;
    routes.push_back(raw_route({.pattern = "/a"}, [](Request&, Responder) {}));
    EXPECT_DEATH(Router{std::move(routes)}, "names no permission");
}

TEST(Responder, AnswersOnceAndNeverNot) {
    int answers = 0;
    Response last;
    const auto deliver = [&](Response response) {
        ++answers;
        last = std::move(response);
    };
    {
        const Responder reply(std::make_shared<Request>(), deliver);
        EXPECT_TRUE(reply(text_response(200, "a")));
        EXPECT_FALSE(reply(text_response(200, "b")));
    }
    EXPECT_EQ(answers, 1);
    EXPECT_EQ(last.text(), "a");
    { const Responder dropped(std::make_shared<Request>(), deliver); }
    EXPECT_EQ(answers, 2);
    EXPECT_EQ(last.status, 500);
}

TEST(OpenApi, DescribesTypedRoutes) {
    const auto router = shop();
    const auto document = openapi_document(router.routes(), {"Kites", "1", ""});
    EXPECT_EQ(get_text(document, "openapi"), "3.1.0");
    const auto& operation = document.at("paths").at("/kites/{id}/flights").at("post");
    EXPECT_EQ(get_text(operation, "operationId"), "fly_kite");
    EXPECT_EQ(get_text(operation, "x-permission"), "kite.fly");
    EXPECT_EQ(operation.at("parameters").as_array().size(), 4U);
    EXPECT_EQ(
        to_string(operation.at("parameters").at(2)),
        R"({"name":"wind","in":"query","required":false,"schema":{"type":"array","items":{"$ref":"#/components/schemas/KiteShopWind"}}})");
    EXPECT_EQ(to_string(operation.at("requestBody").at("content").at("application/json").at("schema")),
              R"({"$ref":"#/components/schemas/KiteShopFlyKiteBody"})");
    EXPECT_TRUE(operation.at("responses").as_object().contains("201"));
    EXPECT_TRUE(operation.at("responses").as_object().contains("409"));
    EXPECT_TRUE(document.at("components").at("schemas").as_object().contains("KiteShopFlight"));
    EXPECT_TRUE(document.at("paths").at("/kites").at("delete").at("responses").as_object().contains("204"));
}

}  // namespace
}  // namespace hz::http
