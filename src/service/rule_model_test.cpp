// SPDX-License-Identifier: Apache-2.0
#include "service/rule_model.hpp"

#include <gmock/gmock.h>

#include "base/encoding.hpp"
#include "identity/testing/world.hpp"
#include "pack/errors.hpp"
#include "pack/schema.hpp"
#include "rules/dmn/errors.hpp"
#include "service/errors.hpp"
#include "storage/testing/stores.hpp"

namespace hz::service {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string model(const std::string& feel) {
    return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"m\" name=\"m\" "
           "namespace=\"urn:kite\"><decision id=\"d\" name=\"fee\"><variable name=\"fee\"/>"
           "<literalExpression id=\"x\"><text>" +
           feel + "</text></literalExpression></decision></definitions>";
}

class RuleModel : public storage::testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (!store) return;
        const storage::Schema schemas[] = {pack::schema(), identity::schema()};
        ASSERT_TRUE(storage::migrate(*store, schemas));
        world = std::make_unique<identity::testing::World>(*store);
        const auto kites = pack::load_files({{"pack.yaml", "id: silly\nversion: 1.0.0\ntitle: {zh: 傻, en: Silly}\n"},
                                             {"services/kite/item.yaml", "code: kite\nagency: office-a\n"},
                                             {"services/kite/rules.dmn", model("1")}});
        ASSERT_TRUE(kites);
        const auto done =
            store->write_wait([&](storage::Session& s) { return pack::import_pack(s, *kites, world->clock.now()); });
        ASSERT_TRUE(done) << done.error().detail;
        designer = identity::system_actor("designer");
    }
    Result<std::int64_t> save(ModelEdit edit, const identity::Actor& actor) {
        return store->write_wait(
            [&](storage::Session& s) { return save_rules(s, world->context, *suite, actor, edit); });
    }
    Result<std::int64_t> save(std::int64_t opened, const std::string& xml, const std::string& note = "") {
        return save({"service", "kite", opened, xml, note}, designer);
    }
    pack::StoredDefinition stored() {
        return *world->read([](storage::Session& s) { return pack::find_definition(s, "service", "kite"); });
    }

    std::unique_ptr<identity::testing::World> world;
    const crypto::Suite* suite = &crypto::suite_by_name("intl");
    identity::Actor designer;
};
INSTANTIATE_TEST_SUITE_P(Engines, RuleModel, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(RuleModel, a_change_is_a_new_version_told_in_the_ledger) {
    const auto saved = save(1, model("2"), "the fee was raised");
    ASSERT_TRUE(saved) << saved.error().code->id;
    EXPECT_EQ(*saved, 2);
    EXPECT_EQ(get_text(stored().body, "dmn"), model("2"));
    const auto before = world->read([](storage::Session& s) { return pack::find_definition(s, "service", "kite", 1); });
    EXPECT_EQ(get_text(before->body, "dmn"), model("1"));  // running cases keep theirs
    EXPECT_THAT(world->events("pack:silly"), ElementsAre(rules_file.saved));
    const auto notes =
        world->read([&](storage::Session& s) { return model_notes(s, world->ledger, rules_file, stored()); });
    ASSERT_EQ(notes.size(), 1U);
    EXPECT_EQ(notes[0].version, 2);
    EXPECT_EQ(notes[0].note, "the fee was raised");
    EXPECT_EQ(notes[0].actor, designer.ledger_name());
}

TEST_P(RuleModel, the_entry_holds_digests_of_what_was_and_is) {
    ASSERT_TRUE(save(1, model("2")));
    world->read([&](storage::Session& s) {
        world->ledger.each(s, "pack:silly", [&](const ledger::Event& event) {
            const auto& said = event.entry.payload;
            const auto digest = [&](const std::string& text) { return to_hex(suite->digest(as_bytes(text))); };
            EXPECT_EQ(get_text(said, "path"), "services/kite/rules.dmn");
            EXPECT_EQ(get_text(said, "file_digest"), digest(model("2")));
            EXPECT_EQ(get_text(said, "imported_digest"), digest(model("1")));
            EXPECT_EQ(event.entry.purpose, "design");
        });
        return 0;
    });
}

TEST_P(RuleModel, the_same_model_again_changes_nothing) {
    EXPECT_EQ(save(1, model("1")).value(), 1);
    EXPECT_EQ(stored().version, 1);
    EXPECT_THAT(world->events("pack:silly"), IsEmpty());
}

TEST_P(RuleModel, who_opened_an_older_version_is_told) {
    ASSERT_TRUE(save(1, model("2")));
    const auto late = save(1, model("3"));
    ASSERT_FALSE(late);
    EXPECT_TRUE(late.error().is(pack::errors::version_moved));
    EXPECT_EQ(get_text(stored().body, "dmn"), model("2"));
}

TEST_P(RuleModel, what_does_not_exist_cannot_be_saved) {
    const auto none = save({"service", "moon", 1, model("2"), ""}, designer);
    ASSERT_FALSE(none);
    EXPECT_TRUE(none.error().is(pack::errors::no_such_definition));
}

TEST_P(RuleModel, a_model_with_mistakes_is_refused_with_their_places) {
    const auto wrong = save(1, model("1 +"));
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(wrong.error().is(errors::rules_with_errors));
    ASSERT_EQ(wrong.error().fields.size(), 1U);
    EXPECT_EQ(wrong.error().params.at("count"), "1");
    EXPECT_EQ(wrong.error().fields[0].path, "x");
    const auto unreadable = save(1, "<definitions>");
    ASSERT_FALSE(unreadable);
    EXPECT_TRUE(unreadable.error().is(rules::errors::dmn_malformed_xml));
    EXPECT_EQ(stored().version, 1);
    EXPECT_THAT(world->events("pack:silly"), IsEmpty());
}

TEST_P(RuleModel, only_who_may_design_for_the_agency_may_save) {
    const auto roles = identity::RoleSet::load(parse_json(R"([{"code":"designer","title":{"zh":"规则","en":"Rules"},
        "permissions":["definition.design@agency"]}])")
                                                   .value())
                           .value();
    const auto in = [&](const std::string& agency, const std::string& path) {
        identity::Actor actor;
        actor.account = {1};
        actor.person = {100};
        actor.posts.push_back({agency, {}, "designer", {}, path, {"designer"}, {}, {}});
        identity::resolve(actor, roles);
        return actor;
    };
    for (const auto& stranger : {in("office-b", "/root/b/"), identity::anonymous_actor(roles)}) {
        EXPECT_FALSE(save({"service", "kite", 1, model("2"), ""}, stranger));
        EXPECT_EQ(stored().version, 1);
    }
    const auto own = save({"service", "kite", 1, model("2"), ""}, in("office-a", "/root/a/"));
    ASSERT_TRUE(own) << own.error().code->id;
    EXPECT_EQ(*own, 2);
}

TEST_P(RuleModel, is_checked_and_what_is_wrong_is_counted_and_named) {
    const auto check = [&](const std::string& xml) {
        const auto definition = stored();
        return store->read([&](storage::Session& s) -> Result<bool> {
            if (auto sound = check_rules(s, definition, xml); !sound) return sound.error();
            return true;
        });
    };
    EXPECT_TRUE(check(model("1")));
    EXPECT_TRUE(check("no XML").error().is(rules::errors::dmn_malformed_xml));
    EXPECT_TRUE(check("<other/>").error().is(rules::errors::dmn_not_dmn));
    // At most a hundred are named.
    std::string many = model("1");
    std::string decisions;
    for (int i = 0; i < 150; ++i)
        decisions += "<decision id=\"d" + std::to_string(i) + "\" name=\"n" + std::to_string(i) +
                     "\"><literalExpression id=\"x" + std::to_string(i) +
                     "\"><text>1 +</text></literalExpression></decision>";
    many.insert(many.find("</definitions>"), decisions);
    const auto refused = check(many);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.size(), 100U);
}

}  // namespace
}  // namespace hz::service
