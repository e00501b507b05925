// SPDX-License-Identifier: Apache-2.0
#include "app/node.hpp"

#include <gtest/gtest.h>

#include "identity/person.hpp"
#include "storage/testing/stores.hpp"
#include "storage/testing/temp_folder.hpp"

namespace hz::app {
namespace {

class NodeTest : public storage::testing::EngineTest {};
INSTANTIATE_TEST_SUITE_P(Engines, NodeTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

// The machine starts again with its clock where it had been before: the same milliseconds, and other ids.
TEST_P(NodeTest, ids_are_not_given_twice_after_the_clock_was_set_back) {
    if (!store) return;
    const storage::testing::TempFolder folder;
    VirtualClock clock{*parse_rfc3339("2026-03-02T09:00:00Z")};
    NodeOptions options;
    options.data = folder.path() / "data";
    options.db = GetParam() == storage::Engine::postgresql ? store->url() : "";
    options.node = 1;
    for (const auto* when : {"2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z", "2026-03-01T09:00:00Z"}) {
        clock.set(*parse_rfc3339(when));
        const auto node = Node::open(options, clock);
        ASSERT_TRUE(node);
        for (int i = 0; i < 30; ++i) {
            const auto made = (*node)->store->write_wait([&](storage::Session& s) {
                return identity::register_person(s, *(*node)->identity, identity::system_actor("test"),
                                                 {.name = "P", .number = {}, .phone = {}, .kind = "staff"});
            });
            ASSERT_TRUE(made) << made.error().code->id << " " << made.error().detail;
        }
        while ((*node)->ledger->run_once()->entries > 0) continue;
    }
}

}  // namespace
}  // namespace hz::app
