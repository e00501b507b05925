// SPDX-License-Identifier: Apache-2.0
#include "ledger/receipt.hpp"

#include <algorithm>

#include "ledger/errors.hpp"
#include "ledger/event_row.hpp"
#include "ledger/keyring.hpp"

namespace hz::ledger {
namespace {

constexpr std::size_t longest_path = 64;

// Reads a receipt part by part; each step either goes on or settles the verdict.
class Check {
  public:
    Check(const Json& receipt, std::optional<BytesView> trusted) : receipt_(receipt), trusted_(trusted) {}

    ReceiptVerdict run() {
        if (read_frame() && read_leaf_part() && check_content()) {
            if (get_text(receipt_, "kind") == "proof")
                check_proof();
            else if (get_text(receipt_, "kind") == "promise")
                check_promise();
            else
                malformed("kind");
        }
        return std::move(out_);
    }

  private:
    bool settle(ReceiptState state, const ErrorCode& reason, std::map<std::string, std::string> params = {}) {
        out_.state = state;
        out_.reason = &reason;
        out_.params = std::move(params);
        return false;
    }
    bool malformed(std::string part) {
        return settle(ReceiptState::malformed, errors::receipt_malformed, {{"part", std::move(part)}});
    }

    bool read_frame() {
        if (get_text(receipt_, "format") != "huizheng-receipt") return malformed("format");
        const auto version = get_int(receipt_, "version");
        const auto name = get_text(receipt_, "suite");
        suite_ = crypto::find_suite(name);
        if (version != receipt_version || suite_ == nullptr)
            return settle(ReceiptState::unsupported, errors::receipt_unsupported,
                          {{"version", std::to_string(version)}, {"suite", std::string(name.substr(0, 32))}});
        log_ = get_text(receipt_, "log");
        if (log_.empty() || log_.find('\n') != std::string::npos) return malformed("log");
        const auto spki = from_base64(get_text(receipt_, "public_key"));
        auto key = suite_->import_public(spki ? BytesView(*spki) : BytesView());
        if (!key) return malformed("public_key");
        key_ = std::move(*key);
        out_.key_id = key_id_of(*suite_, *spki);
        out_.key_trusted = trusted_ && std::ranges::equal(*trusted_, *spki);
        if (get_text(receipt_, "key_id") != out_.key_id)
            return settle(ReceiptState::altered, errors::receipt_signature_broken);
        return true;
    }

    bool read_leaf_part() {
        const auto* leaf = find(receipt_, "leaf");
        const auto content = leaf ? read_leaf(*leaf) : std::nullopt;
        if (!content) return malformed("leaf");
        leaf_ = leaf_hash(*suite_, as_bytes(canonical(*leaf)));
        digest_ = content->payload_digest;
        out_.event_type = content->entry.type;
        out_.at = content->entry.at;
        return true;
    }

    bool check_content() {
        const auto* disclosed = find(receipt_, "disclosed");
        if (disclosed == nullptr) return true;
        const auto* payload = find(*disclosed, "payload");
        const auto salt = from_hex(get_text(*disclosed, "salt"));
        if (payload == nullptr || !salt || salt->size() != salt_bytes) return malformed("disclosed");
        if (to_hex(suite_->digest({*salt, as_bytes(canonical(*payload))})) != digest_)
            return settle(ReceiptState::altered, errors::receipt_content_altered);
        out_.content_disclosed = true;
        return true;
    }

    bool check_proof() {
        const auto* head_part = find(receipt_, "head");
        const auto* position = find(receipt_, "position");
        if (head_part == nullptr) return malformed("head");
        if (position == nullptr || !position->is_int64()) return malformed("position");
        const auto root = hash_of(get_text(*head_part, "root"));
        const auto signature = from_base64(get_text(*head_part, "signature"));
        const auto* size = find(*head_part, "size");
        if (!root || !signature || size == nullptr || !size->is_int64()) return malformed("head");
        const TreeHead head{size->as_int64(), *root, from_millis(get_int(*head_part, "signed_at")), *signature};
        const auto path = read_path();
        if (!path) return malformed("path");
        out_.position = position->as_int64();
        out_.tree_size = head.size;
        out_.signed_at = head.signed_at;
        if (!verify_inclusion(*suite_, leaf_, out_.position, head.size, *path, head.root))
            return settle(ReceiptState::altered, errors::receipt_proof_broken);
        return check_signature(head_message(log_, *suite_, head), *signature, ReceiptState::valid,
                               errors::receipt_valid);
    }

    bool check_promise() {
        const auto* promise = find(receipt_, "promise");
        const auto signature = promise ? from_base64(get_text(*promise, "signature")) : std::nullopt;
        if (!signature) return malformed("promise");
        out_.signed_at = from_millis(get_int(*promise, "signed_at"));
        return check_signature(promise_message(log_, *suite_, leaf_, out_.signed_at), *signature,
                               ReceiptState::promised, errors::receipt_promised);
    }

    bool check_signature(const std::string& message, BytesView signature, ReceiptState good, const ErrorCode& reason) {
        if (!key_->verify(as_bytes(message), signature))
            return settle(ReceiptState::altered, errors::receipt_signature_broken);
        if (trusted_ && !out_.key_trusted) return settle(ReceiptState::other_key, errors::receipt_other_key);
        settle(good, reason);
        return true;
    }

    [[nodiscard]] std::optional<Path> read_path() const {
        const auto* part = find(receipt_, "path");
        const auto* items = part ? part->if_array() : nullptr;
        if (items == nullptr || items->size() > longest_path) return std::nullopt;
        Path out;
        for (const auto& item : *items) {
            const auto* text = item.if_string();
            const auto hash = text ? hash_of({text->data(), text->size()}) : std::nullopt;
            if (!hash) return std::nullopt;
            out.push_back(*hash);
        }
        return out;
    }

    [[nodiscard]] static std::optional<Hash> hash_of(std::string_view hex) {
        const auto bytes = from_hex(hex);
        return bytes ? to_hash(*bytes) : std::nullopt;
    }

    const Json& receipt_;
    const std::optional<BytesView> trusted_;
    const crypto::Suite* suite_ = nullptr;
    std::unique_ptr<crypto::PublicKey> key_;
    std::string log_, digest_;
    Hash leaf_{};
    ReceiptVerdict out_;
};

}  // namespace

ReceiptVerdict verify_receipt(const Json& receipt, std::optional<BytesView> trusted_key) {
    return Check(receipt, trusted_key).run();
}

std::string_view to_text(ReceiptState state) {
    switch (state) {
        case ReceiptState::valid:
            return "valid";
        case ReceiptState::promised:
            return "promised";
        case ReceiptState::altered:
            return "altered";
        case ReceiptState::other_key:
            return "other_key";
        case ReceiptState::unsupported:
            return "unsupported";
        case ReceiptState::malformed:
            break;
    }
    return "malformed";
}

Json without_disclosure(Json receipt) {
    if (auto* object = receipt.if_object()) object->erase("disclosed");
    return receipt;
}

}  // namespace hz::ledger
