// SPDX-License-Identifier: Apache-2.0
#include "ledger/merkle.hpp"

#include <bit>

#include "base/check.hpp"

namespace hz::ledger {
namespace {

constexpr std::byte leaf_prefix{0};
constexpr std::byte node_prefix{1};

// The largest power of two below n (n > 1).
std::int64_t split(std::int64_t n) {
    return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(n - 1)));
}
int log2(std::int64_t n) { return std::countr_zero(static_cast<std::uint64_t>(n)); }
bool is_power(std::int64_t n) { return std::has_single_bit(static_cast<std::uint64_t>(n)); }

// RFC 9162 names: MTH, PATH and SUBPROOF over the leaves [begin, begin + n).
struct Walk {
    const crypto::Suite& suite;
    const Nodes& nodes;

    [[nodiscard]] Hash root(std::int64_t begin, std::int64_t n) const {
        if (is_power(n)) return nodes(log2(n), begin / n);
        const auto k = split(n);
        return node_hash(suite, root(begin, k), root(begin + k, n - k));
    }
    void path(std::int64_t index, std::int64_t begin, std::int64_t n, Path& out) const {
        if (n == 1) return;
        const auto k = split(n);
        if (index < begin + k) {
            path(index, begin, k, out);
            out.push_back(root(begin + k, n - k));
        } else {
            path(index, begin + k, n - k, out);
            out.push_back(root(begin, k));
        }
    }
    void subproof(std::int64_t m, std::int64_t begin, std::int64_t n, bool known, Path& out) const {
        if (m == n) {
            if (!known) out.push_back(root(begin, n));
            return;
        }
        const auto k = split(n);
        if (m <= k) {
            subproof(m, begin, k, known, out);
            out.push_back(root(begin + k, n - k));
        } else {
            subproof(m - k, begin + k, n - k, false, out);
            out.push_back(root(begin, k));
        }
    }
};

}  // namespace

Hash leaf_hash(const crypto::Suite& suite, BytesView data) { return suite.digest({BytesView(&leaf_prefix, 1), data}); }

Hash node_hash(const crypto::Suite& suite, const Hash& left, const Hash& right) {
    return suite.digest({BytesView(&node_prefix, 1), left, right});
}

void GrowingTree::append(const Hash& leaf) {
    Hash top = leaf;
    for (auto rest = size_++; (rest & 1) != 0; rest >>= 1) {
        top = node_hash(suite_, peaks_.back(), top);
        peaks_.pop_back();
    }
    peaks_.push_back(top);
}

Hash GrowingTree::root() const {
    if (peaks_.empty()) return suite_.digest(BytesView{});
    Hash out = peaks_.back();
    for (auto i = peaks_.size() - 1; i-- > 0;) out = node_hash(suite_, peaks_[i], out);
    return out;
}

Hash tree_root(const crypto::Suite& suite, std::int64_t size, const Nodes& nodes) {
    check(size >= 0, "a tree size");
    return size == 0 ? suite.digest(BytesView{}) : Walk{suite, nodes}.root(0, size);
}

Path inclusion_path(const crypto::Suite& suite, std::int64_t index, std::int64_t size, const Nodes& nodes) {
    check(index >= 0 && index < size, "a leaf inside the tree");
    Path out;
    Walk{suite, nodes}.path(index, 0, size, out);
    return out;
}

Path consistency_path(const crypto::Suite& suite, std::int64_t from, std::int64_t to, const Nodes& nodes) {
    check(from >= 0 && from <= to, "tree sizes in order");
    Path out;
    if (from > 0 && from < to) Walk{suite, nodes}.subproof(from, 0, to, true, out);
    return out;
}

bool verify_inclusion(const crypto::Suite& suite, const Hash& leaf, std::int64_t index, std::int64_t size,
                      std::span<const Hash> path, const Hash& root) {
    if (index < 0 || index >= size) return false;
    auto at = index, last = size - 1;
    Hash r = leaf;
    for (const auto& p : path) {
        if (last == 0) return false;
        if ((at & 1) != 0 || at == last) {
            r = node_hash(suite, p, r);
            while ((at & 1) == 0 && at != 0) {
                at >>= 1;
                last >>= 1;
            }
        } else {
            r = node_hash(suite, r, p);
        }
        at >>= 1;
        last >>= 1;
    }
    return last == 0 && r == root;
}

bool verify_consistency(const crypto::Suite& suite, std::int64_t from, std::int64_t to, const Hash& from_root,
                        const Hash& to_root, std::span<const Hash> path) {
    if (from < 0 || from > to) return false;
    if (from == to) return path.empty() && from_root == to_root;
    if (from == 0) return path.empty() && from_root == suite.digest(BytesView{});
    Path full;
    if (is_power(from)) full.push_back(from_root);
    full.insert(full.end(), path.begin(), path.end());
    if (full.empty()) return false;
    auto at = from - 1, last = to - 1;
    for (; (at & 1) != 0; at >>= 1) last >>= 1;
    Hash old_root = full.front(), new_root = full.front();
    for (const auto& c : std::span(full).subspan(1)) {
        if (last == 0) return false;
        if ((at & 1) != 0 || at == last) {
            old_root = node_hash(suite, c, old_root);
            new_root = node_hash(suite, c, new_root);
            while ((at & 1) == 0 && at != 0) {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new_root = node_hash(suite, new_root, c);
        }
        at >>= 1;
        last >>= 1;
    }
    return last == 0 && old_root == from_root && new_root == to_root;
}

}  // namespace hz::ledger
