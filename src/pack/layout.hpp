// SPDX-License-Identifier: Apache-2.0
// Which file of a pack's folder declares what. Private to the module.
#pragma once
#include "pack/pack.hpp"

namespace hz::pack {

// Fills id, version, meta, definitions, seed and problems from `pack.files`.
void read_definitions(Pack& pack);

}  // namespace hz::pack
