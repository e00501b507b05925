// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "identity/errors.hpp"
#include "identity/testing/world.hpp"
#include "storage/testing/stores.hpp"

namespace hz::identity {
namespace {

using namespace std::chrono_literals;

class SignIn : public storage::testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (store) world = std::make_unique<testing::World>(*store);
    }
    std::unique_ptr<testing::World> world;
};
INSTANTIATE_TEST_SUITE_P(Engines, SignIn, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(SignIn, opens_a_session_that_gives_the_actor) {
    world->staff("ann", "office-a", "clerk");
    const auto outcome = world->sign_in("ann", "ann-secret");
    ASSERT_TRUE(outcome.session);
    const auto signed_in = world->load(outcome.session->token);
    ASSERT_TRUE(signed_in) << signed_in.error().code->id;
    EXPECT_EQ(signed_in->actor->login, "ann");
    EXPECT_TRUE(signed_in->actor->in_post("office-a", "clerk"));
    EXPECT_EQ(signed_in->actor->posts[0].region_path, "/root/a/");
    EXPECT_EQ(signed_in->csrf_token, outcome.session->csrf_token);
    EXPECT_TRUE(check_csrf(world->context, outcome.session->token, outcome.session->csrf_token));
    EXPECT_FALSE(check_csrf(world->context, outcome.session->token, outcome.session->token));
    EXPECT_FALSE(check_csrf(world->context, outcome.session->token, ""));
}

TEST_P(SignIn, the_same_answer_for_a_wrong_password_and_an_unknown_login) {
    world->staff("ann", "office-a", "clerk");
    const auto wrong = world->sign_in("ann", "x");
    const auto verified = world->secrets.verified;
    const auto unknown = world->sign_in("nobody", "x");
    EXPECT_EQ(world->secrets.verified, verified + 1);  // the same work is done
    ASSERT_TRUE(wrong.refusal && unknown.refusal);
    EXPECT_EQ(wrong.refusal->code, unknown.refusal->code);
    EXPECT_FALSE(world->sign_in("nobody", "").session);
    EXPECT_FALSE(world->sign_in(std::string(100'000, 'a'), "x").session);
    EXPECT_FALSE(world->sign_in("ann' or '1'='1", "x").session);
}

TEST_P(SignIn, five_failures_lock_and_time_unlocks) {
    const auto ann = world->staff("ann", "office-a", "clerk");
    const auto account = world->actor("ann")->account;
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(world->sign_in("ann", "x").refusal->is(errors::wrong_credentials));
    EXPECT_TRUE(world->sign_in("ann", "ann-secret").refusal->is(errors::account_locked));
    EXPECT_TRUE(world->sign_in("ann", "x").refusal->is(errors::wrong_credentials));  // tells nothing to a guesser
    world->clock.advance(14min);
    EXPECT_EQ(world->sign_in("ann", "ann-secret").refusal->params.at("minutes"), "1");
    world->clock.advance(1min);
    EXPECT_TRUE(world->sign_in("ann", "ann-secret").session);
    const auto events = world->events("account:" + to_text(account));
    EXPECT_EQ(std::ranges::count(events, "sign_in_failed"), 5);
    EXPECT_EQ(std::ranges::count(events, "account_locked"), 1);
    EXPECT_EQ(events.back(), "signed_in");
    (void)ann;
}

TEST_P(SignIn, slow_failures_do_not_lock) {
    world->staff("ann", "office-a", "clerk");
    for (int i = 0; i < 12; ++i) {
        world->sign_in("ann", "x");
        world->clock.advance(3min);
    }
    EXPECT_TRUE(world->sign_in("ann", "ann-secret").session);
}

TEST_P(SignIn, sessions_end_by_idleness_and_by_age) {
    world->staff("ann", "office-a", "clerk");
    const auto token = world->sign_in("ann", "ann-secret").session->token;
    world->clock.advance(29min);
    ASSERT_TRUE(world->load(token));
    EXPECT_TRUE(world->load(token)->touch_due);
    world->clock.advance(1min);
    EXPECT_TRUE(world->load(token).error().is(errors::session_expired));
    // A late touch does not bring it back.
    EXPECT_TRUE(world->write([&](auto& s) { return touch_session(s, world->context, token); }));
    EXPECT_FALSE(world->load(token));

    const auto second = world->sign_in("ann", "ann-secret").session->token;
    for (int i = 0; i < 12 * 60 / 20; ++i) {
        EXPECT_TRUE(world->load(second)) << i;
        EXPECT_TRUE(world->write([&](auto& s) { return touch_session(s, world->context, second); }));
        world->clock.advance(20min);
    }
    EXPECT_TRUE(world->load(second).error().is(errors::session_expired));
    EXPECT_EQ(testing::World::must(world->write([&](auto& s) { return purge_sessions(s, world->context); })), 2);
}

TEST_P(SignIn, a_new_session_replaces_the_one_given_up_and_signing_out_ends_it) {
    world->staff("ann", "office-a", "clerk");
    const auto first = world->sign_in("ann", "ann-secret").session->token;
    const auto second = world->sign_in("ann", "ann-secret", first).session->token;
    EXPECT_NE(first, second);
    EXPECT_TRUE(world->load(first).error().is(errors::not_signed_in));
    EXPECT_TRUE(world->write([&](auto& s) { return sign_out(s, world->context, second); }));
    EXPECT_TRUE(world->load(second).error().is(errors::not_signed_in));
    EXPECT_TRUE(world->write([&](auto& s) { return sign_out(s, world->context, second); }));
}

TEST_P(SignIn, a_password_reset_meanwhile_stops_the_sign_in) {
    world->staff("ann", "office-a", "clerk");
    const auto account = world->actor("ann")->account;
    auto ticket =
        testing::World::must(store->read([&](storage::Session& s) { return begin_sign_in(s, world->context, "ann"); }));
    check_password(ticket, world->context, "ann-secret");
    EXPECT_TRUE(
        world->write([&](auto& s) { return reset_password(s, world->context, world->system, account, "plain:new"); }));
    const auto outcome =
        testing::World::must(world->write([&](auto& s) { return finish_sign_in(s, world->context, ticket); }));
    EXPECT_FALSE(outcome.session);
    const auto again = world->sign_in("ann", "new");
    ASSERT_TRUE(again.session);
    EXPECT_TRUE(again.session->must_change_password);
}

TEST_P(SignIn, the_token_is_not_in_the_store) {
    world->staff("ann", "office-a", "clerk");
    const auto token = world->sign_in("ann", "ann-secret").session->token;
    EXPECT_GE(token.size(), 43U);
    const auto digest = world->read(
        [](auto& s) { return std::get<0>(*s.template row<Bytes>("select token_digest from login_session")); });
    EXPECT_NE(as_text(digest), token);
}

}  // namespace
}  // namespace hz::identity
