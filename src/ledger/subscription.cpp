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

Result<std::size_t> Subscription::run(std::size_t limit, const Handler& handler) {
    const auto waiting = log_.store().read([this](storage::Session& s) -> Result<std::int64_t> { return lag(s); });
    if (!waiting) return waiting.error();
    if (*waiting == 0) return std::size_t{0};
    return log_.store().write_wait([this, limit, &handler](storage::Session& s) -> Result<std::size_t> {
        const auto from = position(s);
        const auto events = log_.read(s, from, limit);
        if (events.empty()) return std::size_t{0};
        // Moved first: two nodes wait here for each other, before either handler has done anything.
        const auto moved = advance(s, from, from + static_cast<std::int64_t>(events.size()));
        if (!moved) return moved.error();
        for (const auto& event : events)
            if (const auto handled = handler(s, event); !handled) return handled.error();
        return events.size();
    });
}

}  // namespace hz::ledger
