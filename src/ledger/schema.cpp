// SPDX-License-Identifier: Apache-2.0
#include "ledger/schema.hpp"

namespace hz {
std::span<const EmbeddedFile> ledger_migrations();
}

namespace hz::ledger {

storage::Schema schema() { return {"ledger", ledger_migrations()}; }

}  // namespace hz::ledger
