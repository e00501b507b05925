// SPDX-License-Identifier: Apache-2.0
// What a limit makes of a clock: which pauses stop it, how far it may be extended, from when to when it runs.
#include <algorithm>

#include "calendar/errors.hpp"
#include "calendar/legal_clock.hpp"

namespace hz::calendar {

namespace {

bool contains(const std::vector<std::string>& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

bool may_approve(const ExtensionRule& rule, const Approver& approver) {
    return rule.post.empty() ? contains(approver.permissions, rule.permission) : contains(approver.posts, rule.post);
}

int times_extended(const LegalClock& clock, const Limit& limit) {
    return static_cast<int>(std::count_if(clock.extensions.begin(), clock.extensions.end(),
                                          [&](const Extension& e) { return e.limit == limit.code; }));
}

// Ok where a rule allows it; else what stands in the way of the rule that is nearest to allowing it.
Result<void> allowed(const LegalClock& clock, const Limit& limit, int by, const Approver& approver) {
    if (limit.extensions.empty()) return refuse(errors::not_extendable);
    const int used = times_extended(clock, limit);
    int most_times = 0;
    int most = 0;
    std::string needed;
    for (const auto& rule : limit.extensions) {
        most_times = std::max(most_times, rule.times);
        if (used >= rule.times) continue;
        most = std::max(most, rule.number);
        if (by > rule.number) continue;
        if (may_approve(rule, approver)) return {};
        if (needed.empty()) needed = rule.post.empty() ? rule.permission : rule.post;
    }
    if (!needed.empty()) return refuse(errors::not_the_approver, {{"needed", needed}});
    if (most > 0) return refuse(errors::extended_too_far, {{"most", std::to_string(most)}});
    return refuse(errors::extended_too_often, {{"times", std::to_string(most_times)}});
}

}  // namespace

bool stops(const LegalClock::Pause& pause, const Limit& limit) {
    return !limit.pauses || contains(*limit.pauses, pause.kind.empty() ? pause.reason : pause.kind);
}

int extended_by(const LegalClock& clock, const Limit& limit) {
    int sum = clock.extension;
    for (const auto& extension : clock.extensions)
        if (extension.limit == limit.code) sum += extension.by;
    return sum;
}

Result<LegalClock> extend(LegalClock clock, const Limit& limit, Extension extension, const Approver& approver) {
    if (!clock.started) return refuse(errors::clock_not_started);
    if (clock.stopped) return refuse(errors::clock_stopped);
    if (extension.at < *clock.started) return refuse(errors::clock_order);
    if (auto checked = allowed(clock, limit, extension.by, approver); !checked) return checked.error();
    // The bounds of numbers are those of the unruled extension.
    if (auto bounded = extend(clock, extension.by); !bounded) return bounded.error();
    extension.limit = limit.code;
    clock.extensions.push_back(std::move(extension));
    return clock;
}

LegalClock clock_of(const Limit& limit, const LegalClock& whole, const Moments& events) {
    LegalClock clock = whole;
    if (!limit.starts.empty()) {
        const auto found = events.find(limit.starts);
        if (found == events.end()) return {};
        const Time from = found->second;
        clock = LegalClock{};
        clock.started = from;
        clock.extensions = whole.extensions;
        if (limit.stops.empty() && whole.stopped && *whole.stopped > from) clock.stopped = whole.stopped;
        for (auto pause : whole.pauses) {
            if (pause.to && *pause.to <= from) continue;
            pause.from = std::max(pause.from, from);
            clock.pauses.push_back(std::move(pause));
        }
    }
    if (!clock.started) return clock;
    for (const auto& code : limit.stops) {
        const auto found = events.find(code);
        if (found == events.end() || found->second < *clock.started) continue;
        if (!clock.stopped || found->second < *clock.stopped) clock.stopped = found->second;
    }
    if (!clock.stopped) return clock;
    std::erase_if(clock.pauses, [&](const auto& pause) { return pause.from >= *clock.stopped; });
    if (clock.paused() || (!clock.pauses.empty() && *clock.pauses.back().to > *clock.stopped))
        clock.pauses.back().to = *clock.stopped;
    return clock;
}

}  // namespace hz::calendar
