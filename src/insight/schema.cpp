// SPDX-License-Identifier: Apache-2.0
#include "insight/schema.hpp"

namespace hz {
std::span<const EmbeddedFile> insight_migrations();
}

namespace hz::insight {

storage::Schema schema() { return {"insight", insight_migrations()}; }

}  // namespace hz::insight
