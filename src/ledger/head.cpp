// SPDX-License-Identifier: Apache-2.0
#include "ledger/head.hpp"

#include <algorithm>

namespace hz::ledger {
namespace {

std::optional<TreeHead> read_head(std::optional<std::tuple<std::int64_t, Bytes, std::int64_t, Bytes>> row) {
    if (!row) return std::nullopt;
    auto& [size, root, signed_at, signature] = *row;
    return TreeHead{size, to_hash(root).value_or(Hash{}), from_millis(signed_at), std::move(signature)};
}

}  // namespace

std::optional<Hash> to_hash(BytesView bytes) {
    Hash out{};
    if (bytes.size() != out.size()) return std::nullopt;
    std::ranges::copy(bytes, out.begin());
    return out;
}

std::string head_message(std::string_view log, const crypto::Suite& suite, const TreeHead& head) {
    return "huizheng-ledger-head-v1\n" + std::string(log) + "\n" + std::string(suite.name()) + "\n" +
           std::to_string(head.size) + "\n" + to_hex(head.root) + "\n" + std::to_string(to_millis(head.signed_at)) +
           "\n";
}

std::string promise_message(std::string_view log, const crypto::Suite& suite, const Hash& leaf, Time signed_at) {
    return "huizheng-ledger-promise-v1\n" + std::string(log) + "\n" + std::string(suite.name()) + "\n" + to_hex(leaf) +
           "\n" + std::to_string(to_millis(signed_at)) + "\n";
}

JsonObject head_json(const TreeHead& head) {
    return {{"size", head.size},
            {"root", to_hex(head.root)},
            {"signed_at", to_millis(head.signed_at)},
            {"signature", to_base64(head.signature)}};
}

std::optional<TreeHead> newest_head(storage::Session& session) {
    return read_head(session.row<std::int64_t, Bytes, std::int64_t, Bytes>(
        "select size, root, signed_at, signature from ledger_head order by size desc limit 1"));
}

std::optional<TreeHead> head_covering(storage::Session& session, std::int64_t position) {
    return read_head(session.row<std::int64_t, Bytes, std::int64_t, Bytes>(
        "select size, root, signed_at, signature from ledger_head where size > $1 order by size limit 1", position));
}

void store_head(storage::Session& session, const TreeHead& head) {
    session.exec("insert into ledger_head (size, root, signed_at, signature) values ($1, $2, $3, $4)", head.size,
                 head.root, to_millis(head.signed_at), head.signature);
}

}  // namespace hz::ledger
