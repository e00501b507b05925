// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace hz {

// A positive 63-bit number that grows with time, so that it clusters in an index. `Tag` keeps kinds apart.
// Text form: 13 characters of Crockford base 32, lower case. Not a secret: knowing an id gives no right.
template <class Tag>
struct Id {
    std::int64_t value = 0;
    auto operator<=>(const Id&) const = default;
    [[nodiscard]] explicit operator bool() const { return value != 0; }
};

[[nodiscard]] std::string id_text(std::int64_t value);
[[nodiscard]] std::optional<std::int64_t> parse_id(std::string_view text);

template <class Tag>
[[nodiscard]] std::string to_text(Id<Tag> id) {
    return id_text(id.value);
}
template <class Tag>
[[nodiscard]] std::optional<Id<Tag>> id_from_text(std::string_view text) {
    const auto value = parse_id(text);
    if (!value) return std::nullopt;
    return Id<Tag>{*value};
}

// Gives ids: 41 bits of milliseconds since 2020, 6 bits of node, 16 bits of sequence. Thread-safe, never repeats
// within a process and never goes back when the clock does. `node` (0..63) must differ between nodes on one database.
class IdSource {
  public:
    IdSource(const Clock& clock, unsigned node) : clock_(clock), node_(node & 63U) {}
    [[nodiscard]] std::int64_t next();
    template <class T>
    [[nodiscard]] T make() {
        return T{next()};
    }

  private:
    const Clock& clock_;
    unsigned node_;
    std::atomic<std::int64_t> last_{0};  // milliseconds and sequence, without the node
};

}  // namespace hz

template <class Tag>
struct std::hash<hz::Id<Tag>> {
    std::size_t operator()(hz::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
