// SPDX-License-Identifier: Apache-2.0
#include "ledger/tile.hpp"

#include "ledger/test_ledger.hpp"

namespace hz::ledger {
namespace {

class TileTest : public LedgerTest {};
INSTANTIATE_TEST_SUITE_P(Engines, TileTest, testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

// Past 64 * 64, so that three levels of rows are in play.
TEST_P(TileTest, agrees_with_the_growing_tree_at_every_batch) {
    GrowingTree reference(log->suite());
    std::vector<Leaf> all;
    std::vector<Hash> roots{reference.root()};
    std::mt19937 shuffle(5);
    while (all.size() < 4300) {
        std::vector<Leaf> batch(1 + shuffle() % 150);
        for (auto& leaf : batch) {
            const auto n = static_cast<std::int64_t>(all.size());
            leaf = {{n / 10, n * 3 + 1}, leaf_hash(log->suite(), as_bytes(std::to_string(n)))};
            all.push_back(leaf);
            reference.append(leaf.hash);
            roots.push_back(reference.root());
        }
        const auto root = store->write_wait([&](storage::Session& s) -> Result<Hash> {
            TileTree(log->suite(), s).append(batch);
            TileTree again(log->suite(), s);
            return again.root(again.size());
        });
        ASSERT_TRUE(root.has_value()) << root.error().detail;
        ASSERT_EQ(*root, reference.root()) << all.size();
    }
    read([&](storage::Session& s) {
        TileTree tree(log->suite(), s);
        const auto size = static_cast<std::int64_t>(all.size());
        for (std::int64_t i = 0; i < size; i += 37) {
            const auto& leaf = all[static_cast<std::size_t>(i)];
            EXPECT_EQ(tree.position(leaf.key), i);
            EXPECT_EQ(tree.position({leaf.key.txid, leaf.key.id + 1}), std::nullopt);
            EXPECT_TRUE(verify_inclusion(log->suite(), leaf.hash, i, size, tree.inclusion(i, size), roots.back()));
            EXPECT_EQ(tree.root(i), roots[static_cast<std::size_t>(i)]) << i;
            EXPECT_TRUE(verify_consistency(log->suite(), i, size, roots[static_cast<std::size_t>(i)], roots.back(),
                                           tree.consistency(i, size)))
                << i;
        }
        EXPECT_EQ(tree.position({0, 0}), std::nullopt);
        return 0;
    });
    const auto rows = read(
        [&](storage::Session& s) { return std::get<0>(*s.row<std::int64_t>("select count(*) from ledger_tile")); });
    EXPECT_EQ(rows, (static_cast<std::int64_t>(all.size()) + 63) / 64 + 2 + 1);
}

}  // namespace
}  // namespace hz::ledger
