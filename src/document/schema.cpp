// SPDX-License-Identifier: Apache-2.0
#include "document/schema.hpp"

namespace hz {
std::span<const EmbeddedFile> document_migrations();
}

namespace hz::document {

storage::Schema schema() { return {"document", document_migrations()}; }

}  // namespace hz::document
