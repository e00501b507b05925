// SPDX-License-Identifier: Apache-2.0
#include "cases/case_store.hpp"

#include "cases/test_cases.hpp"

namespace hz::cases {
namespace {

using CaseStoreTest = CasesTest;
INSTANTIATE_TEST_SUITE_P(Engines, CaseStoreTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(CaseStoreTest, many_cases_are_read_at_once) {
    std::vector<CaseId> asked{submit(), CaseId{1}, submit()};
    while (asked.size() < 120) asked.push_back(asked[asked.size() % 3]);
    const auto found = store->read(
        [&](storage::Session& s) -> Result<std::vector<std::optional<Case>>> { return find_cases(s, asked); });
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) {
        ASSERT_EQ((*found)[i].has_value(), i % 3 != 1) << i;
        if (i % 3 != 1) {
            EXPECT_EQ((*found)[i]->id, asked[i]);
        }
    }
    EXPECT_TRUE(store->read([&](storage::Session& s) -> Result<bool> { return find_cases(s, {}).empty(); }).value());
}

}  // namespace
}  // namespace hz::cases
