// SPDX-License-Identifier: Apache-2.0
#include "ledger/verify.hpp"

#include "ledger/verify_walk.hpp"

namespace hz::ledger {

Result<VerifyReport> verify(Log& log) {
    VerifyReport report;
    VerifyWalk walk(log, report);
    for (;;) {
        const auto finished = log.store().read([&](storage::Session& session) -> Result<bool> {
            if (!walk.go_on(session)) return false;
            check_registry(log, session, walk);
            return true;
        });
        if (!finished) return finished.error();
        if (*finished) return report;
    }
}

}  // namespace hz::ledger
