// SPDX-License-Identifier: Apache-2.0
// The people of a pack's seed: residents and companies in their registers, staff in their posts, accounts.
#pragma once
#include <functional>
#include <set>
#include <stop_token>
#include <string>

#include "app/flow/player.hpp"
#include "app/node.hpp"
#include "pack/pack.hpp"

namespace hz::app {

struct PeopleOptions {
    // Only these rows of the seed; with a company comes its representative. Empty: all.
    std::set<int> residents, companies;
    bool only_named = false;
    std::function<void(std::string_view what, std::size_t done, std::size_t all)> progress;
    std::stop_token stop;  // errors::stopped
};

// Registers everybody through the same functions as the desk does, many a transaction. Not repeatable: run it on a
// store without them. Refusals: errors::bad_seed, and whatever a command refuses.
[[nodiscard]] Result<Cast> load_people(Node& node, const pack::Pack& pack, const PeopleOptions& options);

}  // namespace hz::app
