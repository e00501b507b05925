// SPDX-License-Identifier: Apache-2.0
#include "identity/policy.hpp"

#include <gtest/gtest.h>

#include <random>

#include "identity/errors.hpp"
#include "identity/testing/world.hpp"

namespace hz::identity {
namespace {

const RoleSet& roles() {
    static const auto set = RoleSet::load(parse_json(testing::roles_json).value()).value();
    return set;
}

Actor in_post(const std::string& role, const std::string& agency, const std::string& path) {
    Actor actor;
    actor.account = {1};
    actor.person = {100};
    actor.companies = {"company-1"};
    if (!role.empty()) actor.posts.push_back({agency, {}, role, {}, path, {role}, {}, {}});
    resolve(actor, roles());
    return actor;
}

enum class Where { own, own_company, agency, below, beside, nobody, platform };

Resource at(Where where) {
    Resource r;
    r.kind = "case";
    r.subject = {200};
    switch (where) {
        case Where::own:
            r.subject = {100};
            break;
        case Where::own_company:
            r.company = "company-1";
            break;
        case Where::agency:
            r.agency = "office-a";
            r.region_path = "/root/a/";
            break;
        case Where::below:
            r.agency = "office-a1";
            r.region_path = "/root/a/a1/";
            break;
        case Where::beside:
            r.agency = "office-b";
            r.region_path = "/root/ab/";
            break;
        case Where::nobody:
            break;
        case Where::platform:
            r.platform = true;
            break;
    }
    return r;
}

struct Line {
    std::string role, action;
    Where where;
    const ErrorCode* refusal;  // null: permitted
};

TEST(Policy, matrix_of_roles_actions_and_scopes) {
    const auto* yes = static_cast<const ErrorCode*>(nullptr);
    const auto* no = &errors::not_permitted;
    const auto* far = &errors::out_of_scope;
    const std::vector<Line> lines = {
        {"", "case.read", Where::own, yes},
        {"", "case.read", Where::own_company, yes},
        {"", "case.read", Where::agency, far},
        {"", "case.read", Where::nobody, far},
        {"", "case.handle", Where::own, no},
        {"", "service.read", Where::platform, far},
        {"", "account.manage", Where::platform, no},
        {"", "case.read@agency", Where::own, no},
        {"clerk", "case.read", Where::own, yes},
        {"clerk", "case.handle", Where::agency, yes},
        {"clerk", "case.handle", Where::below, far},
        {"clerk", "case.handle", Where::beside, far},
        {"clerk", "case.handle", Where::nobody, far},
        {"clerk", "case.read@agency", Where::agency, yes},
        {"clerk", "case.read@region", Where::agency, no},
        {"clerk", "audit.read", Where::platform, no},
        {"warden", "case.read", Where::agency, yes},
        {"warden", "case.read", Where::below, yes},
        {"warden", "case.read", Where::beside, far},
        {"warden", "case.handle", Where::agency, no},
        {"registrar", "record.correct", Where::agency, yes},
        {"registrar", "record.read", Where::beside, far},
        {"registrar", "records.read", Where::agency, no},
        {"sys", "account.manage", Where::platform, yes},
        {"sys", "role.manage", Where::platform, no},
        {"sys", "case.handle", Where::agency, no},
        {"sec", "role.manage", Where::platform, yes},
        {"sec", "account.manage", Where::platform, no},
        {"aud", "audit.read", Where::platform, yes},
        {"aud", "record.read", Where::agency, far},  // as a citizen: only one's own
    };
    for (const auto& line : lines) {
        const auto actor = in_post(line.role, "office-a", "/root/a/");
        const auto decision = decide(actor, line.action, at(line.where), "a reason");
        EXPECT_EQ(decision.refusal, line.refusal)
            << line.role << " " << line.action << " " << static_cast<int>(line.where);
    }
}

TEST(Policy, nobody_reads_anothers_data_without_a_purpose) {
    const auto clerk = in_post("clerk", "office-a", "/root/a/");
    EXPECT_EQ(decide(clerk, "case.handle", at(Where::agency), "").refusal, &errors::purpose_required);
    EXPECT_EQ(decide(clerk, "case.handle", at(Where::agency), " \t ").refusal, &errors::purpose_required);
    EXPECT_TRUE(decide(clerk, "case.handle", at(Where::agency), "handling"));
    EXPECT_TRUE(decide(clerk, "case.read", at(Where::own), ""));
}

TEST(Policy, without_the_permission_always_refuses) {
    std::mt19937 random(42);
    const std::vector<std::string> all = {"", "clerk", "warden", "registrar", "sys", "sec", "aud"};
    const std::vector<std::string> paths = {"", "/", "/root/", "/root/a/", "/root/a/a1/"};
    const auto pick = [&](const auto& from) -> const auto& { return from[random() % from.size()]; };
    for (int i = 0; i < 20'000; ++i) {
        auto actor = in_post(pick(all), "office-a", pick(paths));
        if (random() % 2 == 0) actor.posts.push_back({"office-b", {}, "x", {}, pick(paths), {pick(all)}, {}, {}});
        resolve(actor, roles());
        auto resource = at(static_cast<Where>(random() % 7));
        resource.region_path = pick(paths);
        // "licence.revoke" is in nobody's role here.
        ASSERT_EQ(decide(actor, "licence.revoke", resource, "x").refusal, &errors::not_permitted);
        const auto decision = decide(actor, "case.handle", resource, "x");
        if (decision) {
            ASSERT_TRUE(actor.has("case.handle"));
        }
    }
}

TEST(Policy, exclusive_roles_stop_every_post_but_not_the_citizen) {
    auto actor = in_post("sys", "office-a", "/root/a/");
    actor.posts.push_back({"office-a", {}, "aud", {}, "/root/a/", {"aud"}, {}, {}});
    resolve(actor, roles());
    EXPECT_EQ(decide(actor, "account.manage", at(Where::platform), "x").refusal, &errors::conflicting_roles);
    EXPECT_EQ(decide(actor, "audit.read", at(Where::platform), "x").refusal, &errors::conflicting_roles);
    EXPECT_TRUE(decide(actor, "case.read", at(Where::own), ""));
    EXPECT_FALSE(actor.has("account.manage"));
}

TEST(Policy, region_scope_stops_at_code_borders) {
    auto warden = in_post("warden", "office-a", "/root/a/");
    Resource r = at(Where::nobody);
    r.region_path = "/root/ab/";  // "a" is a prefix of "ab" only as text
    EXPECT_EQ(decide(warden, "case.read", r, "x").refusal, &errors::out_of_scope);
    warden.posts[0].region_path = "";  // an organisation without a region reaches none
    EXPECT_EQ(decide(warden, "case.read", r, "x").refusal, &errors::out_of_scope);
}

TEST(Policy, anonymous_may_nothing_that_no_role_gives_to_everybody) {
    const auto actor = anonymous_actor(roles());
    EXPECT_EQ(decide(actor, "case.read", at(Where::nobody), "x").refusal, &errors::not_permitted);
    Resource nobody;
    nobody.platform = true;
    EXPECT_EQ(decide(actor, "service.read", nobody, "").refusal, &errors::not_permitted);
    EXPECT_TRUE(decide(in_post("", "", ""), "service.read", nobody, ""));
    EXPECT_TRUE(decide(system_actor("timer"), "case.read", nobody, ""));
}

TEST(Policy, a_platform_record_about_somebody_is_not_everybodys_own) {
    Resource record = at(Where::platform);  // about person 200
    record.kind = "record";
    EXPECT_EQ(decide(in_post("", "", ""), "record.read", record, "curious").refusal, &errors::out_of_scope);
    EXPECT_TRUE(decide(in_post("clerk", "office-a", "/root/a/"), "record.read", record, "handling"));
    record.subject = {};
    record.company = "company-2";
    EXPECT_EQ(decide(in_post("", "", ""), "record.read", record, "curious").refusal, &errors::out_of_scope);
}

TEST(Policy, an_entry_says_in_which_post) {
    const auto clerk = in_post("clerk", "office-a", "/root/a/");
    const auto decision = decide(clerk, "case.handle", at(Where::agency), "x");
    const auto entry = entry_by(clerk, decision, "case_accepted", "case:1");
    EXPECT_EQ(entry.post, "clerk");
    EXPECT_EQ(entry.organisation, "office-a");
    EXPECT_EQ(entry.actor, "person:" + to_text(clerk.person));
    EXPECT_TRUE(entry_by(clerk, decide(clerk, "case.read", at(Where::own), ""), "a", "b").post.empty());
}

TEST(Roles, bad_definitions_are_explained) {
    for (const char* bad :
         {R"({"code":""})", R"({"code":"A b"})", R"({"code":"a","permissions":["read"]})",
          R"({"code":"a","permissions":[1]})", R"({"code":"a","permissions":["*"]})",
          R"({"code":"a","permissions":["case.re*"]})", R"({"code":"a","permissions":["*.read"]})",
          R"({"code":"a","permissions":["case.read@world"]})", R"({"code":"a","permissions":["case@own"]})",
          R"({"code":"a","scope":"world"})", R"({"code":"a","clearance":5})", R"({"code":"a","implicit":"some"})",
          R"({"code":"a","exclusive_with":["a"]})", R"([])", R"("a")", R"(null)"}) {
        RoleSet set;
        const auto added = set.add(parse_json(bad).value());
        ASSERT_FALSE(added) << bad;
        EXPECT_TRUE(added.error().is(errors::bad_role)) << bad;
    }
}

TEST(Roles, permissions_keep_the_spelling_of_their_definition) {
    const auto clerk = in_post("clerk", "office-a", "/root/a/");
    const auto list = clerk.permissions();
    EXPECT_NE(std::ranges::find(list, "case.read@agency"), list.end());
    EXPECT_TRUE(clerk.has("case.read"));
    EXPECT_TRUE(clerk.has("case.read@own"));
    EXPECT_FALSE(in_post("", "", "").has("case.read@agency"));
}

}  // namespace
}  // namespace hz::identity
