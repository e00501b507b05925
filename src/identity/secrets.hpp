// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/encoding.hpp"
#include "base/result.hpp"

namespace hz::identity {

// The secret operations identity needs. Thread-safe. crypto_secrets.hpp makes the real one.
class Secrets {
  public:
    virtual ~Secrets() = default;
    // Slow on purpose (tens of milliseconds, tens of MiB): never on an I/O thread, never inside a writer's closure.
    [[nodiscard]] virtual Result<std::string> hash_password(std::string_view password) = 0;
    [[nodiscard]] virtual bool verify_password(std::string_view hash, std::string_view password) = 0;
    // A hash of the same cost that no password fits: an unknown login takes as long as a known one.
    [[nodiscard]] virtual std::string_view nobodys_hash() const = 0;
    // One-way, for tokens that are random already.
    [[nodiscard]] virtual Bytes digest(std::string_view token) const = 0;
    // Keyed and repeatable: the same number gives the same bytes, and only with our key.
    [[nodiscard]] virtual Bytes lookup_digest(std::string_view number) const = 0;
    [[nodiscard]] virtual Bytes seal(std::string_view plain) = 0;
    // Empty where the bytes are not ours or were altered.
    [[nodiscard]] virtual std::optional<std::string> open(BytesView sealed) const = 0;
};

}  // namespace hz::identity
