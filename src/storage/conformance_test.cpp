// SPDX-License-Identifier: Apache-2.0
// What every engine promises: one suite, run on both.
#include <gmock/gmock.h>

#include <atomic>
#include <limits>
#include <thread>

#include "storage/errors.hpp"
#include "storage/testing/stores.hpp"

namespace hz::storage {
namespace {

constexpr ErrorCode refused{"test.refused", Category::conflict, "不行", "No"};

class StoreTest : public testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (store)
            must(
                "create table thing (id bigint primary key, name text, amount double precision, body bytea, extra "
                "json)");
    }
    void must(std::string_view sql) {
        const auto done = store->write_wait([&](Session& s) -> Result<void> {
            s.exec(sql);
            return {};
        });
        ASSERT_TRUE(done.has_value()) << done.error().detail;
    }
    std::int64_t count() {
        const auto n = store->read([](Session& s) -> Result<std::int64_t> {
            return std::get<0>(*s.row<std::int64_t>("select count(*) from thing"));
        });
        EXPECT_TRUE(n.has_value()) << n.error().detail;
        return n ? *n : -1;
    }
    Result<void> insert(std::int64_t id) {
        return store->write_wait([=](Session& s) -> Result<void> {
            s.exec("insert into thing (id) values ($1)", id);
            return {};
        });
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, StoreTest, ::testing::ValuesIn(testing::engines()), testing::engine_name);

TEST_P(StoreTest, a_write_is_seen_by_the_next_read) {
    EXPECT_EQ(count(), 0);
    EXPECT_TRUE(insert(1).has_value());
    EXPECT_EQ(count(), 1);
    EXPECT_EQ(store->engine(), GetParam());
}

TEST_P(StoreTest, a_refusal_rolls_back_that_write_alone) {
    EXPECT_TRUE(insert(1).has_value());
    const auto result = store->write_wait([](Session& s) -> Result<int> {
        s.exec("insert into thing (id) values ($1)", 2);
        s.exec("delete from thing where id = 1");
        return refuse(refused);
    });
    ASSERT_FALSE(result.has_value());
    EXPECT_TRUE(result.error().is(refused));
    EXPECT_EQ(count(), 1);
}

TEST_P(StoreTest, a_failing_statement_is_an_incident_and_the_store_goes_on) {
    EXPECT_TRUE(insert(1).has_value());
    const auto twice = insert(1);
    ASSERT_FALSE(twice.has_value());
    EXPECT_TRUE(twice.error().is(errors::failed));
    EXPECT_NE(twice.error().detail.find("insert into thing"), std::string::npos);
    const auto wrong = store->read([](Session& s) -> Result<int> {
        (void)s.row<int>("select nothing from nowhere");
        return 1;
    });
    ASSERT_FALSE(wrong.has_value());
    EXPECT_TRUE(wrong.error().is(errors::failed));
    EXPECT_TRUE(insert(2).has_value());
    EXPECT_EQ(count(), 2);
}

TEST_P(StoreTest, an_exception_of_a_closure_is_an_incident_of_its_own) {
    const auto result = store->write_wait([](Session& s) -> Result<int> {
        s.exec("insert into thing (id) values (5)");
        throw std::runtime_error("on purpose");
    });
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().detail, "on purpose");
    EXPECT_EQ(count(), 0);
}

TEST_P(StoreTest, values_come_back_as_they_went_in) {
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const std::string name = "𠮷野家 😀 é \"'\\";
    Bytes body;
    for (int i = 0; i < 512; ++i) body.push_back(static_cast<std::byte>(i));
    const auto done = store->write_wait([&](Session& s) -> Result<void> {
        for (const auto id : {least, std::int64_t{0}, most})
            s.exec("insert into thing (id, name, amount, body, extra) values ($1, $2, $3, $4, $5)", id, name, 0.1, body,
                   R"({"a": {"b": "值"}})");
        return {};
    });
    ASSERT_TRUE(done.has_value()) << done.error().detail;
    std::vector<std::int64_t> ids;
    const auto read = store->read([&](Session& s) -> Result<void> {
        s.each<std::int64_t, std::string, double, Bytes, std::string>(
            "select id, name, amount, body, extra -> 'a' ->> 'b' from thing order by id",
            [&](std::int64_t id, const std::string& n, double amount, const Bytes& b, const std::string& extra) {
                ids.push_back(id);
                EXPECT_EQ(n, name);
                EXPECT_EQ(amount, 0.1);
                EXPECT_EQ(b, body);
                EXPECT_EQ(extra, "值");
            });
        return {};
    });
    ASSERT_TRUE(read.has_value()) << read.error().detail;
    EXPECT_THAT(ids, ::testing::ElementsAre(least, 0, most));
}

