// SPDX-License-Identifier: Apache-2.0
// The table of routes as a whole: every one is open to somebody named, and the core pack's roles fit it.
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "app/api_description.hpp"
#include "app/flow/fixture.hpp"

namespace hz::app {
namespace {

using ::testing::IsEmpty;

std::string action_of(std::string_view permission) { return std::string(permission.substr(0, permission.find('@'))); }

class ApiRoutes : public ::testing::Test {
  protected:
    void SetUp() override {
        auto opened = ApiDescription::open(clock);
        ASSERT_TRUE(opened) << why(opened);
        api = std::move(*opened);
    }
    // The permissions that routes ask for.
    std::set<std::string> asked() {
        std::set<std::string> out;
        for (const auto& route : api->routes())
            if (route.permission != api::public_permission && route.permission != api::signed_in)
                out.insert(route.permission);
        return out;
    }
    VirtualClock clock{*parse_rfc3339("2026-03-01T08:00:00Z")};
    std::unique_ptr<ApiDescription> api;
};

std::set<std::string> granted_by(const pack::Pack& pack) {
    std::set<std::string> out;
    for (const auto& definition : pack.definitions)
        if (definition.kind == "role")
            for (const auto& permission : get_array(definition.body, "permissions"))
                out.insert(action_of(std::string_view(permission.get_string())));
    return out;
}

TEST_F(ApiRoutes, EachNamesWhoMayUseIt) {
    std::vector<std::string> nameless;
    for (const auto& route : api->routes())
        if (route.permission.empty() || route.permission.find_first_of("@* ") != std::string::npos)
            nameless.push_back(std::string(http::to_text(route.method)) + " " + route.pattern);
    EXPECT_THAT(nameless, IsEmpty());
    EXPECT_GT(api->routes().size(), 40U);
}

TEST_F(ApiRoutes, NothingThatChangesIsOpenToEverybody) {
    // Signing in, and checks that keep nothing.
    const std::set<std::string> allowed{"sign_in", "verify_licence_file", "verify_receipt", "ask_self_check"};
    std::vector<std::string> open;
    for (const auto& route : api->routes())
        if (!http::is_safe(route.method) && route.permission == api::public_permission &&
            !allowed.contains(route.operation_id))
            open.push_back(route.operation_id);
    EXPECT_THAT(open, IsEmpty());
}

TEST_F(ApiRoutes, EachIsDescribedWithItsAnswer) {
    std::vector<std::string> vague;
    for (const auto& route : api->routes()) {
        if (route.operation_id == "get_openapi") continue;
        if (!route.describe) {
            vague.push_back(route.operation_id);
            continue;
        }
        codec::SchemaBook book;
        const Json operation(route.describe(book));
        for (const auto& [status, answer] : get_object(operation, "responses")) {
            if (!status.starts_with('2')) continue;
            const auto* json = find(answer, "content") ? find(*find(answer, "content"), "application/json") : nullptr;
            if (json && get_text(*find(*json, "schema"), "description").starts_with("Free-form: any"))
                vague.push_back(route.operation_id);
        }
    }
    EXPECT_THAT(vague, IsEmpty());
}

TEST_F(ApiRoutes, EveryPermissionIsSomeRoles) {
    const auto core = load_pack("core-cn");
    ASSERT_TRUE(core) << why(core);
    const auto granted = granted_by(*core);
    std::vector<std::string> nobodys;
    for (const auto& permission : asked())
        if (!granted.contains(permission)) nobodys.push_back(permission);
    EXPECT_THAT(nobodys, IsEmpty());
}

TEST_F(ApiRoutes, EveryPermissionOfARoleOpensSomething) {
    const auto core = load_pack("core-cn");
    ASSERT_TRUE(core) << why(core);
    auto routes = asked();
    routes.insert("absence.manage");  // the route is everybody's own; this opens it for somebody else
    std::vector<std::string> useless;
    for (const auto& permission : granted_by(*core))
        if (!routes.contains(permission)) useless.push_back(permission);
    EXPECT_THAT(useless, IsEmpty());
}

}  // namespace
}  // namespace hz::app
