// SPDX-License-Identifier: Apache-2.0
// Stores for tests of every module, on both engines. Library hz_storage_testing; never linked into the product.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "storage/store.hpp"

namespace hz::storage::testing {

// Both, for INSTANTIATE_TEST_SUITE_P.
[[nodiscard]] std::vector<Engine> engines();
// "sqlite" or "postgresql"; also the parameter's name in a test's name.
[[nodiscard]] std::string name(Engine engine);
// Why this machine cannot run the engine, for GTEST_SKIP; empty where it can.
[[nodiscard]] std::string why_not(Engine engine);
// The url of a new empty database, deleted at exit. Aborts where why_not() has a reason.
[[nodiscard]] std::string fresh_url(Engine engine);
// A store over fresh_url(); `options.url` is set.
[[nodiscard]] std::unique_ptr<Store> fresh_store(Engine engine, Options options = {});
// A store in a temporary folder, for tests that need no second engine.
[[nodiscard]] inline std::unique_ptr<Store> open_memory_like_sqlite() { return fresh_store(Engine::sqlite); }

// A suite that runs on both engines:
//     class LedgerTest : public storage::testing::EngineTest {};
//     INSTANTIATE_TEST_SUITE_P(Engines, LedgerTest, testing::ValuesIn(storage::testing::engines()),
//     storage::testing::engine_name);
class EngineTest : public ::testing::TestWithParam<Engine> {
  protected:
    void SetUp() override {
        if (const auto reason = why_not(GetParam()); !reason.empty()) GTEST_SKIP() << "SKIPPED: " << reason;
        store = fresh_store(GetParam());
    }
    std::unique_ptr<Store> store;
};

[[nodiscard]] inline std::string engine_name(const ::testing::TestParamInfo<Engine>& info) { return name(info.param); }

}  // namespace hz::storage::testing
