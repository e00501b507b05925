// SPDX-License-Identifier: Apache-2.0
// Merkle trees as in RFC 9162 section 2.1: leaf = H(00 || data), node = H(01 || left || right). Pure.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "crypto/suite.hpp"

namespace hz::ledger {

using crypto::Hash;
using Path = std::vector<Hash>;

[[nodiscard]] Hash leaf_hash(const crypto::Suite& suite, BytesView data);
[[nodiscard]] Hash node_hash(const crypto::Suite& suite, const Hash& left, const Hash& right);

// The tree that only grows: keeps the roots of its complete subtrees, at most 63.
class GrowingTree {
  public:
    explicit GrowingTree(const crypto::Suite& suite) : suite_(suite) {}
    void append(const Hash& leaf);
    [[nodiscard]] std::int64_t size() const { return size_; }
    [[nodiscard]] Hash root() const;

  private:
    const crypto::Suite& suite_;
    std::int64_t size_ = 0;
    std::vector<Hash> peaks_;  // largest first
};

// Gives the root of the complete subtree over leaves [index * 2^level, (index + 1) * 2^level).
using Nodes = std::function<Hash(int level, std::int64_t index)>;

// O(log size) calls of `nodes` each. Sizes and indexes must exist (0 <= index < size; 0 <= from <= to): a bug
// otherwise.
[[nodiscard]] Hash tree_root(const crypto::Suite& suite, std::int64_t size, const Nodes& nodes);
[[nodiscard]] Path inclusion_path(const crypto::Suite& suite, std::int64_t index, std::int64_t size,
                                  const Nodes& nodes);
[[nodiscard]] Path consistency_path(const crypto::Suite& suite, std::int64_t from, std::int64_t to, const Nodes& nodes);

// RFC 9162 2.1.3.2. Takes any input.
[[nodiscard]] bool verify_inclusion(const crypto::Suite& suite, const Hash& leaf, std::int64_t index, std::int64_t size,
                                    std::span<const Hash> path, const Hash& root);
// RFC 9162 2.1.4.2. Takes any input. From size 0 every tree is consistent, with an empty path.
[[nodiscard]] bool verify_consistency(const crypto::Suite& suite, std::int64_t from, std::int64_t to,
                                      const Hash& from_root, const Hash& to_root, std::span<const Hash> path);

}  // namespace hz::ledger
