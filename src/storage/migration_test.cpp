// SPDX-License-Identifier: Apache-2.0
#include "storage/migration.hpp"

#include <gmock/gmock.h>

#include "storage/errors.hpp"
#include "storage/script.hpp"
#include "storage/testing/stores.hpp"

namespace hz::storage {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view first = R"(-- A kite; and its string.
create table kite (id bigint, colour text default ';''--', primary key (id)) without rowid;
/* not; this */ insert into kite (id) values (1);
)";
constexpr EmbeddedFile one{"0001_kite.sql", first};
constexpr EmbeddedFile two{"0002_more.sql", "insert into kite (id) values (2)"};
constexpr EmbeddedFile broken{"0002_more.sql", "insert into kite (id) values (3); insert into nowhere values (1)"};

class MigrationTest : public testing::EngineTest {
  protected:
    Result<void> run(std::vector<EmbeddedFile> files) {
        const std::vector<Schema> schemas{{"kite", files}};
        return migrate(*store, schemas);
    }
    std::int64_t kites() {
        return store
            ->read([](Session& s) -> Result<std::int64_t> {
                return std::get<0>(*s.row<std::int64_t>("select count(*) from kite where colour = ';''--'"));
            })
            .value();
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, MigrationTest, ::testing::ValuesIn(testing::engines()), testing::engine_name);

TEST_P(MigrationTest, each_file_runs_once) {
    ASSERT_TRUE(run({one}).has_value()) << run({one}).error().detail;
    EXPECT_TRUE(run({one}).has_value());
    EXPECT_EQ(kites(), 1);
    EXPECT_TRUE(run({two, one}).has_value());
    EXPECT_TRUE(run({one, two}).has_value());
    EXPECT_EQ(kites(), 2);
}

TEST_P(MigrationTest, a_changed_file_is_refused) {
    ASSERT_TRUE(run({one}).has_value());
    const auto result = run({{"0001_kite.sql", "select 1"}});
    ASSERT_FALSE(result.has_value());
    EXPECT_TRUE(result.error().is(errors::changed_migration));
    EXPECT_EQ(result.error().params.at("file"), "0001_kite.sql");
}

TEST_P(MigrationTest, a_newer_store_is_refused) {
    ASSERT_TRUE(run({one, two}).has_value());
    const auto result = run({one});
    ASSERT_FALSE(result.has_value());
    EXPECT_TRUE(result.error().is(errors::newer_schema));
}

TEST_P(MigrationTest, a_failing_file_leaves_nothing_and_may_be_mended) {
    const auto result = run({one, broken});
    ASSERT_FALSE(result.has_value());
    EXPECT_TRUE(result.error().is(errors::failed));
    EXPECT_EQ(kites(), 1);
    EXPECT_TRUE(run({one, two}).has_value());
    EXPECT_EQ(kites(), 2);
}

TEST_P(MigrationTest, a_pair_stands_for_one_file) {
    ASSERT_TRUE(run({one}).has_value());
    ASSERT_TRUE(run({one,
                     {"0002_pair.sqlite.sql", "insert into kite (id) values (7)"},
                     {"0002_pair.postgresql.sql", "insert into kite (id) values (8)"}})
                    .has_value());
    const auto id = store->read([](Session& s) -> Result<std::int64_t> {
        return std::get<0>(*s.row<std::int64_t>("select max(id) from kite"));
    });
    EXPECT_EQ(id.value(), GetParam() == Engine::sqlite ? 7 : 8);
}

TEST(Script, statements_end_at_semicolons_outside_quotes_and_comments) {
    EXPECT_THAT(statements("a ';' b; -- c;\n \"d;\"\"\" /* ; */ e;;\n"), ElementsAre("a ';' b", "\"d;\"\"\"   e"));
    EXPECT_THAT(statements("it''s 'open; --"), ElementsAre("it''s 'open; --"));
    EXPECT_TRUE(statements(" -- only\n /* this").empty());
}

TEST(Script, without_rowid_is_for_sqlite_only) {
    EXPECT_EQ(for_postgresql("create table a (b text primary key)\n WITHOUT  rowid"),
              "create table a (b text primary key)");
    EXPECT_EQ(for_postgresql("select 'without rowid'"), "select 'without rowid'");
}

}  // namespace
}  // namespace hz::storage
