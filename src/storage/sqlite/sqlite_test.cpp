// SPDX-License-Identifier: Apache-2.0
// What only SQLite can meet: another program's lock, a full disk, a strange file, a kill.
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "storage/errors.hpp"
#include "storage/sqlite/store.hpp"
#include "storage/testing/stores.hpp"
#include "storage/testing/temp_folder.hpp"

namespace hz::storage {
namespace {

using testing::fresh_store;

Result<void> run(Store& store, std::string_view sql, std::int64_t argument = 0) {
    return store.write_wait([&](Session& s) -> Result<void> {
        if (sql.find("$1") == std::string_view::npos)
            s.exec(sql);
        else
            s.exec(sql, argument);
        return {};
    });
}

std::int64_t number(Store& store, std::string_view sql) {
    return store.read([&](Session& s) -> Result<std::int64_t> { return std::get<0>(*s.row<std::int64_t>(sql)); })
        .value();
}

// A second program on the same file.
class Stranger {
  public:
    explicit Stranger(std::string_view url) { sqlite3_open(sqlite::path_of(url).c_str(), &handle_); }
    ~Stranger() { sqlite3_close(handle_); }
    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;
    bool run(const char* sql) { return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

  private:
    sqlite3* handle_ = nullptr;
};

TEST(Sqlite, a_lock_of_another_program_is_told_and_passes) {
    const auto store = fresh_store(Engine::sqlite, {.lock_wait = std::chrono::milliseconds(5)});
    ASSERT_TRUE(run(*store, "create table t (id bigint primary key)").has_value());
    Stranger stranger(store->url());
    ASSERT_TRUE(stranger.run("begin immediate"));
    const auto refused = run(*store, "insert into t values ($1)", 1);
    ASSERT_FALSE(refused.has_value());
    EXPECT_TRUE(refused.error().is(errors::locked));
    EXPECT_EQ(number(*store, "select count(*) from t"), 0);
    ASSERT_TRUE(stranger.run("rollback"));
    EXPECT_TRUE(run(*store, "insert into t values ($1)", 1).has_value());
}

TEST(Sqlite, a_full_disk_keeps_exactly_what_was_acknowledged) {
    const auto store = fresh_store(Engine::sqlite);
    ASSERT_TRUE(run(*store, "create table t (id bigint primary key, body bytea)").has_value());
    ASSERT_TRUE(run(*store, "pragma max_page_count = 200").has_value());
    std::atomic<int> left{300};
    std::atomic<int> kept{0};
    std::atomic<int> full{0};
    std::promise<void> all;
    for (int i = 0; i < 300; ++i)
        store->write(
            [i](Session& s) -> Result<void> {
                s.exec("insert into t values ($1, zeroblob(9000))", i);
                return {};
            },
            [&](const Result<void>& result) {
                kept += result.has_value() ? 1 : 0;
                full += !result.has_value() && result.error().is(errors::full) ? 1 : 0;
                if (--left == 0) all.set_value();
            });
    all.get_future().wait();
    EXPECT_GT(kept, 0);
    EXPECT_GT(full, 0);
    EXPECT_EQ(kept + full, 300);
    EXPECT_EQ(number(*store, "select count(*) from t"), kept);
    ASSERT_TRUE(run(*store, "pragma max_page_count = 100000").has_value());
    EXPECT_TRUE(run(*store, "insert into t values ($1, null)", 1000).has_value());
}

TEST(Sqlite, what_runs_too_long_is_stopped) {
    constexpr std::string_view endless =
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n";
    const std::chrono::milliseconds limit(20);
    const auto store = fresh_store(Engine::sqlite, {.write_limit = limit, .read_limit = limit});
    ASSERT_TRUE(run(*store, "create table t (id bigint)").has_value());
    const auto write = run(*store, std::string("insert into t ") + std::string(endless));
    ASSERT_FALSE(write.has_value());
    EXPECT_TRUE(write.error().is(errors::too_slow));
    const auto read = store->read([&](Session& s) -> Result<void> {
        s.exec(endless);
        return {};
    });
    ASSERT_FALSE(read.has_value());
    EXPECT_TRUE(read.error().is(errors::too_slow));
    EXPECT_TRUE(run(*store, "insert into t values ($1)", 1).has_value());
    EXPECT_EQ(number(*store, "select count(*) from t"), 1);
}

TEST(Sqlite, a_read_inside_reads_is_refused_when_no_connection_is_left) {
    const auto store = fresh_store(Engine::sqlite, {.readers = 1, .read_wait = std::chrono::milliseconds(1)});
    const auto outer = store->read([&](Session&) -> Result<void> {
        const auto inner = store->read([](Session&) -> Result<void> { return {}; });
        EXPECT_FALSE(inner.has_value());
        EXPECT_TRUE(inner.error().is(errors::busy));
        return {};
    });
    EXPECT_TRUE(outer.has_value());
}

TEST(Sqlite, a_full_queue_refuses_at_once) {
    const auto store = fresh_store(Engine::sqlite, {.queue = 2});
    std::promise<void> entered;
    std::promise<void> gate;
    store->write(
        [&](Session&) -> Result<void> {
            entered.set_value();
            gate.get_future().wait();
            return {};
        },
        [](const Result<void>&) {});
    entered.get_future().wait();
    std::vector<std::string> answers;
    for (int i = 0; i < 4; ++i)
        store->write(
            [](Session&) -> Result<void> { return {}; },
            [&](const Result<void>& result) { answers.emplace_back(result ? "kept" : result.error().code->id); });
    EXPECT_EQ(answers, (std::vector<std::string>{"storage.busy", "storage.busy"}));
    gate.set_value();
    store->close();
    EXPECT_EQ(answers.size(), 4U);
    EXPECT_EQ(answers.back(), "kept");
}

TEST(Sqlite, strange_files_are_refused) {
    const testing::TempFolder folder;
    const auto refusal = [&](const std::string& url) {
        const auto store = open({.url = url});
        return store ? std::string("opened") : std::string(store.error().code->id);
    };
    const auto path = folder.path() / "x.db";
    EXPECT_EQ(refusal("sqlite:" + (folder.path() / "missing" / "x.db").string()), "storage.cannot_open");
    EXPECT_EQ(refusal("mysql://x"), "storage.cannot_open");
    std::ofstream(path) << std::string(4096, 'x');
    EXPECT_EQ(refusal("sqlite:" + path.string()), "storage.cannot_open");
    std::filesystem::remove(path);
    ASSERT_TRUE(Stranger("sqlite:" + path.string()).run("pragma encoding = 'UTF-16'; create table t (a)"));
    EXPECT_EQ(refusal("sqlite:" + path.string()), "storage.wrong_encoding");
}

TEST(Sqlite, text_with_a_nul_is_refused_as_on_postgresql) {
    const auto store = fresh_store(Engine::sqlite);
    const auto result = store->write_wait([](Session& s) -> Result<void> {
        s.exec("create table if not exists t (a text)");
        s.exec("insert into t values ($1)", std::string_view("a\0b", 3));
        return {};
    });
    EXPECT_FALSE(result.has_value());
}

// In the child: writes until killed, and reports each number once it is acknowledged.
[[noreturn]] void write_until_killed(const std::string& url, int report) {
    const auto store = open({.url = url}).value();
    for (std::int64_t i = 1;; ++i)
        if (run(*store, "insert into t values ($1)", i).has_value())
            if (::write(report, &i, sizeof i) != sizeof i) _exit(1);
}

TEST(Sqlite, an_acknowledged_write_survives_a_kill) {
    const auto url = testing::fresh_url(Engine::sqlite);
    ASSERT_TRUE(run(*open({.url = url}).value(), "create table t (id bigint primary key)").has_value());
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) write_until_killed(url, ends[1]);
    close(ends[1]);
    std::int64_t acknowledged = 0;
    while (acknowledged < 100 && read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) continue;
    kill(child, SIGKILL);
    while (read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) continue;
    waitpid(child, nullptr, 0);
    close(ends[0]);
    EXPECT_GE(acknowledged, 100);
    const auto store = open({.url = url}).value();
    EXPECT_GE(number(*store, "select count(*) from t"), acknowledged);
    EXPECT_EQ(number(*store, "select max(id) - count(*) from t"), 0);
    EXPECT_TRUE(run(*store, "insert into t values (-1)").has_value());
}

}  // namespace
}  // namespace hz::storage
