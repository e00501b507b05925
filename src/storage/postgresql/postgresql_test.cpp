// SPDX-License-Identifier: Apache-2.0
// What only PostgreSQL can meet: a server that restarts or crashes, several writers, other encodings, changing tables.
#include <gtest/gtest.h>

#include <thread>

#include "storage/errors.hpp"
#include "storage/testing/cluster.hpp"
#include "storage/testing/stores.hpp"

namespace hz::storage {
namespace {

using testing::Cluster;
using testing::fresh_store;

class PostgresqlTest : public ::testing::Test {
  protected:
    void SetUp() override {
        if (const auto reason = testing::why_not(Engine::postgresql); !reason.empty())
            GTEST_SKIP() << "SKIPPED: " << reason;
    }
    static Result<void> run(Store& store, std::string_view sql) {
        return store.write_wait([&](Session& s) -> Result<void> {
            s.exec(sql);
            return {};
        });
    }
    static Result<std::int64_t> number(Store& store, std::string_view sql) {
        return store.read([&](Session& s) -> Result<std::int64_t> { return std::get<0>(*s.row<std::int64_t>(sql)); });
    }
};

TEST_F(PostgresqlTest, the_store_goes_on_after_the_server_restarts) {
    const auto store = fresh_store(Engine::postgresql);
    ASSERT_TRUE(run(*store, "create table t (id bigint primary key)").has_value());
    for (const std::string mode : {"fast", "immediate"}) {
        ASSERT_TRUE(number(*store, "select count(*) from t").has_value());
        Cluster::instance().restart(mode);
        const auto read = number(*store, "select count(*) from t");
        EXPECT_TRUE(read.has_value()) << read.error().detail;
        const auto written = run(*store, "insert into t select count(*) from t");
        EXPECT_TRUE(written.has_value()) << written.error().detail;
    }
    EXPECT_EQ(number(*store, "select count(*) from t").value(), 2);
}

TEST_F(PostgresqlTest, a_crash_amid_writes_loses_nothing_acknowledged_and_keeps_nothing_refused) {
    const auto store = fresh_store(Engine::postgresql);
    ASSERT_TRUE(run(*store, "create table t (id bigint primary key)").has_value());
    std::vector<std::int64_t> kept;
    std::vector<std::int64_t> refused;
    std::atomic<bool> stop{false};
    std::atomic<int> written{0};
    std::jthread writer([&] {
        for (std::int64_t i = 1; !stop; ++i) {
            const auto result = store->write_wait([=](Session& s) -> Result<void> {
                s.exec("insert into t values ($1)", i);
                return {};
            });
            if (result)
                kept.push_back(i);
            else if (!result.error().is(errors::outcome_unknown))
                refused.push_back(i);
            written += result.has_value() ? 1 : 0;
            written.notify_all();
        }
    });
    const auto wait_for_more = [&] {
        const int target = written + 50;
        for (int now = written; now < target; now = written) written.wait(now);
    };
    for (int i = 0; i < 2; ++i) {
        wait_for_more();
        Cluster::instance().restart("immediate");
    }
    wait_for_more();
    stop = true;
    writer.join();
    const auto check = store->read([&](Session& s) -> Result<void> {
        for (const auto id : kept) EXPECT_TRUE(s.row<std::int64_t>("select 1 from t where id = $1", id)) << id;
        for (const auto id : refused) EXPECT_FALSE(s.row<std::int64_t>("select 1 from t where id = $1", id)) << id;
        return {};
    });
    EXPECT_TRUE(check.has_value());
}

TEST_F(PostgresqlTest, lanes_write_as_if_one_after_the_other) {
    const auto store = fresh_store(Engine::postgresql, {.lanes = 3});
    ASSERT_TRUE(run(*store, "create table t (id bigint primary key, amount bigint)").has_value());
    ASSERT_TRUE(run(*store, "insert into t values (1, 0)").has_value());
    std::atomic<int> kept{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 20; ++i) {
                    const auto result = store->write_wait([](Session& s) -> Result<void> {
                        const auto [amount] = *s.row<std::int64_t>("select amount from t where id = 1");
                        s.exec("update t set amount = $1 where id = 1", amount + 1);
                        return {};
                    });
                    EXPECT_TRUE(result.has_value() || result.error().is(errors::collision)) << result.error().detail;
                    kept += result.has_value() ? 1 : 0;
                }
            });
    }
    EXPECT_GT(kept, 0);
    EXPECT_EQ(number(*store, "select amount from t").value(), kept);
}

