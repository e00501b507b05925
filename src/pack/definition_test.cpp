// SPDX-License-Identifier: Apache-2.0
#include "pack/definition.hpp"

#include <gtest/gtest.h>

#include <unistd.h>
#include <filesystem>

#include "pack/errors.hpp"
#include "pack/schema.hpp"
#include "rules/dmn/dmn.hpp"
#include "storage/testing/stores.hpp"

namespace hz::pack {
namespace {

using storage::Session;

const Time noon = from_millis(1'800'000'000'000);

class DefinitionTest : public storage::testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (!store) return;
        const std::vector<storage::Schema> schemas{schema()};
        ASSERT_TRUE(storage::migrate(*store, schemas).has_value());
        auto loaded = load(HZ_SOURCE_DIR "/packs/_fixture/kite-licence");
        ASSERT_TRUE(loaded.has_value());
        kite = std::move(*loaded);
    }
    Result<ImportReport> import(const Pack& pack) {
        return store->write_wait([&](Session& s) { return import_pack(s, pack, noon); });
    }
    template <class F>
    auto read(F f) {
        return *store->read([&](Session& s) -> Result<std::invoke_result_t<F, Session&>> { return f(s); });
    }
    // The kite pack with `from` replaced in one file.
    Pack changed(const std::string& file, std::string_view from, std::string_view to) {
        auto files = kite.files;
        auto& text = files.at(file);
        text.replace(text.find(from), from.size(), to);
        return *load_files(std::move(files));
    }
    Pack kite;
};
INSTANTIATE_TEST_SUITE_P(Engines, DefinitionTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(DefinitionTest, a_store_without_packs_has_no_definitions) {
    EXPECT_TRUE(read([](Session& s) { return list_packs(s); }).empty());
    EXPECT_TRUE(read([](Session& s) { return list_definitions(s, "service"); }).empty());
    DefinitionCache cache(*store);
    ASSERT_TRUE(cache.refresh().has_value());
    EXPECT_EQ(cache.current()->find("service", "kite_licence"), nullptr);
}

TEST_P(DefinitionTest, import_publishes_version_one) {
    const auto report = import(kite);
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->published, kite.definitions.size());
    const auto found = read([](Session& s) { return find_definition(s, "service", "kite_licence"); });
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->version, 1);
    EXPECT_EQ(found->state, "published");
    EXPECT_EQ(found->published_at, noon);
    EXPECT_EQ(found->body, kite.find("service", "kite_licence")->body);
    EXPECT_FALSE(read([](Session& s) { return find_definition(s, "service", "moon"); }).has_value());
}

TEST_P(DefinitionTest, only_what_changed_gets_a_new_version) {
    ASSERT_TRUE(import(kite).has_value());
    const auto again = import(kite);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->published, 0U);
    EXPECT_EQ(again->unchanged, kite.definitions.size());

    const auto report = import(changed("services/kite_licence/item.yaml", "max_mb: 5", "max_mb: 7"));
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->published, 1U);
    const auto versions = read([](Session& s) { return list_versions(s, "service", "kite_licence"); });
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_EQ(versions[0].version, 2);
    EXPECT_EQ(versions[0].state, "published");
    EXPECT_EQ(versions[1].state, "superseded");
    EXPECT_EQ(versions[1].body, kite.find("service", "kite_licence")->body);  // the old one is as it was
    EXPECT_EQ(read([](Session& s) { return find_definition(s, "service", "kite_licence", 1); })->body,
              versions[1].body);
}

TEST_P(DefinitionTest, what_the_pack_dropped_is_retired_and_may_come_back) {
    ASSERT_TRUE(import(kite).has_value());
    auto files = kite.files;
    std::erase_if(files, [](const auto& f) { return f.first.starts_with("events/"); });
    const auto rest = *load_files(files);
    const auto report = import(rest);
    ASSERT_TRUE(report.has_value());
    EXPECT_GT(report->retired, 0U);  // the event types and their flows
    EXPECT_EQ(report->retired, kite.definitions.size() - rest.definitions.size());
    EXPECT_FALSE(read([](Session& s) { return find_definition(s, "event_type", "kite_sighting"); }).has_value());
    EXPECT_EQ(read([](Session& s) { return find_definition(s, "event_type", "kite_sighting", 1); })->state, "retired");
    ASSERT_TRUE(import(kite).has_value());
    EXPECT_EQ(read([](Session& s) { return find_definition(s, "event_type", "kite_sighting"); })->version, 2);
}

TEST_P(DefinitionTest, a_pack_cannot_take_another_packs_definition) {
    ASSERT_TRUE(import(kite).has_value());
    const auto thief =
        load_files({{"pack.yaml", "id: thief\nversion: 1.0.0\n"}, {"roles.yaml", "roles:\n  - {code: chief}\n"}});
    ASSERT_TRUE(thief.has_value());
    const auto refused = import(*thief);
    ASSERT_FALSE(refused.has_value());
    EXPECT_TRUE(refused.error().is(errors::owned_by_other));
    EXPECT_EQ(read([](Session& s) { return list_packs(s); }), std::vector<std::string>{"kite-licence"});
}

