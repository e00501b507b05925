// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>

#include "crypto/password.hpp"
#include "crypto/suite.hpp"
#include "identity/secrets.hpp"

namespace hz::identity {

// Argon2id for passwords; digest, MAC and sealing by the suite, under keys derived from `master` (at least 32 bytes,
// kept outside the store). `random` outlives it.
[[nodiscard]] std::unique_ptr<Secrets> make_secrets(const crypto::Suite& suite, BytesView master, Random& random,
                                                    crypto::PasswordCost cost = {});

}  // namespace hz::identity
