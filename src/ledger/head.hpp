// SPDX-License-Identifier: Apache-2.0
// Signed tree heads: what the log says about itself, once a second at most.
#pragma once
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "ledger/merkle.hpp"
#include "storage/store.hpp"

namespace hz::ledger {

struct TreeHead {
    std::int64_t size = 0;
    Hash root{};
    Time signed_at{};
    Bytes signature;
};

// The signed bytes, so that anyone can check: lines "huizheng-ledger-head-v1", log, suite, size, root (hex), signed_at
// (ms).
[[nodiscard]] std::string head_message(std::string_view log, const crypto::Suite& suite, const TreeHead& head);
// The same for an event not yet in the tree: "huizheng-ledger-promise-v1", log, suite, leaf hash (hex), signed_at (ms).
[[nodiscard]] std::string promise_message(std::string_view log, const crypto::Suite& suite, const Hash& leaf,
                                          Time signed_at);

// {size, root, signed_at, signature}: hex, milliseconds, base64.
[[nodiscard]] JsonObject head_json(const TreeHead& head);

[[nodiscard]] std::optional<TreeHead> newest_head(storage::Session& session);
// The oldest that covers `position`, which never changes once it exists.
[[nodiscard]] std::optional<TreeHead> head_covering(storage::Session& session, std::int64_t position);
void store_head(storage::Session& session, const TreeHead& head);

[[nodiscard]] std::optional<Hash> to_hash(BytesView bytes);

}  // namespace hz::ledger
