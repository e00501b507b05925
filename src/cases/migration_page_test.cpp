// SPDX-License-Identifier: Apache-2.0
// Many running cases at once: which there are, which can move, moving them.
#include "cases/test_migration.hpp"
#include "process/errors.hpp"

namespace hz::cases {
namespace {

class MigrationPageTest : public MigrationTest {};
INSTANTIATE_TEST_SUITE_P(Engines, MigrationPageTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(MigrationPageTest, which_versions_still_have_running_cases) {
    publish(another_step);
    std::vector<CaseId> all{submit(), accepted(), submit(), submit()};
    ASSERT_TRUE(complete(clerk, task(all[3], "accept"), "refuse"));
    ASSERT_TRUE(migrate(all[2]));
    const auto found = store->read([&](storage::Session& s) -> Result<bool> {
        const auto running = running_versions(s, "walk");
        EXPECT_EQ(running.versions.size(), 2U);
        if (running.versions.size() != 2) return false;
        EXPECT_EQ(running.versions[0].version, 2);
        EXPECT_EQ(running.versions[0].cases, 1);
        EXPECT_EQ(running.versions[1].cases, 2);
        EXPECT_EQ(running.versions[1].standing, (std::map<std::string, std::int64_t>{{"accept", 1}, {"decide", 1}}));
        EXPECT_FALSE(running.more);
        EXPECT_TRUE(running_versions(s, "walk", 2).more);
        EXPECT_TRUE(running_versions(s, "run").versions.empty());
        const auto first = running_cases(s, "walk", 1, 1);
        EXPECT_EQ(first.cases.size(), 1U);
        if (first.cases.empty() || !first.next) return false;
        EXPECT_EQ(first.cases.front().id, all[0]);
        const auto rest = running_cases(s, "walk", 1, 5, first.next);
        EXPECT_EQ(rest.cases.size(), 1U);
        EXPECT_FALSE(rest.next);
        return true;
    });
    EXPECT_TRUE(found && *found);
}

TEST_P(MigrationPageTest, a_page_of_cases_of_which_some_cannot) {
    publish({{"hz:job=\"test.job\"", "hz:job=\"test.other\""}});
    std::vector<CaseId> all{submit(), accepted(), accepted(), submit()};
    ASSERT_TRUE(complete(chief, task(all[1], "decide"), "granted"));  // its job waits
    const MigrateCase order{{}, 1, 2, {}, "Renewed."};
    const auto check = [&](std::size_t limit, std::optional<CaseId> after) {
        return store->read(
            [&](storage::Session& s) { return check_migration(s, *cases, "walk", order, limit, after); });
    };
    const auto told = check(3, std::nullopt);
    ASSERT_TRUE(told && told->next);
    ASSERT_EQ(told->cases.size(), 3U);
    EXPECT_FALSE(told->cases[0].problem);
    ASSERT_TRUE(told->cases[1].problem);
    EXPECT_EQ(told->cases[1].problem->fields.front().path, "issue");
    const auto rest = check(3, told->next);
    ASSERT_TRUE(rest);
    EXPECT_EQ(rest->cases.size(), 1U);
    EXPECT_EQ(events(all[0]).size(), 1U) << "nothing is written";

    const auto done = run_migration(*store, *cases, head, "walk", order, 10);
    ASSERT_TRUE(done);
    ASSERT_EQ(done->cases.size(), 4U);
    EXPECT_FALSE(done->next);
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(done->cases[i].problem.has_value(), i == 1);
        EXPECT_EQ(get(all[i]).type_version, i == 1 ? 1 : 2);
    }
    const auto again = run_migration(*store, *cases, head, "walk", order, 10);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->cases.size(), 1U) << "those that moved are no more of the old version";
    const MigrateCase back{{}, 2, 1, {}, ""}, wrong{{}, 1, 2, {{"accept", "nobody"}}, ""};
    EXPECT_TRUE(run_migration(*store, *cases, head, "walk", back, 10).error().is(errors::version_not_newer));
    EXPECT_TRUE(run_migration(*store, *cases, head, "walk", wrong, 10).error().is(process::errors::bad_mapping));
    expect_as_told();
}

}  // namespace
}  // namespace hz::cases
