// SPDX-License-Identifier: Apache-2.0
#include "storage/backup.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

#include "storage/errors.hpp"
#include "storage/migration.hpp"
#include "storage/search.hpp"
#include "storage/testing/stores.hpp"
#include "storage/testing/temp_folder.hpp"

namespace hz::storage {
namespace {

constexpr EmbeddedFile file{"0001_bank.sql", R"(
create table bank_account (id bigint primary key, name text, body bytea, extra json, amount double precision default 1.5, open bigint not null);
create table bank_move (account bigint not null references bank_account (id), seq bigint not null, note text, primary key (account, seq)) without rowid;
create index bank_account_open on bank_account (name) where open = 1;
)"};

class BackupTest : public testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (!store) return;
        ASSERT_TRUE(migrate(*store, schemas).has_value());
        ASSERT_TRUE(store->write_wait([](Session& s) -> Result<void> {
            create_search(s, "bank");
            return {};
        }));
    }
    // An account and its move, together or not at all.
    Result<void> add(std::int64_t id) {
        return store->write_wait([=](Session& s) -> Result<void> {
            s.exec("insert into bank_account (id, name, body, extra, open) values ($1, $2, $3, $4, 1)", id,
                   "甲\t乙\n\\N 𠮷", Bytes{std::byte{0}, std::byte{0xFF}, std::byte{'\n'}}, R"({"a": [1, null]})");
            s.exec("insert into bank_move (account, seq, note) values ($1, 1, $2)", id, std::optional<std::string>{});
            index_text(s, "bank", id, "银行账户");
            return {};
        });
    }
    static std::vector<std::string> contents(Store& of) {
        std::vector<std::string> rows;
        const auto read = of.read([&](Session& s) -> Result<void> {
            s.each<std::int64_t, std::string, Bytes, std::string, double, std::int64_t, std::optional<std::string>>(
                "select a.id, a.name, a.body, a.extra, a.amount, a.open, m.note from bank_account a left join "
                "bank_move m on m.account = a.id"
                " order by a.id",
                [&](std::int64_t id, const std::string& name, const Bytes& body, const std::string& extra,
                    double amount, std::int64_t open, const std::optional<std::string>& note) {
                    rows.push_back(std::to_string(id) + name + to_hex(body) + extra + std::to_string(amount) +
                                   std::to_string(open) + note.value_or("null"));
                });
            EXPECT_EQ(search(s, "bank", "账户", 100'000).size(), rows.size());
            EXPECT_EQ(std::get<0>(*s.row<std::size_t>("select count(*) from bank_move")), rows.size());
            return {};
        });
        EXPECT_TRUE(read.has_value()) << read.error().detail;
        return rows;
    }
    std::unique_ptr<Store> restored() {
        const auto url = testing::fresh_url(GetParam());
        const auto info = restore(backup_path, url);
        EXPECT_TRUE(info.has_value()) << info.error().code->id << info.error().detail;
        return open({.url = url}).value();
    }
    const std::vector<Schema> schemas{{"bank", {&file, 1}}};
    testing::TempFolder folder;
    const std::filesystem::path backup_path = folder.path() / "b";
};
INSTANTIATE_TEST_SUITE_P(Engines, BackupTest, ::testing::ValuesIn(testing::engines()), testing::engine_name);

TEST_P(BackupTest, everything_comes_back) {
    for (int i = 1; i <= 20; ++i) ASSERT_TRUE(add(i).has_value());
    const auto made = backup(*store, backup_path);
    ASSERT_TRUE(made.has_value()) << made.error().code->id << made.error().detail;
    EXPECT_GT(made->bytes, 0U);
    EXPECT_EQ(check_backup(backup_path).value().digest, made->digest);
    const auto copy = restored();
    EXPECT_EQ(contents(*copy).size(), 20U);
    EXPECT_EQ(contents(*copy), contents(*store));
    // It is a working store: migrations are known, keys and references hold.
    EXPECT_TRUE(migrate(*copy, schemas).has_value());
    const auto twice = copy->write_wait([](Session& s) -> Result<void> {
        s.exec("insert into bank_account (id, open) values (1, 1)");
        return {};
    });
    EXPECT_FALSE(twice.has_value());
    const auto orphan = copy->write_wait([](Session& s) -> Result<void> {
        s.exec("insert into bank_move (account, seq) values (999, 1)");
        return {};
    });
    EXPECT_FALSE(orphan.has_value());
}

TEST_P(BackupTest, taken_amid_writes_it_is_one_moment) {
    std::atomic<bool> stop{false};
    std::atomic<std::int64_t> written{0};
    std::jthread writer([&] {
        for (std::int64_t i = 1; !stop; ++i) {
            EXPECT_TRUE(add(i).has_value());
            written = i;
            written.notify_all();
        }
    });
    for (std::int64_t now = written; now < 20; now = written) written.wait(now);
    const std::int64_t before = written;
    const auto made = backup(*store, backup_path);
    stop = true;
    writer.join();
    ASSERT_TRUE(made.has_value()) << made.error().code->id << made.error().detail;
    const auto rows = contents(*restored());
    const auto all = contents(*store);
    EXPECT_GE(rows.size(), static_cast<std::size_t>(before));
    ASSERT_LE(rows.size(), all.size());
    EXPECT_TRUE(std::equal(rows.begin(), rows.end(), all.begin()));
}

TEST_P(BackupTest, what_would_lose_data_is_refused) {
    ASSERT_TRUE(backup(*store, backup_path).has_value());
    EXPECT_TRUE(backup(*store, backup_path).error().is(errors::backup_exists));
    EXPECT_TRUE(restore(backup_path, store->url()).error().is(errors::not_empty));
    const auto other = GetParam() == Engine::sqlite ? "postgresql:///x" : "sqlite:/x";
    EXPECT_TRUE(restore(backup_path, other).error().is(errors::wrong_engine));
    EXPECT_TRUE(backup(*store, "/proc/none/b").error().is(errors::cannot_write_backup));
}

TEST_P(BackupTest, a_damaged_backup_is_refused) {
    ASSERT_TRUE(backup(*store, backup_path).has_value());
    for (const auto& entry : std::filesystem::directory_iterator(backup_path)) {
        const auto path = entry.path();
        if (path.filename() == "manifest.json") continue;
        std::ofstream(path, std::ios::app) << "x";
        const auto result = restore(backup_path, "sqlite:" + (folder.path() / "never.db").string());
        ASSERT_FALSE(result.has_value());
        EXPECT_TRUE(result.error().is(errors::damaged_backup));
        std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1);
        EXPECT_TRUE(check_backup(backup_path).has_value());
    }
    std::filesystem::remove(backup_path / "manifest.json");
    EXPECT_TRUE(check_backup(backup_path).error().is(errors::damaged_backup));
}

}  // namespace
}  // namespace hz::storage
