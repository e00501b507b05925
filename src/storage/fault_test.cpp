// SPDX-License-Identifier: Apache-2.0
#include "storage/testing/fault.hpp"

#include <gtest/gtest.h>

#include "storage/search.hpp"
#include "storage/testing/stores.hpp"

namespace hz::storage {
namespace {

constexpr int most_calls = 100;

class FaultTest : public testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (!store) return;
        store = testing::with_faults(std::move(store), plan);
        store->before_commit([](Session& s) { s.exec("update account set commits = commits + 1"); });
        const auto made = store->write_wait([](Session& s) -> Result<void> {
            s.exec("create table account (id bigint primary key, amount bigint not null, commits bigint not null)");
            s.exec("insert into account (id, amount, commits) values (1, 1000, 0), (2, 0, 0)");
            create_search(s, "payment");
            return {};
        });
        ASSERT_TRUE(made.has_value()) << made.error().detail;
    }
    Result<void> pay(std::int64_t key) {
        return store->write_wait([=](Session& s) -> Result<void> {
            const auto have = s.row<std::int64_t>("select amount from account where id = 1");
            s.exec("update account set amount = $1 where id = 1", std::get<0>(*have) - 1);
            EXPECT_EQ(s.change("update account set amount = amount + 1 where id = 2"), 1);
            index_text(s, "payment", key, "付款记录");
            return {};
        });
    }
    // Money is neither made nor lost, and as many payments are found as were made.
    std::int64_t payments() {
        const auto found = store->read([](Session& s) -> Result<std::int64_t> {
            const auto [left, paid] = *s.row<std::int64_t, std::int64_t>(
                "select (select amount from account where id = 1), (select amount from account where id = 2)");
            EXPECT_EQ(left + paid, 1000);
            EXPECT_EQ(static_cast<std::int64_t>(search(s, "payment", "付款", 1000).size()), paid);
            return paid;
        });
        EXPECT_TRUE(found.has_value()) << found.error().detail;
        return found ? *found : -1;
    }
    testing::FaultPlan plan;
};
INSTANTIATE_TEST_SUITE_P(Engines, FaultTest, ::testing::ValuesIn(testing::engines()), testing::engine_name);

TEST_P(FaultTest, whichever_call_fails_nothing_is_half_done) {
    for (const bool lasting : {false, true}) {
        int call = 1;
        for (; call <= most_calls; ++call) {
            const auto before = payments();
            plan.fail_at(call, lasting);
            const auto result = pay(call + (lasting ? 1000 : 0));
            EXPECT_EQ(payments(), before + (result.has_value() ? 1 : 0));
            if (!plan.struck()) {
                EXPECT_TRUE(result.has_value());
                break;
            }
            // What does not last may be over when the write is run again, under a savepoint.
            if (lasting) {
                EXPECT_FALSE(result.has_value());
            }
        }
        EXPECT_GE(call, 6);  // four statements, the hook's, the commit
        EXPECT_LT(call, most_calls);
    }
}

TEST_P(FaultTest, a_fault_among_many_writes_hits_only_those_that_are_told) {
    for (int call = 1; call < 60; call += 7) {
        const auto before = payments();
        plan.fail_at(call);
        std::promise<void> all;
        std::atomic<int> left{12};
        std::atomic<int> kept{0};
        for (int i = 0; i < 12; ++i)
            store->write(
                [=](Session& s) -> Result<void> {
                    s.exec("update account set amount = amount - 1 where id = 1");
                    s.exec("update account set amount = amount + 1 where id = 2");
                    index_text(s, "payment", call * 100 + i, "付款");
                    return {};
                },
                [&](const Result<void>& result) {
                    kept += result.has_value() ? 1 : 0;
                    if (--left == 0) all.set_value();
                });
        all.get_future().wait();
        EXPECT_EQ(payments(), before + kept);
    }
}

}  // namespace
}  // namespace hz::storage
