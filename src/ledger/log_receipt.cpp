// SPDX-License-Identifier: Apache-2.0
#include "ledger/errors.hpp"
#include "ledger/log.hpp"
#include "ledger/receipt.hpp"

namespace hz::ledger {

Result<Json> Log::receipt(storage::Session& session, EventId event) {
    const auto row = event_row(session, event.value);
    const auto leaf = row ? parse_json(row->leaf) : Result<Json>(refuse(errors::not_found));
    if (!leaf) return leaf.error();
    JsonObject out = identity();
    out["format"] = "huizheng-receipt";
    out["version"] = receipt_version;
    out["leaf"] = *leaf;
    TileTree tree(suite(), session);
    const auto position = tree.position(row->key);
    const auto head = position ? head_covering(session, *position) : std::nullopt;
    if (head) {
        out["kind"] = "proof";
        out["position"] = *position;
        JsonArray path;
        for (const auto& hash : tree.inclusion(*position, head->size)) path.emplace_back(to_hex(hash));
        out["path"] = std::move(path);
        out["head"] = head_json(*head);
    } else {
        const auto now = clock_.now();
        const auto message = promise_message(keyring_.log, suite(), leaf_hash(suite(), as_bytes(row->leaf)), now);
        const auto signature = keyring_.signing->sign(as_bytes(message));
        if (!signature) return signature.error();
        out["kind"] = "promise";
        out["promise"] = JsonObject{{"signed_at", to_millis(now)}, {"signature", to_base64(*signature)}};
    }
    if (const auto content = secret(*row)) {
        const auto bytes = BytesView(*content);
        auto payload = parse_json(as_text(bytes.subspan(salt_bytes)), {.bytes = bytes.size(), .depth = 64});
        if (payload)
            out["disclosed"] = JsonObject{{"payload", std::move(*payload)}, {"salt", to_hex(bytes.first(salt_bytes))}};
    }
    return Json(std::move(out));
}

}  // namespace hz::ledger
