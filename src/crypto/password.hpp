// SPDX-License-Identifier: Apache-2.0
// Argon2id (RFC 9106). About 30 ms and 19 MiB a call, bound by memory: run it on a small pool of its own, never on an
// I/O or writer thread.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/result.hpp"

namespace hz::crypto {

struct PasswordCost {
    std::uint32_t memory_kib = 19 * 1024;
    std::uint32_t passes = 2;
    std::uint32_t lanes = 1;
};
inline constexpr std::size_t max_password_bytes = 1024;

// "$argon2id$v=19$m=19456,t=2,p=1$salt$hash". Refusal: errors::bad_password (empty or longer than max_password_bytes).
[[nodiscard]] Result<std::string> hash_password(std::string_view password, Random& random, PasswordCost cost = {});
// False for anything that is not the password of this hash, unreadable hashes and over-long passwords included.
[[nodiscard]] bool verify_password(std::string_view encoded, std::string_view password);
// True where the hash was made with another algorithm or other costs: hash again at the next sign-in.
[[nodiscard]] bool needs_rehash(std::string_view encoded, PasswordCost cost = {});

}  // namespace hz::crypto
