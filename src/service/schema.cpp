// SPDX-License-Identifier: Apache-2.0
#include "service/schema.hpp"

namespace hz {
std::span<const EmbeddedFile> service_migrations();
}

namespace hz::service {

storage::Schema schema() { return {"service", service_migrations()}; }

}  // namespace hz::service
