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
    using Handler = std::function<Result<void>(storage::Session&, const Event&)>;

    // `name` is a constant of the program. A new name starts at the first entry.
    Subscription(Log& log, std::string name) : log_(log), name_(std::move(name)) {}

    // Hands the next events, at most `limit`, to `handler` in one write together with the new position: what the
    // handler writes happens exactly once. An Error or a failure leaves the position as it was. Gives the number
    // handled.
    [[nodiscard]] Result<std::size_t> run(std::size_t limit, const Handler& handler);

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