TEST_P(StoreTest, null_and_empty_are_told_apart) {
    const auto done = store->write_wait([&](Session& s) -> Result<void> {
        s.exec("insert into thing (id, name, body) values ($1, $2, $3)", 1, std::nullopt, std::optional<std::string>{});
        s.exec("insert into thing (id, name, body) values ($1, $2, $3)", 2, std::string_view{}, Bytes{});
        return {};
    });
    ASSERT_TRUE(done.has_value()) << done.error().detail;
    using Columns = std::tuple<std::optional<std::string>, std::optional<Bytes>, std::string, Bytes, std::int64_t>;
    const auto get = [&](int id) {
        return *store->read([=](Session& s) -> Result<Columns> {
            return *s.row<std::optional<std::string>, std::optional<Bytes>, std::string, Bytes, std::int64_t>(
                "select name, body, name, body, null from thing where id = $1", id);
        });
    };
    EXPECT_EQ(get(1), (Columns{std::nullopt, std::nullopt, "", Bytes{}, 0}));
    EXPECT_EQ(get(2), (Columns{"", Bytes{}, "", Bytes{}, 0}));
}

TEST_P(StoreTest, parameters_may_repeat_and_come_in_any_order) {
    EXPECT_TRUE(insert(40).has_value());
    const auto result = store->read([](Session& s) -> Result<std::tuple<std::int64_t, std::string>> {
        return *s.row<std::int64_t, std::string>("select $2 + id + $2, $1::text from thing where id = $3", "x",
                                                 5'000'000'000, 40);
    });
    ASSERT_TRUE(result.has_value()) << result.error().detail;
    EXPECT_EQ(*result, std::make_tuple(std::int64_t{10'000'000'040}, std::string("x")));
}

TEST_P(StoreTest, an_optional_argument_may_be_null_first_and_a_number_later) {
    const auto result = store->write_wait([](Session& s) -> Result<void> {
        for (std::optional<std::int64_t> id :
             {std::optional<std::int64_t>{}, std::optional<std::int64_t>{7'000'000'000}}) {
            s.exec("update thing set amount = 1 where id = $1", id);
            s.exec("update thing set amount = $1 where id = 1", id);
        }
        return {};
    });
    EXPECT_TRUE(result.has_value()) << result.error().detail;
}

TEST_P(StoreTest, change_counts_rows_and_returning_gives_them) {
    const auto result = store->write_wait([](Session& s) -> Result<void> {
        EXPECT_EQ(s.change("insert into thing (id, name) values ($1, $2), (2, 'b'), (3, 'c')", 1, "a"), 3);
        EXPECT_EQ(s.change("insert into thing (id, name) values (1, 'x') on conflict (id) do nothing"), 0);
        EXPECT_EQ(s.change("update thing set name = 'z' where id > 1"), 2);
        EXPECT_EQ(s.change("delete from thing where id = 9"), 0);
        // Only the first row is looked at, yet all are changed; and a result nobody reads does not hold up the commit.
        EXPECT_TRUE((s.row<std::int64_t>("update thing set name = 'y' where id > 1 returning id")));
        s.exec("update thing set amount = 2 where id > 1 returning id");
        return {};
    });
    ASSERT_TRUE(result.has_value()) << result.error().detail;
    const auto changed = store->read([](Session& s) -> Result<std::int64_t> {
        return std::get<0>(*s.row<std::int64_t>("select count(*) from thing where name = 'y' and amount = 2"));
    });
    EXPECT_EQ(changed.value(), 2);
}

TEST_P(StoreTest, a_query_may_run_inside_its_own_loop_and_stop_early) {
    for (int id = 1; id <= 3; ++id) EXPECT_TRUE(insert(id).has_value());
    int pairs = 0;
    const auto result = store->read([&](Session& s) -> Result<void> {
        constexpr std::string_view sql = "select id from thing where id >= $1 order by id";
        s.each<std::int64_t>(
            sql,
            [&](std::int64_t id) {
                s.each<std::int64_t>(
                    sql, [&](std::int64_t) { ++pairs; }, id);
            },
            0);
        s.each<std::int64_t>(
            sql,
            [&](std::int64_t id) {
                pairs += 100;
                return id < 2;
            },
            1);
        return {};
    });
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(pairs, 206);
}

TEST_P(StoreTest, like_tells_capitals_apart) {
    const auto result = store->read([&](Session& s) -> Result<std::int64_t> {
        return std::get<0>(*s.row<std::int64_t>("select count(*) from (select 'Abc' as n) t where n like 'abc%'"));
    });
    EXPECT_EQ(result.value(), 0);
}

TEST_P(StoreTest, a_read_keeps_its_snapshot) {
    EXPECT_TRUE(insert(1).has_value());
    const auto result = store->read([&](Session& s) -> Result<void> {
        const auto n = [&] { return std::get<0>(*s.row<std::int64_t>("select count(*) from thing")); };
        EXPECT_EQ(n(), 1);
        EXPECT_TRUE(insert(2).has_value());
        EXPECT_EQ(n(), 1);
        return {};
    });
    EXPECT_TRUE(result.has_value());
    EXPECT_EQ(count(), 2);
}

TEST_P(StoreTest, a_read_cannot_write) {
    const auto result = store->read([](Session& s) -> Result<void> {
        EXPECT_EQ(s.change("insert into thing (id) values (1)"), 1);
        return {};
    });
    ASSERT_FALSE(result.has_value());
    EXPECT_TRUE(result.error().is(errors::read_only)) << result.error().detail;
    EXPECT_EQ(count(), 0);
}

// Holds the writer until told, so that what is queued meanwhile is known.
class Gate {
  public:
    explicit Gate(Store& store) {
        store.write(
            [this](Session&) -> Result<void> {
                entered_.set_value();
                open_.get_future().wait();
                return refuse(refused);
            },
            [](const Result<void>&) {});
        entered_.get_future().wait();
    }
    void open() { open_.set_value(); }

  private:
    std::promise<void> entered_;
    std::promise<void> open_;
};

TEST_P(StoreTest, many_writes_share_a_commit_and_each_failure_is_its_own) {
    std::atomic<int> commits{0};
    store->after_commit([&] { ++commits; });
    Gate gate(*store);
    std::promise<void> all;
    std::atomic<int> kept{0};
    std::atomic<int> refusals{0};
    std::atomic<int> failures{0};
    std::atomic<int> left{200};
    for (int i = 0; i < 200; ++i)
        store->write(
            [i](Session& s) -> Result<int> {
                s.exec("insert into thing (id) values ($1)", i == 150 ? 149 : i);
                if (i % 10 == 0) return refuse(refused);
                return i;
            },
            [&](const Result<int>& result) {
                if (result)
                    ++kept;
                else
                    ++(result.error().is(refused) ? refusals : failures);
                if (--left == 0) all.set_value();
            });
    gate.open();
    all.get_future().wait();
    EXPECT_EQ(kept, 180);
    EXPECT_EQ(refusals + failures, 20);
    EXPECT_EQ(count(), 180);
    EXPECT_LT(commits, 60);
    EXPECT_GE(commits, 1);
}

TEST_P(StoreTest, one_failing_write_among_many_takes_none_with_it) {
    Gate gate(*store);
    std::promise<void> all;
    std::atomic<int> left{50};
    std::vector<bool> kept(50);
    for (int i = 0; i < 50; ++i)
        store->write(
            [i](Session& s) -> Result<void> {
                s.exec("insert into thing (id) values ($1)", i == 33 ? 20 : i);
                return {};
            },
            [&, i](const Result<void>& result) {
                kept[static_cast<std::size_t>(i)] = result.has_value();
                if (--left == 0) all.set_value();
            });
    gate.open();
    all.get_future().wait();
    EXPECT_EQ(std::ranges::count(kept, true), 49);
    EXPECT_FALSE(kept[33]);
    EXPECT_EQ(count(), 49);
}

TEST_P(StoreTest, threads_lose_nothing) {
    std::atomic<int> good{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 50; ++i) good += insert(t * 1000 + i).has_value() && count() > 0 ? 1 : 0;
            });
    }
    EXPECT_EQ(good, 200);
    EXPECT_EQ(count(), 200);
}

TEST_P(StoreTest, the_hook_before_a_commit_is_part_of_it) {
    int calls = 0;
    bool fail = false;
    store->before_commit([&](Session& s) {
        ++calls;
        s.exec("update thing set amount = 1");
        if (fail) throw Failure(refuse(errors::failed));
    });
    EXPECT_TRUE(insert(1).has_value());
    fail = true;
    EXPECT_FALSE(insert(2).has_value());
    fail = false;
    EXPECT_EQ(count(), 1);
    EXPECT_EQ(calls, 2);
    const auto nothing_kept = store->write_wait([](Session&) -> Result<void> { return refuse(refused); });
    EXPECT_FALSE(nothing_kept.has_value());
    EXPECT_EQ(calls, 2);
}

TEST_P(StoreTest, close_drains_and_then_refuses) {
    std::atomic<int> done{0};
    Gate gate(*store);
    for (int i = 0; i < 20; ++i)
        store->write(
            [i](Session& s) -> Result<void> {
                s.exec("insert into thing (id) values ($1)", i);
                return {};
            },
            [&](const Result<void>& result) { done += result.has_value() ? 1 : 0; });
    gate.open();
    store->close();
    EXPECT_EQ(done, 20);
    const auto late = insert(99);
    ASSERT_FALSE(late.has_value());
    EXPECT_TRUE(late.error().is(errors::closed));
    EXPECT_EQ(count(), 20);
}

}  // namespace
}  // namespace hz::storage
