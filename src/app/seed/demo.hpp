// SPDX-License-Identifier: Apache-2.0
// A pack's seed: people, companies, staff and past cases, through the same commands as everybody.
#pragma once
#include <vector>

#include "api/platform.hpp"
#include "app/node.hpp"
#include "pack/pack.hpp"

namespace hz::app {

// Publishes `packs` and seeds from the last of them, where the store has not been seeded yet. Opens a node of its own on a
// virtual clock that runs through the past up to now, and closes it: call before the serving node is opened.
// Refusals: errors::bad_seed, and whatever a command refuses.
Result<void> seed_demo_once(const NodeOptions& options, const std::vector<pack::Pack>& packs);

// Who may be shown as a demo login: `shown: true` in seed/staff.yaml.
[[nodiscard]] std::vector<api::DemoLogin> demo_logins(const pack::Pack& pack);

}  // namespace hz::app