TEST_P(DefinitionTest, a_pack_with_unreadable_files_is_not_imported) {
    auto files = kite.files;
    files["roles.yaml"] = "roles: [";
    const auto refused = import(*load_files(files));
    ASSERT_FALSE(refused.has_value());
    EXPECT_TRUE(refused.error().is(errors::unreadable));
}

constexpr std::string_view small_model =
    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="风筝" namespace="urn:kite">
  <inputData id="wind" name="风力"><variable id="v1" name="风力" typeRef="number"/></inputData>
  <decision id="fly" name="可否放飞"><variable id="v2" name="可否放飞" typeRef="boolean"/>
    <informationRequirement id="q"><requiredInput href="#wind"/></informationRequirement>
    <literalExpression id="x"><text>风力 &lt; 6</text></literalExpression></decision>
</definitions>
)";

TEST_P(DefinitionTest, an_edited_file_is_a_new_version_and_outlives_the_same_import) {
    ASSERT_TRUE(import(kite).has_value());
    const FileEdit edit{"service", "kite_licence", 1, "rules.dmn", std::string(small_model)};
    const auto save = [&](const FileEdit& one) {
        return store->write_wait([&](Session& s) { return edit_file(s, one, noon); });
    };
    const auto saved = save(edit);
    ASSERT_TRUE(saved.has_value());
    EXPECT_EQ(saved->change.version, 2);
    EXPECT_EQ(saved->path, "services/kite_licence/rules.dmn");
    EXPECT_EQ(saved->imported, "");  // the pack had none
    DefinitionCache cache(*store);
    ASSERT_TRUE(cache.refresh().has_value());
    EXPECT_NE(cache.current()->find("service", "kite_licence")->rules, nullptr);
    EXPECT_EQ((*cache.get("service", "kite_licence", 1))->rules, nullptr);  // published versions stay as they were

    const auto stale = save(edit);
    ASSERT_FALSE(stale.has_value());
    EXPECT_TRUE(stale.error().is(errors::version_moved));
    auto same = edit;
    same.opened = 2;
    EXPECT_EQ(save(same)->change.version, 0);

    const auto again = import(kite);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->published, 0U);
    EXPECT_EQ(again->kept_edits.at("services/kite_licence/rules.dmn"), small_model);
    const auto exported = store->read([](Session& s) { return get_pack(s, "kite-licence"); });
    ASSERT_TRUE(exported.has_value());
    EXPECT_EQ(exported->files.at("services/kite_licence/rules.dmn"), small_model);
    EXPECT_EQ(read([](Session& s) { return imported_files(s, "kite-licence"); }), kite.files);
}

TEST_P(DefinitionTest, a_version_keeps_the_models_that_its_own_imports) {
    const auto model = [](const std::string& uri, const std::string& imports, const std::string& needs,
                          const std::string& feel) {
        return "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' name='m' namespace='" + uri + "'>" +
               imports + "<decision id='d' name='fee'>" + needs + "<literalExpression id='x'><text>" + feel +
               "</text></literalExpression></decision></definitions>";
    };
    const std::string needs = "<informationRequirement><requiredDecision href='urn:fees#d'/></informationRequirement>";
    auto files = kite.files;
    files["services/fees/rules.dmn"] = model("urn:fees", "", "", "7");
    files["services/kite_licence/rules.dmn"] =
        model("urn:kite", "<import name='fees' namespace='urn:fees'/>", needs, "fees.fee + 1");
    const auto fee = [&](std::int64_t version) {
        DefinitionCache cache(*store);
        EXPECT_TRUE(cache.refresh().has_value());
        const auto definition = cache.get("service", "kite_licence", version);
        const auto out = rules::dmn::evaluate(*(*definition)->rules, "fee", Json(JsonObject{}));
        return out ? to_string(*out) : "refused";
    };
    ASSERT_TRUE(import(load_files(files).value()).has_value());
    EXPECT_EQ(fee(1), "8");
    files["services/fees/rules.dmn"] = model("urn:fees", "", "", "9");
    ASSERT_TRUE(import(load_files(files).value()).has_value());
    EXPECT_EQ(fee(1), "8");
    EXPECT_EQ(fee(2), "10");
    // Edited alone it still finds the other one.
    const auto saved = store->write_wait([&](Session& s) {
        return edit_file(s,
                         {"service", "kite_licence", 2, "rules.dmn",
                          model("urn:kite", "<import name='fees' namespace='urn:fees'/>", needs, "fees.fee + 2")},
                         noon);
    });
    ASSERT_TRUE(saved.has_value());
    EXPECT_EQ(fee(3), "11");
}

