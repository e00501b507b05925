// SPDX-License-Identifier: Apache-2.0
// The catalogue, prefilling and the style of papers, over a small place of our own.
#include <gmock/gmock.h>

#include <algorithm>

#include "identity/testing/world.hpp"
#include "pack/schema.hpp"
#include "registry/schema.hpp"
#include "service/catalogue.hpp"
#include "service/errors.hpp"
#include "service/paper_style.hpp"
#include "service/prefill.hpp"
#include "storage/testing/stores.hpp"

namespace hz::service {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const char* const services_json = R"([
 {"code":"kite","title":{"zh":"风筝许可","en":"Kite licence"},"themes":["sky"],"agency":"office-a","audience":["1"],
  "form":{"type":"default","components":[
    {"type":"group","components":[{"type":"textfield","key":"holder","properties":{"hz:source":"person.name"}}]},
    {"type":"textfield","key":"town","properties":{"hz:source":"person.town"}},
    {"type":"textfield","key":"firm","properties":{"hz:source":"company.name"}},
    {"type":"textfield","key":"colour"}]}},
 {"code":"kite_show","title":{"zh":"大型放飞","en":"Flying a Kite in company"},"themes":["sky","crowd"],"agency":"office-b"},
 {"code":"boat","title":{"zh":"小船登记","en":"Boat"},"themes":["water"],"agency":"office-a","audience":["2"],
  "faq":[{"question":{"zh":"能放风筝吗？","en":"Kites on board?"}}]}])";

const char* const others_json = R"([
 {"kind":"code_list","code":"theme","title":{},"entries":[{"code":"sky","zh":"天空","en":"Sky"}]},
 {"kind":"code_list","code":"colour","title":{},"entries":[{"code":"1","zh":"红","en":"Red"},{"code":"2","zh":"II","en":"II"}]},
 {"kind":"registry","code":"person","title":{"zh":"居民","en":"Residents"}}])";

const char* const registries_json = R"([
 {"code":"person","title":{"zh":"居民","en":"Residents"},"subject":"person","keys":["number"],
  "schema":{"type":"object","properties":{"number":{"type":"string"},"name":{"type":"string"},"town":{"type":"string"}}},
  "sensitivity":{"number":1,"name":1,"town":1}},
 {"code":"company","title":{"zh":"企业","en":"Companies"},"subject":"company","keys":["code"],
  "schema":{"type":"object","properties":{"code":{"type":"string"},"name":{"type":"string"}}},"sensitivity":{"code":1,"name":1}}])";

pack::Pack pack_of(const std::string& setting = {}) {
    pack::Pack out;
    out.id = "silly";
    out.version = "1.0.0";
    out.meta = {{"id", "silly"}, {"version", "1.0.0"}};
    const auto services = parse_json(services_json).value();
    for (const auto& body : services.as_array())
        out.definitions.push_back({"service", std::string(get_text(body, "code")), body, "services"});
    const auto others = parse_json(others_json).value();
    for (const auto& body : others.as_array())
        out.definitions.push_back(
            {std::string(get_text(body, "kind")), std::string(get_text(body, "code")), body, "others"});
    if (!setting.empty()) out.definitions.push_back({"setting", "document", parse_json(setting).value(), "settings"});
    return out;
}

class Services : public storage::testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (!store) return;
        const storage::Schema schemas[] = {pack::schema(), identity::schema(), registry::schema()};
        ASSERT_TRUE(storage::migrate(*store, schemas));
        world = std::make_unique<identity::testing::World>(*store);
        definitions = std::make_unique<pack::DefinitionCache>(*store);
        publish(pack_of());
        ASSERT_TRUE(world->write([](storage::Session& s) -> Result<void> {
            registry::create_indexes(s);
            return {};
        }));
        ASSERT_TRUE(registries.load(parse_json(registries_json).value()));
        records =
            std::make_unique<registry::Context>(registry::Context{world->clock, world->ids, world->ledger, registries});
    }
    void publish(const pack::Pack& pack) {
        const auto done =
            store->write_wait([&](storage::Session& s) { return pack::import_pack(s, pack, world->clock.now()); });
        ASSERT_TRUE(done) << done.error().detail;
        ASSERT_TRUE(definitions->refresh());
    }
    std::vector<std::string> found(const ItemQuery& query) {
        std::vector<std::string> out;
        for (const auto& item : find_items(*definitions->current(), query).items) out.push_back(item->code);
        return out;
    }
    Result<PrefilledForm> prefill(const identity::Actor& actor, std::string_view company) {
        const auto item = definitions->current()->find("service", "kite");
        return store->read([&](storage::Session& s) { return prefilled_form(s, *item, *definitions, actor, company); });
    }
    void record(const std::string& registry, Json body, identity::PersonId subject) {
        const auto made = store->write_wait([&](storage::Session& s) {
            return registry::create_record(s, *records, world->system, registry, {std::move(body), subject, "", {}, {}},
                                           {"test", "", "", ""});
        });
        ASSERT_TRUE(made) << made.error().code->id;
    }

    std::unique_ptr<identity::testing::World> world;
    std::unique_ptr<pack::DefinitionCache> definitions;
    registry::Registries registries;
    std::unique_ptr<registry::Context> records;
};

