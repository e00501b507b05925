// SPDX-License-Identifier: Apache-2.0
// A pack's seed: people, companies, staff and past cases, through the same commands as everybody.
#pragma once
#include <vector>

#include "api/platform.hpp"
#include "app/node.hpp"
#include "pack/pack.hpp"

namespace hz::app {

// Seeds where the store has not been seeded yet. Plays past cases on a second node over the same store whose clock is
// virtual, so `node` must be idle. Refusals: errors::bad_seed, and whatever a command refuses.
Result<void> seed_demo_once(Node& node, const NodeOptions& options, const pack::Pack& pack);

// Who may be shown as a demo login: `shown: true` in seed/staff.yaml.
[[nodiscard]] std::vector<api::DemoLogin> demo_logins(const pack::Pack& pack);

}  // namespace hz::app
