// SPDX-License-Identifier: Apache-2.0
// The file that must never be lost and never be copied beside the database: the key that signs tree heads and the
// master key under which every subject's key is sealed.
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "crypto/suite.hpp"

namespace hz::ledger {

using crypto::Hash;

struct Keyring {
    const crypto::Suite* suite = nullptr;
    std::string log;  // a random name of this ledger, in every signature
    Time created_at{};
    Bytes master;
    std::unique_ptr<crypto::PrivateKey> signing;

    // Authenticates rows that nothing else proves.
    [[nodiscard]] Hash row_seal(std::string_view content) const;
    [[nodiscard]] std::string key_id() const;  // 16 hex digits of the public key's digest
};

[[nodiscard]] std::string key_id_of(const crypto::Suite& suite, BytesView spki);
[[nodiscard]] Keyring make_keyring(const crypto::Suite& suite, const Clock& clock, Random& random);
// Mode 0600, durable on return, never over an existing file. Refusal: errors::keyring_unreadable.
[[nodiscard]] Result<void> save_keyring(const Keyring& keyring, const std::filesystem::path& path);
// Refusals: errors::keyring_missing, keyring_exposed (group or others have any right), keyring_unreadable.
[[nodiscard]] Result<Keyring> load_keyring(const std::filesystem::path& path);

}  // namespace hz::ledger
