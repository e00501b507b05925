// SPDX-License-Identifier: Apache-2.0
// What an import means for the ledger: an event with the digest of every file and definition, and the check that holds
// the stored packs against those events. Here, since pack does not know the ledger.
#pragma once
#include <memory>

#include "ledger/state_check.hpp"
#include "pack/definition.hpp"

namespace hz::app {

// "pack_imported" on stream "pack:<id>".
[[nodiscard]] ledger::Entry entry_of_import(const ledger::Log& log, const pack::Pack& pack,
                                            const pack::ImportReport& report, Time now);
[[nodiscard]] std::unique_ptr<ledger::StateCheck> make_pack_check();

}  // namespace hz::app
