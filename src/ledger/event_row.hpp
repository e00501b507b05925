// SPDX-License-Identifier: Apache-2.0
// An event as stored (table ledger_event), with its subject's key beside it. Private to ledger.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ledger/ledger.hpp"
#include "ledger/merkle.hpp"
#include "ledger/tile.hpp"

namespace hz::ledger {

inline constexpr std::size_t salt_bytes = 16;

struct EventRow {
    Key key;
    std::string leaf;
    Bytes payload;
    std::string stream;
    std::optional<std::int64_t> subject;
    std::optional<std::int64_t> key_id;
    std::optional<std::int64_t> key_subject;  // empty where the key's row is missing
    Bytes key_sealed;
    std::int64_t erased_by = 0;
};

// What the leaf says.
struct LeafContent {
    EventId id;
    Entry entry;  // without payload
    std::string payload_digest;
};

// The canonical public part. Times are milliseconds, ids text; `subject` only where there is one.
[[nodiscard]] std::string leaf_text(EventId id, const Entry& entry, Time at, const Hash& payload_digest);
// Empty where it is not a leaf.
[[nodiscard]] std::optional<LeafContent> read_leaf(const Json& leaf);
[[nodiscard]] std::optional<LeafContent> read_leaf(std::string_view text);
// The name under which a payload is sealed.
[[nodiscard]] std::string payload_place(std::int64_t id);

[[nodiscard]] std::optional<EventRow> event_row(storage::Session& session, std::int64_t id);
// Oldest first.
[[nodiscard]] std::vector<EventRow> rows_of_stream(storage::Session& session, std::string_view stream);
// Of each stream oldest first; streams in any order.
[[nodiscard]] std::vector<EventRow> rows_of_streams(storage::Session& session, std::span<const std::string> streams);
// Newest first, below `before`.
[[nodiscard]] std::vector<EventRow> rows_of_subject(storage::Session& session, SubjectId subject, std::int64_t before,
                                                    std::size_t limit);
// In order of keys: those in (after, upto], at most `limit`.
[[nodiscard]] std::vector<EventRow> rows_between(storage::Session& session, Key after, Key upto, std::size_t limit);

}  // namespace hz::ledger
