// SPDX-License-Identifier: Apache-2.0
#include "identity/absence.hpp"

#include <gtest/gtest.h>

#include "identity/errors.hpp"
#include "identity/testing/world.hpp"
#include "storage/testing/stores.hpp"

namespace hz::identity {
namespace {

using namespace std::chrono_literals;

class Away : public storage::testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (!store) return;
        world = std::make_unique<testing::World>(*store);
        ann = world->staff("ann", "office-a", "clerk");
        ben = world->staff("ben", "office-a", "warden");
        far = world->staff("far", "office-b", "clerk");
        sec = world->staff("sec", "office-a", "sec");
    }
    Result<std::int64_t> away(const std::string& by, PersonId person, std::chrono::hours from, std::chrono::hours until,
                              PersonId deputy = {}) {
        const auto actor = world->actor(by);
        const auto now = world->clock.now();
        return world->write([&](auto& s) {
            return record_absence(s, world->context, *actor, person, now + from, now + until, deputy);
        });
    }
    std::unique_ptr<testing::World> world;
    PersonId ann, ben, far, sec;
};
INSTANTIATE_TEST_SUITE_P(Engines, Away, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(Away, the_deputy_stands_in_from_then_until_then) {
    EXPECT_TRUE(away("ann", ann, 1h, 49h, ben));
    EXPECT_FALSE(world->actor("ben")->stands_in_for(ann));
    world->clock.advance(2h);
    const auto deputy = world->actor("ben");
    EXPECT_TRUE(deputy->stands_in_for(ann));
    EXPECT_TRUE(deputy->in_post("office-a", "clerk"));
    EXPECT_TRUE(world->read([&](auto& s) { return is_absent(s, world->context, ann); }));
    world->clock.advance(48h);
    const auto after = world->actor("ben");
    EXPECT_FALSE(after->stands_in_for(ann));
    EXPECT_FALSE(after->in_post("office-a", "clerk"));
    EXPECT_FALSE(world->read([&](auto& s) { return is_absent(s, world->context, ann); }));
}

TEST_P(Away, ends_at_once_when_it_is_ended) {
    const auto id = away("ann", ann, 0h, 48h, ben);
    ASSERT_TRUE(id);
    world->clock.advance(1h);
    EXPECT_TRUE(world->actor("ben")->stands_in_for(ann));
    const auto stranger = world->actor("far");
    const auto self = world->actor("ann");
    const auto end = [&](const ActorPtr& by) {
        return world->write([&](auto& s) { return end_absence(s, world->context, *by, *id); });
    };
    EXPECT_TRUE(end(stranger).error().is(errors::absence_not_found));
    EXPECT_TRUE(end(self));
    EXPECT_FALSE(world->actor("ben")->stands_in_for(ann));
    EXPECT_TRUE(end(self).error().is(errors::absence_not_found));
    EXPECT_EQ(world->events("person:" + to_text(ann)),
              (std::vector<std::string>{"person_registered", "absence_recorded", "absence_ended"}));
}

TEST_P(Away, who_may_and_who_may_stand_in) {
    EXPECT_TRUE(away("ben", ann, 0h, 24h).error().is(errors::not_permitted));
    EXPECT_TRUE(away("ann", ann, 0h, 24h, ann).error().is(errors::own_deputy));
    EXPECT_TRUE(away("ann", ann, 0h, 24h, far).error().is(errors::deputy_elsewhere));
    EXPECT_TRUE(away("ann", ann, 24h, 12h).error().is(errors::bad_period));
    EXPECT_TRUE(away("ann", ann, 0h, 24h * 400).error().is(errors::absence_too_long));
    EXPECT_TRUE(away("sec", ann, 0h, 24h, sec).error().is(errors::own_rights));
    EXPECT_TRUE(away("sec", ann, 0h, 24h, ben));
    EXPECT_TRUE(away("ann", ann, 12h, 36h).error().is(errors::absent_already));
    EXPECT_TRUE(away("ann", ann, 25h, 36h));
}

TEST_P(Away, a_deputy_who_is_away_too_is_none) {
    EXPECT_TRUE(away("ben", ben, 0h, 24h));
    EXPECT_TRUE(away("ann", ann, 12h, 36h, ben).error().is(errors::deputy_absent));
    EXPECT_TRUE(away("ann", ann, 24h, 36h, ben));
}

TEST_P(Away, nobody_gets_excluded_roles_by_standing_in) {
    const auto sys = world->staff("sys", "office-a", "sys");
    EXPECT_TRUE(away("sys", sec, 0h, 24h, ben).error().is(errors::not_permitted));
    EXPECT_TRUE(away("sec", sec, 0h, 24h, sys));
    world->clock.advance(1h);
    const auto deputy = world->actor("sys");
    EXPECT_TRUE(deputy->stands_in_for(sec));
    EXPECT_FALSE(deputy->in_post("office-a", "sec"));
    EXPECT_FALSE(deputy->conflict);
}

TEST_P(Away, skills_are_the_security_administrators_to_say) {
    const auto set = [&](const std::string& by, PersonId person, std::vector<std::string> skills) {
        const auto actor = world->actor(by);
        return world->write([&](auto& s) { return set_skills(s, world->context, *actor, person, skills); });
    };
    EXPECT_TRUE(set("ann", ben, {"food"}).error().is(errors::not_permitted));
    EXPECT_TRUE(set("sec", sec, {"food"}).error().is(errors::own_rights));
    EXPECT_TRUE(set("sec", ann, {"Food safety"}).error().is(errors::bad_skill));
    EXPECT_TRUE(set("sec", ann, {"water", "food", "food"}));
    EXPECT_EQ(world->actor("ann")->skills, (std::vector<std::string>{"food", "water"}));
    EXPECT_TRUE(world->actor("ann")->has_skill("water"));
    EXPECT_TRUE(set("sec", ann, {}));
    EXPECT_FALSE(world->actor("ann")->has_skill("water"));
}

TEST_P(Away, colleagues_are_those_of_the_same_organisation) {
    const auto known = world->read([&](auto& s) { return colleagues_of(s, world->context, ann); });
    ASSERT_EQ(known.size(), 2U);
    EXPECT_EQ(known[0].person, ben);
    EXPECT_EQ(known[1].person, sec);
}

}  // namespace
}  // namespace hz::identity
