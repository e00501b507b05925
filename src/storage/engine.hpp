// SPDX-License-Identifier: Apache-2.0
// What an engine gives to the store that both share: a connection that runs transactions. Private to this module.
#pragma once
#include <chrono>
#include <functional>
#include <memory>

#include "storage/store.hpp"

namespace hz::storage {

// No limit where zero.
using Limit = std::chrono::milliseconds;

// One connection, one thread at a time. Everything but rollback() and intact() throws Failure.
class EngineConnection {
  public:
    virtual ~EngineConnection() = default;
    [[nodiscard]] virtual Session& session() = 0;
    // Reconnects first where the connection is gone. `boldly`: may count on guesses to hold and on jobs to succeed.
    virtual void begin(bool boldly) = 0;
    // Whether it did so since: what failed may then well succeed in a transaction that takes no chances.
    [[nodiscard]] virtual bool took_chances() const = 0;
    // Starts one job inside the transaction, to be stopped after `limit`; then keep() or drop() ends it.
    virtual void mark(Limit limit) = 0;
    virtual void keep() = 0;
    virtual void drop() = 0;
    // Waits until what the jobs were told is known to be so.
    virtual void settle() = 0;
    // Whether, after a failure inside a job, drop() still saves the rest of the transaction.
    [[nodiscard]] virtual bool intact() = 0;
    // Durable on return. errors::outcome_unknown where nobody can tell; any other failure: nothing was kept.
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;
    // A read-only transaction over one snapshot, ended by rollback().
    virtual void begin_read(Limit limit) = 0;
};

// Each call opens one more connection; throws Failure.
using Connect = std::function<std::unique_ptr<EngineConnection>(bool read_only)>;

// The failure of an exception that left a closure.
[[nodiscard]] Error failure_of(const std::exception& thrown);

}  // namespace hz::storage
