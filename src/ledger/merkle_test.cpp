// SPDX-License-Identifier: Apache-2.0
#include "ledger/merkle.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/json.hpp"

namespace hz::ledger {
namespace {

const crypto::Suite& suite() { return crypto::suite_by_name("intl"); }

Hash to_hash(std::string_view hex) {
    Hash out{};
    const auto bytes = from_hex(hex).value();
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

// The definition of RFC 9162 2.1.1, word for word.
Hash naive_root(std::span<const Hash> leaves) {
    if (leaves.empty()) return suite().digest(BytesView{});
    if (leaves.size() == 1) return leaves[0];
    std::size_t k = 1;
    while (k * 2 < leaves.size()) k *= 2;
    return node_hash(suite(), naive_root(leaves.first(k)), naive_root(leaves.subspan(k)));
}

std::vector<Hash> make_leaves(int count) {
    std::vector<Hash> out;
    for (int i = 0; i < count; ++i) out.push_back(leaf_hash(suite(), as_bytes("leaf " + std::to_string(i))));
    return out;
}

Nodes nodes_of(const std::vector<Hash>& leaves) {
    return [&leaves](int level, std::int64_t index) {
        const auto width = std::size_t{1} << level;
        return naive_root(std::span(leaves).subspan(static_cast<std::size_t>(index) * width, width));
    };
}

TEST(Merkle, grows_as_the_definition_says) {
    const auto leaves = make_leaves(200);
    GrowingTree tree(suite());
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        ASSERT_EQ(tree.root(), naive_root(std::span(leaves).first(size))) << size;
        ASSERT_EQ(tree_root(suite(), static_cast<std::int64_t>(size), nodes_of(leaves)), tree.root()) << size;
        if (size < leaves.size()) tree.append(leaves[size]);
    }
}

TEST(Merkle, inclusion_of_every_leaf_in_every_size) {
    const auto leaves = make_leaves(200);
    const auto nodes = nodes_of(leaves);
    for (const std::int64_t size : {1, 2, 3, 4, 5, 7, 8, 31, 63, 64, 65, 127, 128, 129, 200}) {
        const auto root = naive_root(std::span(leaves).first(static_cast<std::size_t>(size)));
        for (std::int64_t i = 0; i < size; ++i) {
            auto path = inclusion_path(suite(), i, size, nodes);
            const auto& leaf = leaves[static_cast<std::size_t>(i)];
            ASSERT_TRUE(verify_inclusion(suite(), leaf, i, size, path, root)) << i << " of " << size;
            EXPECT_FALSE(verify_inclusion(suite(), leaf, i + 1, size, path, root)) << i << " of " << size;
            EXPECT_FALSE(
                verify_inclusion(suite(), leaves[static_cast<std::size_t>((i + 1) % 200)], i, size, path, root));
            path.push_back(leaf);
            EXPECT_FALSE(verify_inclusion(suite(), leaf, i, size, path, root));
            path.pop_back();
            if (path.empty()) continue;
            path.back()[0] ^= std::byte{1};
            EXPECT_FALSE(verify_inclusion(suite(), leaf, i, size, path, root));
            path.pop_back();
            EXPECT_FALSE(verify_inclusion(suite(), leaf, i, size, path, root));
        }
    }
}

TEST(Merkle, consistency_of_every_pair_of_sizes) {
    const auto leaves = make_leaves(70);
    const auto nodes = nodes_of(leaves);
    std::vector<Hash> roots;
    for (std::size_t size = 0; size <= leaves.size(); ++size)
        roots.push_back(naive_root(std::span(leaves).first(size)));
    for (std::int64_t to = 0; to <= 70; ++to) {
        for (std::int64_t from = 0; from <= to; ++from) {
            const auto& a = roots[static_cast<std::size_t>(from)];
            const auto& b = roots[static_cast<std::size_t>(to)];
            auto path = consistency_path(suite(), from, to, nodes);
            ASSERT_TRUE(verify_consistency(suite(), from, to, a, b, path)) << from << " to " << to;
            if (from > 0 && b != leaves[0]) {
                EXPECT_FALSE(verify_consistency(suite(), from, to, a, leaves[0], path));
            }
            EXPECT_FALSE(verify_consistency(suite(), to + 1, from, a, b, path));
            if (path.empty()) continue;
            path.front()[31] ^= std::byte{1};
            EXPECT_FALSE(verify_consistency(suite(), from, to, a, b, path)) << from << " to " << to;
        }
    }
}

Path to_path(const JsonArray& items) {
    Path out;
    for (const auto& item : items) out.push_back(to_hash({item.as_string().data(), item.as_string().size()}));
    return out;
}

// Vectors made by another implementation.
TEST(Merkle, agrees_with_the_published_vectors) {
    std::ifstream file(HZ_SOURCE_DIR "/src/ledger/testdata/merkle_sha256.json");
    ASSERT_TRUE(file);
    std::stringstream text;
    text << file.rdbuf();
    const auto vectors = parse_json(text.str()).value();
    std::vector<Hash> leaves;
    for (const auto& leaf : get_array(vectors, "leaves"))
        leaves.push_back(leaf_hash(suite(), from_hex({leaf.as_string().data(), leaf.as_string().size()}).value()));
    const auto roots = to_path(get_array(vectors, "roots_by_size"));
    ASSERT_EQ(roots.size(), leaves.size() + 1);
    for (std::size_t size = 0; size < roots.size(); ++size)
        EXPECT_EQ(tree_root(suite(), static_cast<std::int64_t>(size), nodes_of(leaves)), roots[size]) << size;
    ASSERT_FALSE(get_array(vectors, "inclusion").empty());
    for (const auto& v : get_array(vectors, "inclusion"))
        EXPECT_EQ(inclusion_path(suite(), get_int(v, "leaf"), get_int(v, "size"), nodes_of(leaves)),
                  to_path(get_array(v, "path")));
    ASSERT_FALSE(get_array(vectors, "consistency").empty());
    for (const auto& v : get_array(vectors, "consistency"))
        EXPECT_EQ(consistency_path(suite(), get_int(v, "first"), get_int(v, "second"), nodes_of(leaves)),
                  to_path(get_array(v, "path")));
}

}  // namespace
}  // namespace hz::ledger
