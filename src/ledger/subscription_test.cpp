// SPDX-License-Identifier: Apache-2.0
#include "ledger/subscription.hpp"

#include "ledger/errors.hpp"
#include "ledger/test_ledger.hpp"

namespace hz::ledger {
namespace {

constexpr ErrorCode refused{"test.refused", Category::conflict, "不行", "No"};

class SubscriptionTest : public LedgerTest {};
INSTANTIATE_TEST_SUITE_P(Engines, SubscriptionTest, testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(SubscriptionTest, gives_every_event_once_and_in_order) {
    Subscription reader(*log, "search");
    std::vector<std::int64_t> seen;
    const auto handler = [&](storage::Session&, const std::vector<Event>& events) -> Result<Subscription::Write> {
        return [&seen, events](storage::Session&) -> Result<void> {
            for (const auto& e : events) seen.push_back(e.position);
            return {};
        };
    };
    EXPECT_EQ(reader.run(10, handler).value(), 0U);
    append_many(25);
    settle(25);
    EXPECT_EQ(read([&](storage::Session& s) { return reader.lag(s); }), 25);
    EXPECT_EQ(reader.run(10, handler).value(), 10U);
    EXPECT_EQ(reader.run(10, handler).value(), 10U);
    append_many(3);
    settle(28);
    EXPECT_EQ(reader.run(10, handler).value(), 8U);
    EXPECT_EQ(reader.run(10, handler).value(), 0U);
    ASSERT_EQ(seen.size(), 28U);
    for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], static_cast<std::int64_t>(i));
    EXPECT_EQ(read([&](storage::Session& s) { return reader.lag(s); }), 0);
}

TEST_P(SubscriptionTest, a_failing_handler_keeps_the_position) {
    Subscription reader(*log, "search");
    append_many(5);
    settle(5);
    using Events = std::vector<Event>;
    const auto while_reading = [](storage::Session&, const Events&) -> Result<Subscription::Write> {
        return refuse(refused);
    };
    const auto while_writing = [](storage::Session&, const Events&) -> Result<Subscription::Write> {
        return [](storage::Session&) -> Result<void> { return refuse(refused); };
    };
    EXPECT_TRUE(reader.run(10, while_reading).error().is(refused));
    EXPECT_TRUE(reader.run(10, while_writing).error().is(refused));
    EXPECT_EQ(read([&](storage::Session& s) { return reader.position(s); }), 0);
}

TEST_P(SubscriptionTest, another_node_that_was_first_leaves_nothing_to_do) {
    Subscription reader(*log, "search");
    append_many(5);
    settle(5);
    int written = 0;
    const auto overtaken = [&](storage::Session&, const std::vector<Event>& events) -> Result<Subscription::Write> {
        const auto other = store->write_wait([&](storage::Session& s) { return reader.advance(s, 0, 3); });
        EXPECT_TRUE(other.has_value());
        EXPECT_EQ(events.size(), 5U);
        return [&written](storage::Session&) -> Result<void> {
            ++written;
            return {};
        };
    };
    EXPECT_EQ(reader.run(10, overtaken).value(), 0U);
    EXPECT_EQ(written, 0);
    EXPECT_EQ(read([&](storage::Session& s) { return reader.position(s); }), 3);
}

TEST_P(SubscriptionTest, only_one_of_two_readers_advances) {
    Subscription reader(*log, "webhook");
    append_many(5);
    settle(5);
    const auto step = [&](std::int64_t from, std::int64_t to) {
        return store->write_wait([&](storage::Session& s) { return reader.advance(s, from, to); });
    };
    EXPECT_TRUE(step(0, 2).has_value());
    EXPECT_TRUE(step(0, 3).error().is(errors::out_of_order));
    EXPECT_TRUE(step(2, 5).has_value());
    EXPECT_TRUE(step(2, 5).error().is(errors::out_of_order));
}

}  // namespace
}  // namespace hz::ledger