TEST_F(PostgresqlTest, what_another_node_changed_is_seen_by_who_had_it_in_memory) {
    const auto here = fresh_store(Engine::postgresql);
    const auto there = open({.url = here->url()});
    ASSERT_TRUE(there.has_value());
    ASSERT_TRUE(run(*here, "create table t (id bigint primary key, amount bigint)").has_value());
    ASSERT_TRUE(run(*here, "insert into t values (1, 0)").has_value());
    const auto add = [](Store& store) {
        return store.write_wait([](Session& s) -> Result<std::int64_t> {
            constexpr std::string_view sql = "select amount from t where id = $1";
            const auto after = std::get<0>(*s.row_likely<std::int64_t>(sql, 1)) + 1;
            s.exec("update t set amount = $1 where id = 1", after);
            s.foresee(std::tuple(after), sql, 1);
            return after;
        });
    };
    for (int i = 1; i <= 30; ++i) {
        const auto added = add(i % 3 == 0 ? **there : *here);
        ASSERT_TRUE(added.has_value()) << added.error().detail;
        EXPECT_EQ(*added, i);
    }
    EXPECT_EQ(number(*here, "select amount from t").value(), 30);
}

TEST_F(PostgresqlTest, another_encoding_and_a_missing_database_are_refused) {
    const auto latin = open({.url = Cluster::instance().create_database("LATIN1")});
    ASSERT_FALSE(latin.has_value());
    EXPECT_TRUE(latin.error().is(errors::wrong_encoding));
    auto url = testing::fresh_url(Engine::postgresql);
    url.replace(url.find("test_"), 5, "gone_");
    const auto gone = open({.url = url});
    ASSERT_FALSE(gone.has_value());
    EXPECT_TRUE(gone.error().is(errors::cannot_open));
}

TEST_F(PostgresqlTest, a_kept_statement_follows_a_changed_table) {
    const auto store = fresh_store(Engine::postgresql);
    ASSERT_TRUE(run(*store, "create table t (id bigint)").has_value());
    ASSERT_TRUE(run(*store, "insert into t values (1) returning *").has_value());
    ASSERT_TRUE(run(*store, "alter table t add column name text").has_value());
    const auto again = run(*store, "insert into t values (1) returning *");
    EXPECT_TRUE(again.has_value()) << again.error().detail;
}

TEST_F(PostgresqlTest, what_runs_too_long_is_stopped) {
    const std::chrono::milliseconds limit(50);
    const auto store = fresh_store(Engine::postgresql, {.write_limit = limit, .read_limit = limit});
    const auto write = run(*store, "select pg_sleep(60)");
    ASSERT_FALSE(write.has_value());
    EXPECT_TRUE(write.error().is(errors::too_slow)) << write.error().detail;
    EXPECT_TRUE(run(*store, "create table t (id bigint)").has_value());
}

TEST_F(PostgresqlTest, a_failed_preparation_is_forgotten) {
    const auto store = fresh_store(Engine::postgresql);
    EXPECT_FALSE(run(*store, "insert into t values (1)").has_value());
    EXPECT_TRUE(run(*store, "create table t (id bigint)").has_value());
    EXPECT_TRUE(run(*store, "insert into t values (1)").has_value());
}

TEST_F(PostgresqlTest, a_long_closure_is_sent_in_parts) {
    const auto store = fresh_store(Engine::postgresql);
    ASSERT_TRUE(run(*store, "create table t (id bigint primary key, body text)").has_value());
    const auto result = store->write_wait([](Session& s) -> Result<void> {
        for (int i = 0; i < 3000; ++i) s.exec("insert into t values ($1, $2) returning body", i, std::string(500, 'x'));
        return {};
    });
    EXPECT_TRUE(result.has_value());
    EXPECT_EQ(number(*store, "select count(*) from t").value(), 3000);
}

}  // namespace
}  // namespace hz::storage
