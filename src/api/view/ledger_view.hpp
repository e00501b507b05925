// SPDX-License-Identifier: Apache-2.0
// The ledger as an auditor sees it.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/view/words.hpp"
#include "ledger/ledger.hpp"

namespace hz::api {

// Before the first tree head is signed only `entries` and who signs are known.
struct LedgerHead {
    std::string suite, log, key_id, public_key;
    std::int64_t entries = 0;
    std::optional<std::int64_t> size;
    std::optional<std::string> root;
    std::optional<Moment> signed_at;
    std::optional<std::string> signature;
};
BOOST_DESCRIBE_STRUCT(LedgerHead, (), (suite, log, key_id, public_key, entries, size, root, signed_at, signature))

struct LedgerEntry {
    ledger::EventId id;
    std::int64_t position = 0;
    std::string type, stream;
    Moment at;
    std::string actor, actor_name, post;
    std::optional<Words> post_title;
    std::string organisation;
    std::optional<Words> agency;
    std::string purpose, legal_basis;
    bool personal = false;
    bool erased = false;
};
BOOST_DESCRIBE_STRUCT(LedgerEntry, (),
                      (id, position, type, stream, at, actor, actor_name, post, post_title, organisation, agency,
                       purpose, legal_basis, personal, erased))

struct LedgerEntryPage {
    std::vector<LedgerEntry> items;
    std::optional<std::int64_t> entries, next_from;
};
BOOST_DESCRIBE_STRUCT(LedgerEntryPage, (), (items, entries, next_from))

struct LedgerEntryDetail : LedgerEntry {
    JsonObject receipt;  // without personal content; ledger/receipt.hpp says what stands in it
};
BOOST_DESCRIBE_STRUCT(LedgerEntryDetail, (LedgerEntry), (receipt))

struct ConsistencyProof {
    std::int64_t from = 0, to = 0;
    std::vector<std::string> path;
};
BOOST_DESCRIBE_STRUCT(ConsistencyProof, (), (from, to, path))

struct LedgerBreak {
    std::int64_t position = 0;
    std::string code, what;
    std::optional<std::string> table, key;  // of a row that does not follow from the ledger
};
BOOST_DESCRIBE_STRUCT(LedgerBreak, (), (position, code, what, table, key))

struct LedgerTable {
    std::string table;
    std::int64_t rows = 0, erased = 0;
};
BOOST_DESCRIBE_STRUCT(LedgerTable, (), (table, rows, erased))

struct LedgerNotCovered {
    std::string table, column, reason;
};
BOOST_DESCRIBE_STRUCT(LedgerNotCovered, (), (table, column, reason))

struct LedgerReport {
    std::int64_t entries = 0, size = 0, sealed = 0, erased = 0, pending = 0, heads = 0;
    std::string root;
    bool whole = false;
    std::int64_t breaks_found = 0;
    std::vector<LedgerTable> tables;  // held against the ledger
    std::vector<LedgerNotCovered> not_covered;
    std::vector<LedgerBreak> breaks;  // the first of them
    Moment checked_at;
};
BOOST_DESCRIBE_STRUCT(LedgerReport, (),
                      (entries, size, sealed, erased, pending, heads, root, whole, breaks_found, tables, not_covered,
                       breaks, checked_at))

}  // namespace hz::api
