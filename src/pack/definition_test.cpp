// SPDX-License-Identifier: Apache-2.0
#include "pack/definition.hpp"

#include <gtest/gtest.h>

#include <unistd.h>
#include <filesystem>

#include "pack/errors.hpp"
#include "pack/schema.hpp"
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
        return std::move(*load_files(std::move(files)));
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
    const auto report = import(*load_files(files));
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->retired, 2U);  // the event type and its flow
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

}  // namespace
}  // namespace hz::pack
