// SPDX-License-Identifier: Apache-2.0
#include "ledger/sequencer.hpp"

#include <future>
#include <set>
#include <thread>

#include "ledger/test_ledger.hpp"

namespace hz::ledger {
namespace {

// Another node of the same ledger: its own connections and ids, the same database and keyring.
struct Node {
    Node(const std::string& url, const std::filesystem::path& keyring, VirtualClock& clock, unsigned number)
        : ids(clock, number), random(number) {
        store = storage::open({.url = url, .readers = 2, .lanes = 2}).value();
        log = open_ledger(*store, {.keyring = keyring, .suite = ""}, clock, ids, random).value();
    }
    ~Node() { store->close(); }
    IdSource ids;
    SeededRandom random;
    std::unique_ptr<storage::Store> store;
    std::unique_ptr<Log> log;
};

class SequencerTest : public LedgerTest {};
INSTANTIATE_TEST_SUITE_P(Engines, SequencerTest, testing::Values(storage::Engine::postgresql),
                         storage::testing::engine_name);

TEST_P(SequencerTest, two_nodes_make_one_tree_and_one_takes_over) {
    constexpr int writes = 150;
    const auto url = store->url();
    auto first = std::make_unique<Node>(url, folder.path() / "ledger.key", clock, 2);
    Node second(url, folder.path() / "ledger.key", clock, 3);
    const auto write = [&](Node& node) {
        for (int i = 0; i < writes; ++i) {
            const auto done = node.store->write_wait([&](storage::Session& s) -> Result<EventId> {
                return node.log->append(s, entry("case:1", {{"n", i}}, SubjectId{i % 4}));
            });
            ASSERT_TRUE(done.has_value()) << done.error().detail;
        }
    };
    auto one = std::make_unique<Sequencer>(*first->log, std::chrono::milliseconds(1), nullptr);
    {
        const Sequencer two(*second.log, std::chrono::milliseconds(1), nullptr);
        std::jthread a([&] { write(*first); });
        std::jthread b([&] { write(second); });
        a.join();
        one.reset();
        first.reset();  // the first node is gone; the second goes on
        b.join();
    }
    settle(2 * writes);
    const auto report = verified();
    EXPECT_TRUE(report.whole()) << all_breaks(report);
    EXPECT_EQ(report.size, 2 * writes);
    EXPECT_EQ(report.pending, 0);
    std::set<std::int64_t> seen;
    for (const auto& event : read([&](storage::Session& s) { return log->read(s, 0, 10'000); }))
        seen.insert(event.id.value);
    EXPECT_EQ(seen.size(), 2U * writes);
}

// An older transaction still open holds back everything behind it, so that its events keep their place.
TEST_P(SequencerTest, an_open_transaction_is_waited_for) {
    Node other(store->url(), folder.path() / "ledger.key", clock, 2);
    std::promise<void> appended, go_on;
    auto released = go_on.get_future().share();
    std::jthread slow([&] {
        const auto done = other.store->write_wait([&](storage::Session& s) -> Result<int> {
            other.log->append(s, entry("case:slow", {{"n", 0}}));
            s.row<std::int64_t>(
                "select count(*) from ledger_meta");  // sent and received: the transaction has its number
            appended.set_value();
            released.wait();
            return 0;
        });
        EXPECT_TRUE(done.has_value()) << done.error().detail;
    });
    appended.get_future().wait();
    append_many(3);
    const auto round = log->run_once();
    ASSERT_TRUE(round.has_value()) << round.error().detail;
    EXPECT_EQ(round->entries, 0);
    go_on.set_value();
    slow.join();
    settle(4);
    const auto events = read([&](storage::Session& s) { return log->read(s, 0, 10); });
    ASSERT_EQ(events.size(), 4U);
    EXPECT_EQ(events[0].entry.stream, "case:slow");
}

// As after a dump was restored into a fresh cluster, whose transaction numbers are below the recorded ones.
TEST_P(SequencerTest, goes_on_in_a_cluster_that_counts_from_lower_numbers) {
    const auto number_with = [&](const std::string& rule) {
        const auto done = store->write_wait([&](storage::Session& s) -> Result<bool> {
            s.exec("alter table ledger_event alter column txid set default " + rule);
            return true;
        });
        ASSERT_TRUE(done.has_value()) << done.error().detail;
    };
    append_many(3);
    settle(3);
    number_with("txid_current() + 1000000");
    append_many(2);  // in the dump, but not sequenced there
    number_with("txid_current()");
    Node moved(store->url(), folder.path() / "ledger.key", clock, 2);
    const auto append = [&] {
        const auto done = moved.store->write_wait([&](storage::Session& s) -> Result<EventId> {
            return moved.log->append(s, entry("case:new", {{"n", 1}}));
        });
        ASSERT_TRUE(done.has_value()) << done.error().detail;
    };
    append();
    ASSERT_EQ(moved.log->run_once().value().entries, 3);
    Node again(store->url(), folder.path() / "ledger.key", clock, 3);  // moves nothing a second time
    append();
    ASSERT_EQ(again.log->run_once().value().entries, 1);
    const auto events =
        again.store->read([&](storage::Session& s) -> Result<std::vector<Event>> { return again.log->read(s, 0, 10); });
    ASSERT_EQ(events->size(), 7U);
    EXPECT_EQ(events->back().entry.stream, "case:new");
    EXPECT_TRUE(verified().whole()) << all_breaks(verified());
}

}  // namespace
}  // namespace hz::ledger
