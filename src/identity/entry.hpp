// SPDX-License-Identifier: Apache-2.0
// Private to identity: names of streams, and what stands in events for verification.
#pragma once
#include <string>

#include "base/encoding.hpp"
#include "crypto/suite.hpp"
#include "identity/actor.hpp"

namespace hz::identity {

[[nodiscard]] inline std::string account_stream(AccountId account) { return "account:" + to_text(account); }
[[nodiscard]] inline std::string person_stream(PersonId person) { return "person:" + to_text(person); }
[[nodiscard]] inline std::string post_stream(std::string_view agency, std::string_view post) {
    return "post:" + std::string(agency) + "/" + std::string(post);
}

// What an event says of a password's hash: enough to see that the stored one is another, nothing to guess from. Always
// the same digest, so that it needs no suite.
[[nodiscard]] inline std::string mark_of(std::string_view password_hash) {
    return to_hex(crypto::find_suite("intl")->digest(as_bytes(password_hash)));
}

}  // namespace hz::identity
