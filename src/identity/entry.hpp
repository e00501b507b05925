// SPDX-License-Identifier: Apache-2.0
// Private to identity: names of streams.
#pragma once
#include <string>

#include "identity/actor.hpp"

namespace hz::identity {

[[nodiscard]] inline std::string account_stream(AccountId account) { return "account:" + to_text(account); }
[[nodiscard]] inline std::string person_stream(PersonId person) { return "person:" + to_text(person); }
[[nodiscard]] inline std::string post_stream(std::string_view agency, std::string_view post) {
    return "post:" + std::string(agency) + "/" + std::string(post);
}

}  // namespace hz::identity
