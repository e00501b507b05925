// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "api/platform.hpp"
#include "service/licence.hpp"

namespace hz::api {

// For its holder: everything.
[[nodiscard]] Json licence_json(Platform& platform, storage::Session& session, const service::Licence& licence);
// For anybody who verifies it: what a shop window shows, a person's name masked.
[[nodiscard]] Json verification_json(Platform& platform, storage::Session& session,
                                     const service::Verification& verification);

}  // namespace hz::api
