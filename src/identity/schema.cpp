// SPDX-License-Identifier: Apache-2.0
#include "identity/schema.hpp"

namespace hz {
std::span<const EmbeddedFile> identity_migrations();
}

namespace hz::identity {

storage::Schema schema() { return {"identity", identity_migrations()}; }

}  // namespace hz::identity
