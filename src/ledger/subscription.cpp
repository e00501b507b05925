// SPDX-License-Identifier: Apache-2.0
#include "ledger/subscription.hpp"

#include "ledger/errors.hpp"

namespace hz::ledger {

Hash subscription_seal(const Keyring& keyring, std::string_view name, std::int64_t position) {
    return keyring.row_seal("subscription\n" + std::string(name) + "\n" + std::to_string(position));
}

std::int64_t Subscription::position(storage::Session& session) const {
    const auto row = session.row<std::int64_t>("select position from ledger_subscription where name = $1", name_);
    return row ? std::get<0>(*row) : 0;
}

std::vector<Event> Subscription::next(storage::Session& session, std::size_t limit) const {
    return log_.read(session, position(session), limit);
}

std::int64_t Subscription::lag(storage::Session& session) const { return log_.size(session) - position(session); }

Result<void> Subscription::advance(storage::Session& session, std::int64_t from, std::int64_t to) const {
    const auto seal = subscription_seal(log_.keyring(), name_, to);
    const auto moved =
        from == 0
            ? session.change(
                  "insert into ledger_subscription (name, position, seal) values ($1, $2, $3) on conflict (name) do "
                  "update set position = excluded.position, seal = excluded.seal "
                  "where ledger_subscription.position = 0",
                  name_, to, seal)
            : session.change(
                  "update ledger_subscription set position = $1, seal = $2 where name = $3 and position = $4", to, seal,
                  name_, from);
    if (moved != 1) return refuse(errors::out_of_order, {{"name", name_}});
    return {};
}

Result<std::size_t> Subscription::run(std::size_t limit, const Prepare& prepare) {
    struct Batch {
        std::int64_t from = 0, to = 0;
        Write write;
    };
    // Read outside the writer, which everybody waits for.
    const auto batch = log_.store().read([&](storage::Session& s) -> Result<Batch> {
        const auto from = position(s);
        const auto events = log_.outlines(s, from, limit);
        if (events.empty()) return Batch{};
        auto write = prepare(s, events);
        if (!write) return write.error();
        return Batch{from, from + static_cast<std::int64_t>(events.size()), std::move(*write)};
    });
    if (!batch) return batch.error();
    if (batch->to == 0) return std::size_t{0};
    const auto done = log_.store().write_wait([&](storage::Session& s) -> Result<bool> {
        // Moved first: two nodes wait here for each other, before either has written anything.
        if (const auto moved = advance(s, batch->from, batch->to); !moved) return moved.error();
        if (const auto written = batch->write(s); !written) return written.error();
        return true;
    });
    if (!done && done.error().is(errors::out_of_order)) return std::size_t{0};
    if (!done) return done.error();
    return static_cast<std::size_t>(batch->to - batch->from);
}

}  // namespace hz::ledger
