// SPDX-License-Identifier: Apache-2.0
#include "cases/schema.hpp"

namespace hz {
std::span<const EmbeddedFile> cases_migrations();
}

namespace hz::cases {

storage::Schema schema() { return {"cases", cases_migrations()}; }

}  // namespace hz::cases
