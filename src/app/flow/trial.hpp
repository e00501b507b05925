// SPDX-License-Identifier: Apache-2.0
// Plays packs' own flows on a node made for it and thrown away.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "pack/pack.hpp"

namespace hz::app {

struct Trial {
    std::string flow;              // "<service or event>/<name>"
    std::optional<Error> failure;  // errors::flow_failed
};

// Packs as for Node::import: what is depended on comes first. Each flow begins at its own start on a virtual clock.
// Refusals: where the packs cannot be published or their seed does not load.
[[nodiscard]] Result<std::vector<Trial>> try_flows(const std::vector<pack::Pack>& packs);

}  // namespace hz::app
