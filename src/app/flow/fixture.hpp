// SPDX-License-Identifier: Apache-2.0
// A node with the fixture pack's people, for the tests of this module.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/node.hpp"
#include "app/seed/people.hpp"
#include "storage/testing/stores.hpp"
#include "storage/testing/temp_folder.hpp"

namespace hz::app {

inline std::string describe(const Error& error) {
    auto out = std::string(error.code->id) + ": " + message(*error.code, error.params, "en");
    for (const auto& field : error.fields) out += "; " + field.path + " " + message(*field.code, field.params, "en");
    return error.detail.empty() ? out : out + " (" + error.detail + ")";
}
template <class T>
std::string why(const Result<T>& result) {
    return result ? std::string() : describe(result.error());
}

// On either engine, seen from the first of March 2026.
class NodeTest : public ::testing::TestWithParam<storage::Engine> {
  protected:
    void SetUp() override {
        if (const auto reason = storage::testing::why_not(GetParam()); !reason.empty())
            GTEST_SKIP() << "SKIPPED: " << reason;
        options.data = folder.path() / "data";
        options.db = storage::testing::fresh_url(GetParam());
        open();
        auto loaded = pack::load(std::string(HZ_SOURCE_DIR) + "/packs/_fixture/kite-licence");
        ASSERT_TRUE(loaded) << why(loaded);
        kites = std::move(*loaded);
        const auto imported = node->import({kites});
        ASSERT_TRUE(imported) << why(imported);
    }
    void open() {
        node.reset();
        auto opened = Node::open(options, clock);
        ASSERT_TRUE(opened) << why(opened);
        node = std::move(*opened);
    }
    void load_everybody() {
        auto loaded = load_people(*node, kites, {});
        ASSERT_TRUE(loaded) << why(loaded);
        cast = std::move(*loaded);
    }

    storage::testing::TempFolder folder;
    NodeOptions options;
    VirtualClock clock{*parse_rfc3339("2026-03-01T08:00:00Z")};
    std::unique_ptr<Node> node;
    pack::Pack kites;
    Cast cast;
};

}  // namespace hz::app
