// SPDX-License-Identifier: Apache-2.0
#include "api/schema.hpp"

namespace hz {
std::span<const EmbeddedFile> api_migrations();
}

namespace hz::api {

storage::Schema schema() { return {"api", api_migrations()}; }

}  // namespace hz::api
