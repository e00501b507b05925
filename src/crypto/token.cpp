// SPDX-License-Identifier: Apache-2.0
#include "crypto/token.hpp"

namespace hz::crypto {

std::string make_token(Random& random, std::size_t bytes) {
    Bytes secret(bytes);
    random.fill(secret);
    auto out = to_base64url(secret);
    wipe(secret);
    return out;
}

Bytes token_digest(const Suite& suite, std::string_view token) {
    const Hash hash = suite.digest({as_bytes("hz token:"), as_bytes(token)});
    return {hash.begin(), hash.end()};
}

}  // namespace hz::crypto
