// SPDX-License-Identifier: Apache-2.0
#include "ledger/verify.hpp"

#include <thread>

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

Result<VerifyReport> verify(Log& log, const std::vector<std::unique_ptr<StateCheck>>& checks) {
    // Two processors, two passes: neither waits for what the other reads.
    StateFindings findings;
    Result<void> checked;
    std::vector<StateCheck*> all;
    for (const auto& check : checks) all.push_back(check.get());
    std::jthread beside([&] { checked = check_state(log, all, findings); });
    auto report = verify(log);
    beside.join();
    if (!report) return report;
    if (!checked) return checked.error();
    report->tables = findings.counts();
    for (const auto* check : all)
        for (const auto& one : check->not_covered()) report->not_covered.push_back(one);
    report->breaks_found += findings.found();
    for (const auto& found : findings.breaks()) {
        if (report->breaks.size() >= max_breaks) break;
        report->breaks.push_back({-1, found.what, found.table, found.key});
    }
    return report;
}

}  // namespace hz::ledger
