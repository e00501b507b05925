// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "identity/errors.hpp"
#include "identity/testing/world.hpp"
#include "storage/testing/stores.hpp"

namespace hz::identity {
namespace {

using namespace std::chrono_literals;

class Staffing : public storage::testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (store) world = std::make_unique<testing::World>(*store);
    }
    Result<void> assign(const Actor& by, PersonId person, const std::string& agency, const std::string& post) {
        return world->write([&](auto& s) { return assign_post(s, world->context, by, person, agency, post); });
    }
    std::unique_ptr<testing::World> world;
};
INSTANTIATE_TEST_SUITE_P(Engines, Staffing, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(Staffing, nobody_holds_two_of_the_three) {
    const auto sys = world->staff("sys", "office-a", "sys");
    EXPECT_TRUE(assign(world->system, sys, "office-a", "sec").error().is(errors::exclusive_roles));
    EXPECT_TRUE(assign(world->system, sys, "office-a", "aud").error().is(errors::exclusive_roles));
    EXPECT_TRUE(
        world->write([&](auto& s) { return unassign_post(s, world->context, world->system, sys, "office-a", "sys"); }));
    EXPECT_TRUE(assign(world->system, sys, "office-a", "aud"));
    // Nor by changing what a post may do.
    const std::vector<std::string> both = {"sys", "sec"};
    const std::vector<std::string> sys_role = {"sys"};
    EXPECT_TRUE(assign(world->system, sys, "office-b", "clerk"));
    const auto roles = [&](std::span<const std::string> wanted) {
        return world->write(
            [&](auto& s) { return set_post_roles(s, world->context, world->system, "office-b", "clerk", wanted); });
    };
    EXPECT_TRUE(roles(both).error().is(errors::exclusive_roles));
    EXPECT_TRUE(roles(sys_role).error().is(errors::exclusive_roles));
    EXPECT_TRUE(roles(std::vector<std::string>{"king"}).error().is(errors::unknown_role));
    // Nor by standing in for somebody.
    world->staff("sys2", "office-a", "sys");
    const auto sys2 = world->actor("sys2");
    const auto now = world->clock.now();
    const auto delegated = world->write(
        [&](auto& s) { return delegate_post(s, world->context, *sys2, sys, "office-a", "sys", now, now + 24h); });
    EXPECT_TRUE(delegated.error().is(errors::exclusive_roles));
}

TEST_P(Staffing, only_the_security_administrator_and_never_on_oneself) {
    world->staff("sec", "office-a", "sec");
    world->staff("sys", "office-a", "sys");
    const auto ann = world->person("ann");
    const auto sec = world->actor("sec");
    const auto sys = world->actor("sys");
    EXPECT_TRUE(assign(*sys, ann, "office-a", "clerk").error().is(errors::not_permitted));
    EXPECT_TRUE(assign(*sec, sec->person, "office-a", "clerk").error().is(errors::own_rights));
    EXPECT_TRUE(assign(*sec, ann, "office-a", "clerk"));
    EXPECT_TRUE(assign(*sec, ann, "office-a", "clerk").error().is(errors::already_assigned));
    EXPECT_TRUE(assign(*sec, ann, "office-x", "clerk").error().is(errors::agency_not_found));
    EXPECT_TRUE(assign(*sec, ann, "office-a", "king").error().is(errors::post_not_found));
    EXPECT_TRUE(assign(*sec, {12345}, "office-a", "clerk").error().is(errors::person_not_found));
    const std::vector<std::string> roles = {"sec", "clerk"};
    const auto raised =
        world->write([&](auto& s) { return set_post_roles(s, world->context, *sec, "office-a", "sec", roles); });
    EXPECT_TRUE(raised.error().is(errors::own_rights));
    // And accounts are the system administrator's.
    const auto account = sec->account;
    EXPECT_TRUE(world->write([&](auto& s) { return disable_account(s, world->context, *sec, sys->account); })
                    .error()
                    .is(errors::not_permitted));
    EXPECT_TRUE(world->write([&](auto& s) { return disable_account(s, world->context, *sys, sys->account); })
                    .error()
                    .is(errors::own_rights));
    EXPECT_TRUE(world->write([&](auto& s) { return disable_account(s, world->context, *sys, account); }));
    EXPECT_TRUE(world->sign_in("sec", "sec-secret").refusal->is(errors::account_disabled));
    EXPECT_TRUE(world->write([&](auto& s) { return enable_account(s, world->context, *sys, account); }));
    EXPECT_TRUE(world->sign_in("sec", "sec-secret").session);
}

TEST_P(Staffing, a_change_reaches_sessions_at_once) {
    world->staff("sec", "office-a", "sec");
    const auto ann = world->staff("ann", "office-a", "clerk");
    const auto token = world->sign_in("ann", "ann-secret").session->token;
    const auto first = world->load(token)->actor;
    EXPECT_EQ(world->load(token)->actor, first);  // kept in memory
    EXPECT_TRUE(first->has("case.handle"));
    const auto sec = world->actor("sec");
    EXPECT_TRUE(
        world->write([&](auto& s) { return unassign_post(s, world->context, *sec, ann, "office-a", "clerk"); }));
    EXPECT_FALSE(world->load(token)->actor->has("case.handle"));
    EXPECT_TRUE(
        world->write([&](auto& s) { return disable_account(s, world->context, world->system, first->account); }));
    EXPECT_FALSE(world->load(token));
}

TEST_P(Staffing, what_was_rolled_back_is_not_remembered) {
    const auto ann = world->staff("ann", "office-a", "clerk");
    const auto before = world->actor("ann");
    const auto undone = world->write([&](storage::Session& s) -> Result<void> {
        if (auto ok = unassign_post(s, world->context, world->system, ann, "office-a", "clerk"); !ok) return ok;
        EXPECT_FALSE(actor_of_login(s, world->context, "ann").value()->has("case.handle"));
        return refuse(errors::not_permitted);
    });
    EXPECT_FALSE(undone);
    EXPECT_TRUE(world->actor("ann")->has("case.handle"));
    EXPECT_TRUE(assign(world->system, world->person("eve"), "office-a", "warden"));
    EXPECT_TRUE(world->actor("ann")->has("case.handle"));
}

TEST_P(Staffing, a_deputy_acts_for_a_time_and_no_longer_than_the_holder) {
    const auto ann = world->staff("ann", "office-a", "registrar");
    const auto bob = world->staff("bob", "office-b", "clerk");
    const auto now = world->clock.now();
    const auto delegate = [&](PersonId deputy, Time from, Time until) {
        return world->write([&, by = world->actor("ann")](auto& s) {
            return delegate_post(s, world->context, *by, deputy, "office-a", "registrar", from, until);
        });
    };
    EXPECT_TRUE(delegate(bob, now, now).error().is(errors::bad_period));
    EXPECT_TRUE(delegate(bob, now, now + 24h * 400).error().is(errors::bad_period));
    EXPECT_TRUE(delegate(ann, now, now + 24h).error().is(errors::already_assigned));
    ASSERT_TRUE(delegate(bob, now + 1h, now + 25h));
    EXPECT_FALSE(world->actor("bob")->has("record.correct"));
    world->clock.advance(1h);
    EXPECT_TRUE(world->actor("bob")->has("record.correct"));
    EXPECT_EQ(world->read([&](auto& s) { return people_in_post(s, world->context, "office-a", "registrar"); }).size(),
              2U);
    world->clock.advance(24h);
    EXPECT_FALSE(world->actor("bob")->has("record.correct"));

    const auto later = world->clock.now();
    const auto id = delegate(bob, later, later + 24h);
    ASSERT_TRUE(id);
    EXPECT_TRUE(world->actor("bob")->has("record.correct"));
    const auto bob_actor = world->actor("bob");
    EXPECT_FALSE(world->write([&](auto& s) { return end_delegation(s, world->context, *bob_actor, *id); }));
    EXPECT_TRUE(world->write(
        [&](auto& s) { return unassign_post(s, world->context, world->system, ann, "office-a", "registrar"); }));
    EXPECT_FALSE(world->actor("bob")->has("record.correct"));
}

TEST_P(Staffing, people_with_any_name_and_no_number_twice) {
    for (const auto& name :
         {std::string("𠮷野家"), std::string("迪力拉·买买提"), std::string("O'Brien; drop table person"),
          std::string("😀"), std::string("<script>alert(1)</script>")}) {
        const auto id = world->person(name, "N-" + name);
        EXPECT_EQ(world->read([&](auto& s) { return display_name(s, id); }), name);
        EXPECT_EQ(world->read([&](auto& s) { return find_person_by_number(s, world->context, "N-" + name); })->id, id);
        EXPECT_EQ(world->read([&](auto& s) { return find_person_with_number(s, world->context, id); })->number,
                  "N-" + name);
    }
    const auto refused = [&](NewPerson person) {
        return world->write([&](auto& s) { return register_person(s, world->context, world->system, person); }).error();
    };
    std::string long_name;
    for (int i = 0; i < 200; ++i) long_name += "长";
    world->person(long_name);
    EXPECT_TRUE(refused({long_name + "长", "", ""}).is(errors::bad_name));
    EXPECT_TRUE(refused({"  \xE3\x80\x80", "", ""}).is(errors::bad_name));
    EXPECT_TRUE(refused({"a\nb", "", ""}).is(errors::bad_name));
    EXPECT_TRUE(refused({"\xFF\xFE", "", ""}).is(errors::bad_name));
    EXPECT_TRUE(refused({"Ann", "N-😀", ""}).is(errors::number_taken));
    EXPECT_TRUE(refused({"Ann", "", "call me"}).is(errors::bad_phone));
    EXPECT_TRUE(refused({"Ann", std::string(65, '1'), ""}).is(hz::errors::too_long));
    const auto citizen = world->staff("ann", "office-a", "clerk");
    EXPECT_TRUE(world
                    ->write([&, by = world->actor("ann")](auto& s) {
                        return register_person(s, world->context, *by, {"Eve", "", ""});
                    })
                    .error()
                    .is(errors::not_permitted));
    (void)citizen;
}

TEST_P(Staffing, erasing_a_person_ends_everything) {
    const auto ann = world->staff("ann", "office-a", "clerk");
    const auto token = world->sign_in("ann", "ann-secret").session->token;
    EXPECT_TRUE(world->write([&](auto& s) { return erase_person(s, world->context, world->system, ann, "art. 47"); }));
    EXPECT_FALSE(world->load(token));
    EXPECT_FALSE(world->sign_in("ann", "ann-secret").session);
    EXPECT_EQ(world->read([&](auto& s) { return display_name(s, ann); }), "");
    EXPECT_TRUE(world->read([&](auto& s) { return people_in_post(s, world->context, "office-a", "clerk"); }).empty());
}

TEST_P(Staffing, acting_for_a_company) {
    const auto ann = world->staff("ann", "office-a", "clerk");
    EXPECT_TRUE(world->write([&](auto& s) {
        return give_representation(s, world->context, world->system, ann, "company-1", "legal_representative");
    }));
    EXPECT_EQ(world->actor("ann")->companies, std::vector<std::string>{"company-1"});
    EXPECT_TRUE(
        world->write([&](auto& s) { return end_representation(s, world->context, world->system, ann, "company-1"); }));
    EXPECT_TRUE(world->actor("ann")->companies.empty());
}

TEST_P(Staffing, accounts_have_sound_names_and_passwords) {
    const auto ann = world->person("ann");
    const auto create = [&](const std::string& login) {
        return world->write([&](auto& s) {
            return create_account(s, world->context, world->system, {login, ann, "staff", "h", false});
        });
    };
    EXPECT_TRUE(create("ann"));
    EXPECT_TRUE(create("ann").error().is(errors::login_taken));
    for (const auto* bad : {"a", "Ann", "安", "a b", "a/b", ""})
        EXPECT_TRUE(create(bad).error().is(errors::bad_login)) << bad;
    const Settings settings;
    EXPECT_TRUE(check_password_rules(settings, "ann", "Kite-2026"));
    EXPECT_TRUE(check_password_rules(settings, "ann", "风筝kite2026"));
    for (const auto* bad : {"", "Aa1!", "aaaaaaaaaa", "password1", "my-ann-2026-X",
                            "\xFF\xFF\xFF"
                            "gG1-----"})
        EXPECT_FALSE(check_password_rules(settings, "ann", bad)) << bad;
    EXPECT_FALSE(check_password_rules(settings, "ann", "aA1" + std::string(126, '-')));
    EXPECT_EQ(world->read([&](auto& s) { return list_accounts(s, world->context, {}, 10); }).size(), 1U);
}

TEST_P(Staffing, regions_form_a_tree) {
    EXPECT_EQ(world->read([](auto& s) { return region_subtree(s, "a"); }).size(), 3U);
    EXPECT_EQ(world->read([](auto& s) { return region_children(s, "root"); }).size(), 2U);
    EXPECT_EQ(world->read([](auto& s) { return region_children(s, ""); }).size(), 1U);
    EXPECT_EQ(world->read([](auto& s) { return find_region(s, "a11"); })->path, "/root/a/a1/a11/");
    const auto load = [&](std::vector<Region> regions) {
        return world->write([&](auto& s) { return load_regions(s, world->context, regions); });
    };
    EXPECT_TRUE(load({{"x", "y", 1, {}, ""}}).error().is(errors::bad_import));
    EXPECT_TRUE(load({{"x", "", 1, {}, ""}, {"x", "", 1, {}, ""}}).error().is(errors::bad_import));
    EXPECT_TRUE(load({{"root", "a1", 1, {}, ""}}).error().is(errors::bad_import));  // would close a loop
    EXPECT_TRUE(load({{"a/b", "", 1, {}, ""}}).error().is(errors::bad_import));
    EXPECT_EQ(world->read([&](auto& s) { return world->directory.get(s)->posts_with_code("clerk").size(); }), 3U);
    EXPECT_EQ(world->read([&](auto& s) {
        return get_text(world->directory.get(s)->agency("office-a")->detail, "hours") == "9-17";
    }),
              true);
}

}  // namespace
}  // namespace hz::identity