TEST_P(DefinitionTest, a_pack_that_brings_another_file_replaces_the_edit) {
    ASSERT_TRUE(import(kite).has_value());
    const std::string path = "services/kite_licence/item.yaml";
    auto edited = kite.files.at(path);
    edited.replace(edited.find("max_mb: 5"), 9, "max_mb: 6");
    const auto saved = store->write_wait([&](Session& s) {
        return edit_file(s, {"service", "kite_licence", 1, "item.yaml", edited}, noon);
    });
    ASSERT_TRUE(saved.has_value());
    EXPECT_EQ(saved->imported, kite.files.at(path));
    const auto report = import(changed(path, "max_mb: 5", "max_mb: 7"));
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->published, 1U);
    EXPECT_TRUE(report->kept_edits.empty());
    EXPECT_EQ(read([](Session& s) { return list_versions(s, "service", "kite_licence"); }).size(), 3U);
}

TEST_P(DefinitionTest, what_has_no_folder_is_not_edited) {
    ASSERT_TRUE(import(kite).has_value());
    const auto refused = store->write_wait([&](Session& s) {
        return edit_file(s, {"role", "chief", 1, "rules.dmn", std::string(small_model)}, noon);
    });
    ASSERT_FALSE(refused.has_value());
    EXPECT_TRUE(refused.error().is(errors::not_editable));
    const auto none = store->write_wait([&](Session& s) {
        return edit_file(s, {"service", "moon", 1, "rules.dmn", ""}, noon);
    });
    ASSERT_FALSE(none.has_value());
    EXPECT_TRUE(none.error().is(errors::no_such_definition));
}

TEST_P(DefinitionTest, export_gives_back_the_folder_byte_for_byte) {
    ASSERT_TRUE(import(kite).has_value());
    const auto folder = std::filesystem::temp_directory_path() /
                        ("pack_export_" + std::to_string(::getpid()) + storage::testing::name(GetParam()));
    const auto done = store->read([&](Session& s) { return export_pack(s, "kite-licence", folder); });
    ASSERT_TRUE(done.has_value());
    const auto back = load(folder);
    std::filesystem::remove_all(folder);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->files, kite.files);
    ASSERT_EQ(back->definitions.size(), kite.definitions.size());
    for (std::size_t i = 0; i < back->definitions.size(); ++i)
        EXPECT_EQ(back->definitions[i].body, kite.definitions[i].body);
    const auto none = store->read([&](Session& s) { return export_pack(s, "moon", folder); });
    ASSERT_FALSE(none.has_value());
    EXPECT_TRUE(none.error().is(errors::not_imported));
}

TEST_P(DefinitionTest, the_cache_compiles_once_and_follows_imports) {
    ASSERT_TRUE(import(kite).has_value());
    DefinitionCache cache(*store);
    ASSERT_TRUE(cache.refresh().has_value());
    const auto before = cache.current();
    const auto service = before->find("service", "kite_licence");
    ASSERT_NE(service, nullptr);
    EXPECT_NE(service->process, nullptr);
    EXPECT_NE(service->form, nullptr);
    ASSERT_NE(before->find_code("outcome", "accept"), nullptr);
    EXPECT_EQ(get_text(*before->find_code("outcome", "accept"), "zh"), "受理");
    ASSERT_TRUE(cache.refresh().has_value());
    EXPECT_EQ(cache.current(), before);  // nothing moved, nothing read

    ASSERT_TRUE(import(changed("roles.yaml", "en: Chief}", "en: Head}")).has_value());
    ASSERT_TRUE(cache.refresh().has_value());
    EXPECT_EQ(cache.current()->find("service", "kite_licence"), service);
    EXPECT_EQ(cache.current()->find("role", "chief")->version, 2);
    EXPECT_EQ(before->find("role", "chief")->version, 1);  // who holds the old state keeps it

    const auto old = cache.get("role", "chief", 1);
    ASSERT_TRUE(old.has_value());
    EXPECT_EQ((*old)->version, 1);
    EXPECT_EQ(*cache.get("role", "chief", 1), *old);
    const auto none = cache.get("role", "chief", 3);
    ASSERT_FALSE(none.has_value());
    EXPECT_TRUE(none.error().is(errors::no_such_definition));
}

// A kind that is read from files and not among these would be stored and never found.
TEST(PackKinds, hold_every_kind_that_packs_declare) {
    const auto known = kinds();
    for (const std::string name : {"core-cn", "county-demo", "_fixture/kite-licence"}) {
        const auto pack = load(std::string(HZ_SOURCE_DIR "/packs/") + name);
        ASSERT_TRUE(pack) << name;
        for (const auto& one : pack->definitions)
            EXPECT_NE(std::ranges::find(known, one.kind), known.end()) << one.kind << " of " << name;
    }
}

}  // namespace
}  // namespace hz::pack
