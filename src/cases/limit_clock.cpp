// SPDX-License-Identifier: Apache-2.0
#include "cases/limit_clock.hpp"

#include <algorithm>

namespace hz::cases {

using calendar::LegalClock;
using calendar::Limit;

namespace {

// Asked for before the whole clock ran: a pause that the whole clock does not know.
void add_early_supplement(const Case& c, LegalClock& whole) {
    if (!c.supplement || c.supplement->requested_at < c.received_at()) return;
    if (whole.started && *whole.started <= c.supplement->requested_at) return;
    whole.pauses.insert(whole.pauses.begin(), {c.supplement->requested_at, c.supplement->supplied_at,
                                               "supplement_requested", "supplement_requested"});
}

}  // namespace

LegalClock whole_clock(const Json& stored) {
    if (stored.is_null()) return {};
    auto read = calendar::clock_from_json(stored);
    return read ? std::move(*read) : LegalClock{};
}

calendar::Moments moments_of(const Case& c) {
    const auto since = c.received_at();
    calendar::Moments out{{"submitted", since}};
    for (const auto& milestone : c.milestones)
        if (milestone.at >= since) out.emplace(milestone.code, milestone.at);
    if (c.closed_at) out.emplace("closed", *c.closed_at);
    return out;
}

LegalClock limit_clock(const Limit& limit, const Case& c, const LegalClock& whole, const calendar::Moments& moments) {
    LegalClock clock;
    if (limit.starts.empty()) {
        clock = calendar::clock_of(limit, whole, moments);
    } else {
        auto all = whole;
        add_early_supplement(c, all);
        clock = calendar::clock_of(limit, all, moments);
    }
    if (clock.started && !clock.stopped && c.closed_at) {
        if (clock.paused()) clock.pauses.back().to = *c.closed_at;
        clock.stopped = std::max(*c.closed_at, *clock.started);
    }
    return clock;
}

LegalClock limit_clock(const Limit& limit, const Case& c) {
    return limit_clock(limit, c, whole_clock(c.clock), moments_of(c));
}

bool stands(const LegalClock& clock, const Limit& limit) {
    return clock.paused() && calendar::stops(clock.pauses.back(), limit);
}

std::vector<RunningLimit> running_limits(const Case& c, const CaseType& type, const calendar::WorkingCalendar& calendar,
                                         Time now) {
    std::vector<RunningLimit> out;
    if (type.limits.empty() || c.closed()) return out;
    const auto whole = whole_clock(c.clock);
    const auto moments = moments_of(c);
    for (const auto& limit : type.limits) {
        auto clock = limit_clock(limit, c, whole, moments);
        if (!clock.started || clock.stopped) continue;
        const auto due = calendar::deadline(calendar, limit, clock, now);
        if (!due) continue;
        const bool waits = stands(clock, limit);
        out.push_back({&limit, std::move(clock), *due, waits});
    }
    return out;
}

std::optional<Time> next_due(const std::vector<RunningLimit>& running) {
    std::optional<Time> out;
    for (const auto& one : running)
        if (!one.stands && (!out || one.deadline.due < *out)) out = one.deadline.due;
    return out;
}

}  // namespace hz::cases
