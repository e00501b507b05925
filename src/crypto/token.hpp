// SPDX-License-Identifier: Apache-2.0
// Secrets handed out: sessions, links, verification codes on paper. Only the digest is stored.
#pragma once
#include <string>
#include <string_view>

#include "crypto/suite.hpp"

namespace hz::crypto {

// URL-safe text of `bytes` random bytes; 32 give 43 characters.
[[nodiscard]] std::string make_token(Random& random, std::size_t bytes = 32);
// What to store and look up. A token is random, so a plain digest is enough.
[[nodiscard]] Bytes token_digest(const Suite& suite, std::string_view token);

}  // namespace hz::crypto
