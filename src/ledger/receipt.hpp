// SPDX-License-Identifier: Apache-2.0
// The file a person takes home: proves what was entered, without the server.
//   format "huizheng-receipt", version 1, suite, log, key_id, public_key (SPKI, base64)
//   leaf       the public part of the event; its canonical JSON is what was hashed
//   kind       "proof":   position, path [hex], head {size, root, signed_at, signature}
//              "promise": promise {signed_at, signature}; not in the tree yet
//   disclosed  optional {payload, salt}: leaf.payload_digest = H(salt || canonical payload). Personal data: whoever
//   passes
//              the receipt on may leave it out, the rest still proves.
#pragma once
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/json.hpp"
#include "ledger/head.hpp"

namespace hz::ledger {

inline constexpr std::int64_t receipt_version = 1;
inline constexpr JsonLimits receipt_limits{.bytes = 4 << 20, .depth = 40};

enum class ReceiptState {
    valid,        // proved and signed
    promised,     // signed, not yet in the tree
    altered,      // some part does not fit another
    other_key,    // whole in itself, but not signed by the key the caller trusts
    unsupported,  // a later format or an unknown suite
    malformed,    // not a receipt
};

struct ReceiptVerdict {
    ReceiptState state = ReceiptState::malformed;
    const ErrorCode* reason = nullptr;  // never null; with `params`, the sentence for a person
    std::map<std::string, std::string> params{};
    bool key_trusted = false;        // signed by the key the caller gave; without one the signer is only self-declared
    bool content_disclosed = false;  // and fits its digest
    std::string key_id;
    std::string event_type;
    Time at{};
    std::int64_t position = -1;
    std::int64_t tree_size = 0;
    Time signed_at{};

    [[nodiscard]] bool good() const { return state == ReceiptState::valid || state == ReceiptState::promised; }
};

// Needs no database and no network. `trusted_key` is an SPKI got some other way than with the receipt.
[[nodiscard]] ReceiptVerdict verify_receipt(const Json& receipt, std::optional<BytesView> trusted_key = {});

[[nodiscard]] std::string_view to_text(ReceiptState state);
// The receipt without its personal content.
[[nodiscard]] Json without_disclosure(Json receipt);

}  // namespace hz::ledger
