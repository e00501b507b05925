// SPDX-License-Identifier: Apache-2.0
#include "pack/schema.hpp"

namespace hz {
std::span<const EmbeddedFile> pack_migrations();
}

namespace hz::pack {

storage::Schema schema() { return {"pack", pack_migrations()}; }

}  // namespace hz::pack
