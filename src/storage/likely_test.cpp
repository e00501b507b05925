// SPDX-License-Identifier: Apache-2.0
// row_likely and foresee: whatever was guessed, what comes out is true. On both engines.
#include <atomic>
#include <cstdlib>
#include <functional>
#include <future>

#include "storage/errors.hpp"
#include "storage/testing/stores.hpp"

namespace hz::storage {
namespace {

constexpr ErrorCode refused{"test.refused", Category::conflict, "不行", "No"};

class LikelyTest : public testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (store) must("create table thing (id bigint primary key, name text)");
    }
    void must(std::string_view sql) {
        const auto done = store->write_wait([&](Session& s) -> Result<void> {
            s.exec(sql);
            return {};
        });
        ASSERT_TRUE(done.has_value()) << done.error().detail;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, LikelyTest, ::testing::ValuesIn(testing::engines()), testing::engine_name);

constexpr std::string_view likely_sql = "select name from thing where id = $1";

// A name that the closure read as likely, and how often the closure ran.
struct Likely {
    std::string name;
    int runs = 0;
};
Likely likely(Store& store, const std::function<void(Session&)>& before = {}) {
    Likely out;
    const auto done = store.write_wait([&](Session& s) -> Result<std::string> {
        ++out.runs;
        if (before) before(s);
        const auto row = s.row_likely<std::string>(likely_sql, 1);
        return row ? std::get<0>(*row) : "none";
    });
    EXPECT_TRUE(done.has_value()) << done.error().detail;
    if (done) out.name = *done;
    return out;
}

TEST_P(LikelyTest, what_is_likely_is_true_whatever_was_foreseen) {
    EXPECT_EQ(likely(*store).name, "none");
    must("insert into thing (id, name) values (1, 'a')");
    EXPECT_EQ(likely(*store).name, "a");
    const auto again = likely(*store);
    EXPECT_EQ(again.name, "a");
    EXPECT_EQ(again.runs, 1);
    must("update thing set name = 'b'");
    EXPECT_EQ(likely(*store).name, "b");
    EXPECT_EQ(likely(*store, [](Session& s) { s.foresee(std::tuple(std::string("c")), likely_sql, 1); }).name, "b");
    EXPECT_EQ(likely(*store, [](Session& s) { s.foresee_none(likely_sql, 1); }).name, "b");
    EXPECT_EQ(likely(*store, [](Session& s) { s.exec("update thing set name = 'd' where id = 1"); }).name, "d");
    must("delete from thing");
    EXPECT_EQ(likely(*store).name, "none");
    const auto read = store->read([](Session& s) -> Result<bool> {
        s.foresee(std::tuple(std::string("c")), likely_sql, 1);
        return s.row_likely<std::string>(likely_sql, 1).has_value();
    });
    EXPECT_FALSE(read.value());
}

TEST_P(LikelyTest, a_refusal_is_never_about_what_was_only_foreseen) {
    must("insert into thing (id, name) values (1, 'free')");
    const auto result = store->write_wait([](Session& s) -> Result<void> {
        s.foresee(std::tuple(std::string("taken")), likely_sql, 1);
        if (std::get<0>(*s.row_likely<std::string>(likely_sql, 1)) == "taken") return refuse(refused);
        s.exec("update thing set name = 'taken' where id = 1");
        return {};
    });
    EXPECT_TRUE(result.has_value());
    EXPECT_EQ(likely(*store).name, "taken");
}

TEST_P(LikelyTest, one_wrong_guess_among_many_writes_takes_none_with_it) {
    must("insert into thing (id, name) values (1, '0')");
    std::promise<void> all;
    std::promise<void> open;
    std::atomic<int> left{40};
    std::atomic<int> kept{0};
    // The first holds the writer until all are queued.
    const std::shared_future<void> queued = open.get_future().share();
    for (int i = 0; i < 40; ++i)
        store->write(
            [i, queued](Session& s) -> Result<void> {
                queued.wait();
                if (i % 10 == 5) s.foresee(std::tuple(std::string("wrong")), likely_sql, 1);
                const auto now = std::atoi(std::get<0>(*s.row_likely<std::string>(likely_sql, 1)).c_str());
                s.exec("update thing set name = $1 where id = 1", std::to_string(now + 1));
                s.foresee(std::tuple(std::to_string(now + 1)), likely_sql, 1);
                if (i % 10 == 9) return refuse(refused);
                return {};
            },
            [&](const Result<void>& result) {
                kept += result.has_value() ? 1 : 0;
                if (--left == 0) all.set_value();
            });
    open.set_value();
    all.get_future().wait();
    EXPECT_EQ(kept, 36);
    EXPECT_EQ(likely(*store).name, "36");
}

}  // namespace
}  // namespace hz::storage
