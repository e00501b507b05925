// SPDX-License-Identifier: Apache-2.0
// A named reader of the ledger: every event, exactly in order, from where it left off (table ledger_subscription).
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "ledger/log.hpp"

namespace hz::ledger {

// Thread-safe; several nodes may run the same name, each event is then handled by one of them.
class Subscription {
  public:
    // What is to be written for some events, in the write that moves the position.
    using Write = std::function<Result<void>(storage::Session&)>;
    // Reads what it needs, on a reader, and gives that.
    using Prepare = std::function<Result<Write>(storage::Session&, const std::vector<Event>&)>;

    // `name` is a constant of the program. A new name starts at the first entry.
    Subscription(Log& log, std::string name) : log_(log), name_(std::move(name)) {}

    // Shows the next events, at most `limit` and without their payloads, to `prepare`, and does its Write together with
    // the new position: exactly once. An Error or a failure leaves the position as it was. Gives the number handled,
    // 0 where another node was first.
    [[nodiscard]] Result<std::size_t> run(std::size_t limit, const Prepare& prepare);

    // For effects outside the database (at least once): read, act, then advance.
    [[nodiscard]] std::int64_t position(storage::Session& session) const;
    [[nodiscard]] std::vector<Event> next(storage::Session& session, std::size_t limit) const;
    // Refusal: errors::out_of_order where it does not stand at `from` (any more).
    [[nodiscard]] Result<void> advance(storage::Session& session, std::int64_t from, std::int64_t to) const;

    // Entries not yet read.
    [[nodiscard]] std::int64_t lag(storage::Session& session) const;

  private:
    Log& log_;
    std::string name_;
};

[[nodiscard]] Hash subscription_seal(const Keyring& keyring, std::string_view name, std::int64_t position);

}  // namespace hz::ledger
