// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/json.hpp"

// A place in a parsed JSON text. Keeps simdjson out of every file that uses the codec (it costs seconds to compile).
namespace hz::codec {

class Node {
  public:
    [[nodiscard]] bool is_null() const;
    [[nodiscard]] bool is_array() const;
    [[nodiscard]] bool is_object() const;
    [[nodiscard]] bool is_number() const;
    [[nodiscard]] bool is_whole() const;  // written without fraction or exponent, and fits 64 bits
    [[nodiscard]] std::optional<bool> flag() const;
    [[nodiscard]] std::optional<std::int64_t> signed_number() const;
    [[nodiscard]] std::optional<std::uint64_t> unsigned_number() const;
    [[nodiscard]] std::optional<double> real() const;
    [[nodiscard]] std::optional<std::string_view> text() const;  // valid while the document is

    // Calls visit(key, node) for each member in order, visit(node) for each item.
    template <class Visit>
    void members(Visit&& visit) const {
        each_member(&visit, [](void* v, std::string_view key, Node n) {
            (*static_cast<std::remove_reference_t<Visit>*>(v))(key, n);
        });
    }
    template <class Visit>
    void items(Visit&& visit) const {
        each_item(&visit, [](void* v, Node n) { (*static_cast<std::remove_reference_t<Visit>*>(v))(n); });
    }

    // The whole subtree as a free document; `duplicate` gets the first key that is given twice.
    [[nodiscard]] Json copy(std::optional<std::string>& duplicate) const;

  private:
    friend struct NodeAccess;
    void each_member(void* visit, void (*call)(void*, std::string_view, Node)) const;
    void each_item(void* visit, void (*call)(void*, Node)) const;
    alignas(8) std::array<unsigned char, 16> raw_{};
};

// Parses `text` and calls visit(root) while the document lives. Strict RFC 8259 and UTF-8. At most one document a
// thread: do not parse again inside `visit`.
[[nodiscard]] Result<void> with_document(std::string_view text, JsonLimits limits, void* context,
                                         void (*visit)(void*, Node root));

}  // namespace hz::codec
