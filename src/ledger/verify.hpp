// SPDX-License-Identifier: Apache-2.0
// Walks everything the ledger stores and says what does not hold, entry by entry.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/log.hpp"
#include "ledger/state_check.hpp"

namespace hz::ledger {

struct Break {
    std::int64_t position = -1;  // of the entry or the head's size; -1 where it concerns neither
    Error what;                  // errors::break_..., errors::state_...
    std::string table{}, key{};  // of a row that does not follow from the ledger

    [[nodiscard]] std::string text(std::string_view locale) const { return message(*what.code, what.params, locale); }
};

struct VerifyReport {
    std::int64_t size = 0;  // entries in the tree
    Hash root{};
    std::int64_t sealed = 0;   // entries whose payload was opened and fits its digest
    std::int64_t erased = 0;   // entries whose payload was destroyed, by an event that is there
    std::int64_t pending = 0;  // events not yet in the tree (PostgreSQL)
    std::int64_t heads = 0;
    std::optional<TreeHead> head;                           // the newest
    std::map<std::string, TableCount, std::less<>> tables;  // held against the ledger
    std::vector<NotCovered> not_covered;
    std::vector<Break> breaks;  // the first max_breaks
    std::int64_t breaks_found = 0;

    [[nodiscard]] bool whole() const { return breaks_found == 0; }
};

inline constexpr std::size_t max_breaks = 1000;

// Recomputes from stored bytes: leaves, payload digests (where the key lives), the tree at every level, heads, subject
// keys, subscriptions, and what was registered at the start. Reads in pieces of 4096 entries, so that no long read
// holds back the engine. What it cannot see: entries and heads removed together from the end; only a receipt, or a head
// kept elsewhere, shows that.
[[nodiscard]] Result<VerifyReport> verify(Log& log);
// The same, and everything else that is stored, by the modules' own checks.
[[nodiscard]] Result<VerifyReport> verify(Log& log, const std::vector<std::unique_ptr<StateCheck>>& checks);

}  // namespace hz::ledger
