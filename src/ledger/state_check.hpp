// SPDX-License-Identifier: Apache-2.0
// What is stored beside the ledger follows from it. Each module that owns tables declares one StateCheck, which holds
// every row against the events it came from, and every event against the row it made.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/log.hpp"

namespace hz::ledger {

// The public part of an event.
struct EventHead {
    EventId id;
    Entry entry;  // without payload
};

// A table, or one column of it, that no event speaks of; and why that is right.
struct NotCovered {
    std::string_view table;
    std::string_view column;  // empty: the whole table
    std::string_view zh, en;
};

struct TableCount {
    std::int64_t rows = 0;    // held against the ledger
    std::int64_t erased = 0;  // of them those whose events were destroyed by an erasure: only that they exist is known
};

// A row that does not follow from the ledger. Values of its primary key as in SQL, joined by "/"; bytes in hex.
struct StateBreak {
    std::string table, key;
    Error what;  // errors::state_...
};

// Collects; used on one thread. Nothing is said twice of one row and column.
class StateFindings {
  public:
    void count(std::string_view table, std::int64_t rows = 1) { counts_[std::string(table)].rows += rows; }
    void count_erased(std::string_view table) { ++counts_[std::string(table)].erased; }
    // The column is not what the events say.
    void differs(std::string_view table, std::string_view key, std::string_view column);
    // An event made the row, and it is not there.
    void missing(std::string_view table, std::string_view key);
    // The row is there, and no event made it.
    void unexplained(std::string_view table, std::string_view key);

    [[nodiscard]] const std::map<std::string, TableCount, std::less<>>& counts() const { return counts_; }
    [[nodiscard]] const std::vector<StateBreak>& breaks() const { return breaks_; }  // the first max_breaks
    [[nodiscard]] std::int64_t found() const { return found_; }

  private:
    void add(std::string_view table, std::string_view key, std::string_view column, const ErrorCode& what);

    std::map<std::string, TableCount, std::less<>> counts_;
    std::vector<StateBreak> breaks_;
    std::set<std::string> said_;
    std::int64_t found_ = 0;
};

// One module's tables. Used for one verification, on one thread. Rows may be altered in any way, so nothing stored is
// taken to be readable.
class StateCheck {
  public:
    virtual ~StateCheck() = default;
    [[nodiscard]] virtual std::vector<std::string_view> tables() const = 0;
    [[nodiscard]] virtual std::vector<NotCovered> not_covered() const { return {}; }
    // Every row, in reads of a page each: a row and its events are seen in one snapshot, so that it is right on a
    // store in use.
    virtual Result<void> rows(Log& log, StateFindings& out) = 0;
    // One event, after rows(): is there what it made?
    virtual void event(storage::Session&, Log&, const EventHead&, StateFindings&) {}
    // After the last event.
    virtual Result<void> finish(Log&, StateFindings&) { return {}; }
};

// Runs every check, shows all of them every event, and finishes them.
[[nodiscard]] Result<void> check_state(Log& log, const std::vector<StateCheck*>& checks, StateFindings& out);

// Order does not matter, number does: two multisets of rows are equal where their sums are. Keyed, so that nobody
// without the keyring can choose rows that cancel out.
class RowSum {
  public:
    explicit RowSum(const Log& log) : suite_(log.suite()), salt_(log.keyring().row_seal("row sum")) {}
    void add(std::string_view row);
    bool operator==(const RowSum& other) const { return sum_ == other.sum_; }

  private:
    const crypto::Suite& suite_;
    Hash salt_;
    std::array<std::uint64_t, 4> sum_{};
};

// Compares what is stored with what is expected, column by column, for one row.
class RowCompare {
  public:
    RowCompare(StateFindings& out, std::string_view table, std::string key)
        : out_(out), table_(table), key_(std::move(key)) {}
    template <class T, class U>
    RowCompare& column(std::string_view name, const T& stored, const U& expected) {
        if (!(stored == expected)) out_.differs(table_, key_, name);
        return *this;
    }
    // A document: the same content, written as we write it.
    RowCompare& document(std::string_view name, std::string_view stored, const Json& expected);
    // The same of canonical text.
    RowCompare& document_text(std::string_view name, std::string_view stored, std::string_view expected);

  private:
    StateFindings& out_;
    std::string_view table_;
    std::string key_;
};

}  // namespace hz::ledger
