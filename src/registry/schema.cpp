// SPDX-License-Identifier: Apache-2.0
#include "registry/schema.hpp"

#include "storage/search.hpp"

namespace hz {
std::span<const EmbeddedFile> registry_migrations();
}

namespace hz::registry {

storage::Schema schema() { return {"registry", registry_migrations()}; }

void create_indexes(storage::Session& session) { storage::create_search(session, "record"); }

}  // namespace hz::registry
