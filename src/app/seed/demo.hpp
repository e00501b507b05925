// SPDX-License-Identifier: Apache-2.0
// A pack's seed: people, companies, staff and past cases, through the same commands as everybody.
#pragma once
#include <optional>
#include <vector>

#include "api/platform.hpp"
#include "app/node.hpp"
#include "app/seed/people.hpp"
#include "pack/pack.hpp"

namespace hz::app {

// Who may be shown as a demo login: `shown: true` in seed/staff.yaml.
[[nodiscard]] std::vector<api::DemoLogin> demo_logins(const pack::Pack& pack);

struct SeedReport {
    std::size_t residents = 0, companies = 0, staff = 0, cases = 0;
    std::size_t unfinished = 0;  // plays that stand open at `until`
};

struct SeedOptions {
    Time until{};           // now: nothing happens later
    std::size_t plays = 0;  // at most so many, the latest; 0: all
    PeopleOptions people;
    bool quiet = true;          // false: progress to stderr
    std::stop_token stop = {};  // errors::stopped
};

// Publishes `packs` and seeds from the last of them, where the store has not been seeded yet. Opens a node of its own
// on a virtual clock that runs through the past up to now, and closes it: call before the serving node is opened. A
// store that was seeded before only gets packs whose files changed.
// The embedded database is made in the folder `seeding` of the data folder and moved up when it is complete, so that
// after a stop or a crash the next call begins anew; on PostgreSQL an unfinished seeding is refused.
// Refusals: errors::stopped, errors::bad_seed (also where the store is in use and was not seeded), and whatever a
// command refuses.
Result<void> seed_demo_once(const NodeOptions& options, const std::vector<pack::Pack>& packs, SeedOptions how);

// Seeds a node on which the packs are published already, `clock` being the node's. Past cases keep their distance from
// each other and are moved by whole weeks so that the last begins within the week before `until`.
Result<SeedReport> seed_demo(Node& node, VirtualClock& clock, const pack::Pack& pack, const SeedOptions& options);
// Whether seed_demo() came to its end on this store.
[[nodiscard]] Result<bool> is_seeded(Node& node);
// When the people of the seed come in: before the first play begins. Empty where the seed has no plays.
[[nodiscard]] std::optional<Time> seed_begins(const pack::Pack& pack, Time until);

}  // namespace hz::app
