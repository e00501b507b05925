// SPDX-License-Identifier: Apache-2.0
#include "base/id.hpp"

#include <algorithm>
#include <array>

namespace hz {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int sequence_bits = 16;
constexpr int node_bits = 6;
constexpr std::int64_t epoch_ms = 1577836800000;  // 2020-01-01T00:00:00Z

}  // namespace

std::string id_text(std::int64_t value) {
    std::string out(13, '0');
    auto rest = static_cast<std::uint64_t>(value);
    for (auto it = out.rbegin(); it != out.rend(); ++it, rest >>= 5) *it = alphabet[rest & 31U];
    return out;
}

std::optional<std::int64_t> parse_id(std::string_view text) {
    if (text.size() != 13) return std::nullopt;
    std::uint64_t value = 0;
    for (const char raw : text) {
        const char c = raw >= 'A' && raw <= 'Z' ? static_cast<char>(raw | 32) : raw;
        const auto at = alphabet.find(c);
        if (at == std::string_view::npos || value >> 58) return std::nullopt;
        value = value << 5 | at;
    }
    if (value == 0 || value >> 63) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

std::int64_t IdSource::next() {
    const std::int64_t now = std::max<std::int64_t>(to_millis(clock_.now()) - epoch_ms, 1) << sequence_bits;
    std::int64_t last = last_.load();
    std::int64_t mine = 0;
    do mine = std::max(now, last + 1);
    while (!last_.compare_exchange_weak(last, mine));
    const std::int64_t sequence = mine & ((1 << sequence_bits) - 1);
    return (mine >> sequence_bits) << (sequence_bits + node_bits) | static_cast<std::int64_t>(node_) << sequence_bits |
           sequence;
}

}  // namespace hz