TEST_P(Services, SearchPutsTitlesBeforeTheRest) {
    EXPECT_THAT(found({.q = "kite"}), ElementsAre("kite", "kite_show", "boat"));
    EXPECT_THAT(found({.q = "风筝"}), ElementsAre("kite", "boat"));
    EXPECT_THAT(found({.q = "KITE　company"}), ElementsAre("kite_show"));
    EXPECT_THAT(found({.q = "submarine"}), IsEmpty());
}

TEST_P(Services, SearchNarrows) {
    EXPECT_THAT(found({.theme = "sky"}), ElementsAre("kite", "kite_show"));
    EXPECT_THAT(found({.theme = "sky", .agency = "office-b"}), ElementsAre("kite_show"));
    EXPECT_THAT(found({.audience = "2"}), ElementsAre("boat"));
}

TEST_P(Services, PagesFollowOneAnother) {
    const auto first = find_items(*definitions->current(), {.q = "kite", .limit = 2});
    ASSERT_EQ(first.items.size(), 2U);
    EXPECT_EQ(first.next, "kite_show");
    EXPECT_THAT(found({.q = "kite", .after = first.next}), ElementsAre("boat"));
    EXPECT_EQ(find_items(*definitions->current(), {.q = "kite", .after = "boat"}).next, "");
}

TEST_P(Services, ThemesAreCountedMostFirst) {
    const auto all = themes(*definitions->current());
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all.front().code, "sky");
    EXPECT_EQ(all.front().count, 2U);
    EXPECT_EQ(get_text(all.front().title, "en"), "Sky");
    EXPECT_EQ(all[1].title, Json("crowd"));  // no list has it
}

TEST_P(Services, AFormIsFilledFromOnesOwnRecordOnly) {
    const auto ann = world->person("Ann");
    const auto bob = world->person("Bob");
    record("person", {{"number", "1"}, {"name", "Ann"}, {"town", "a"}}, ann);
    record("person", {{"number", "2"}, {"name", "Bob"}}, bob);
    identity::Actor actor;
    actor.person = bob;
    const auto form = prefill(actor, "");
    ASSERT_TRUE(form) << form.error().code->id;
    EXPECT_EQ(form->data, (JsonObject{{"holder", "Bob"}}));
    ASSERT_EQ(form->sources.size(), 1U);
    EXPECT_EQ(form->sources.at("holder").registry_title.en, "Residents");
    EXPECT_THAT(form->companies, IsEmpty());
}

TEST_P(Services, OnlyACompanyOfOnesOwnMayBeChosen) {
    record("company", {{"code", "C1"}, {"name", "Kites Ltd"}}, {});
    identity::Actor actor;
    actor.person = world->person("Ann");
    const auto refused = prefill(actor, "C1");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, &errors::not_your_company);
    actor.companies = {"C1"};
    const auto form = prefill(actor, "C1");
    ASSERT_TRUE(form) << form.error().code->id;
    EXPECT_EQ(form->data, (JsonObject{{"firm", "Kites Ltd"}}));
    ASSERT_EQ(form->companies.size(), 1U);
    EXPECT_EQ(form->companies.front().name, "Kites Ltd");
}

TEST_P(Services, PapersArePrintedAsThePlaceSays) {
    publish(pack_of(
        R"({"code":"document","languages":["zh","en"],"date_format":{"zh":"{y}年{m}月{d}日","en":"{dd}/{mm}/{y}"}})"));
    const PaperStyle both(definitions->current());
    EXPECT_EQ(both.date("2026-01-05"), "2026年1月5日  05/01/2026");
    EXPECT_EQ(both.date("soon"), "soon");
    EXPECT_EQ(both.date("2026-02-30"), "2026-02-30");
    EXPECT_EQ(both.official({"甲局", "Office A"}), "甲局");
    EXPECT_EQ(both.label(Json{{"title", {{"zh", "证"}, {"en", "Paper"}}}}, "title"), "证 Paper");
    EXPECT_EQ(both.official_date("2026-01-05"), "2026年1月5日");
    EXPECT_EQ(both.paragraphs({{{"zh", "一。"}, {"en", "One."}}, {{"zh", "二。"}, {"en", "Two."}}}),
              "一。二。\nOne. Two.");
    EXPECT_EQ(both.code("colour", "1"), "红 Red");
    EXPECT_EQ(both.code("colour", "2"), "II");
    EXPECT_EQ(both.code("colour", "9"), "9");

    publish(pack_of(R"({"code":"document","languages":["en"],"date_format":{}})"));
    const PaperStyle one(definitions->current());
    EXPECT_EQ(one.date("2026-01-05"), "2026-01-05");
    EXPECT_EQ(one.official({"甲局", "Office A"}), "Office A");
    EXPECT_EQ(one.others(Json{{"title", {{"zh", "证"}, {"en", "Paper"}}}}, "title"), "");
}

INSTANTIATE_TEST_SUITE_P(Engines, Services, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

}  // namespace
}  // namespace hz::service
