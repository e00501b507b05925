// SPDX-License-Identifier: Apache-2.0
// A clock that runs under limits: started once, paused, resumed, extended, stopped. Pure data.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "calendar/limit.hpp"

namespace hz::calendar {

// That one limit was made longer: how far, when, by whom and why.
struct Extension {
    std::string limit;  // its code
    int by = 0;         // in its unit
    Time at{};
    std::string approved_by;
    std::string reason;
};

struct LegalClock {
    std::optional<Time> started;
    std::optional<Time> stopped;
    struct Pause {
        Time from;
        std::optional<Time> to;
        std::string reason;
        std::string kind{};  // "hearing", "supplement", ...; empty: the reason is the kind
    };
    std::vector<Pause> pauses;
    int extension = 0;  // of every limit, each in its own unit
    std::vector<Extension> extensions{};
    [[nodiscard]] bool paused() const { return !pauses.empty() && !pauses.back().to; }
    [[nodiscard]] bool running() const { return started && !stopped && !paused(); }
};

// Whether a pause stops this limit.
[[nodiscard]] bool stops(const LegalClock::Pause& pause, const Limit& limit);
// Units that were added to this limit.
[[nodiscard]] int extended_by(const LegalClock& clock, const Limit& limit);

// The lawful changes of a clock. Each refuses with errors::clock_not_started, clock_running, clock_paused or
// clock_stopped when the clock is not in a state for it, and errors::clock_order when `at` lies before what the clock
// has already seen. Stopping ends an open pause.
[[nodiscard]] Result<LegalClock> start(LegalClock clock, Time at);
[[nodiscard]] Result<LegalClock> pause(LegalClock clock, Time at, std::string reason, std::string kind = {});
[[nodiscard]] Result<LegalClock> resume(LegalClock clock, Time at);
[[nodiscard]] Result<LegalClock> stop(LegalClock clock, Time at);
[[nodiscard]] Result<LegalClock> extend(LegalClock clock, int by);  // 1..10000; whoever may, every limit

// Who approves an extension: the posts held and the permissions had.
struct Approver {
    std::vector<std::string> posts;
    std::vector<std::string> permissions;
};
// By the limit's own rules; `extension.limit` is set to the limit's code. Besides the above it refuses
// errors::not_extendable, extended_too_often, extended_too_far (with `most`), and not_the_approver (with `needed`)
// where a rule would allow it to somebody else.
[[nodiscard]] Result<LegalClock> extend(LegalClock clock, const Limit& limit, Extension extension,
                                        const Approver& approver);

// The clock of one limit of a case, of which `whole` is the case's own clock and `events` says when it came to which
// event first. A limit that names no start is under the whole clock; one that does runs from that event, with the
// pauses and its own extensions. One that names its stops ends at the first of these after its start; one that does
// not ends with the whole clock, if that stops later than it starts.
using Moments = std::map<std::string, Time, std::less<>>;
[[nodiscard]] LegalClock clock_of(const Limit& limit, const LegalClock& whole, const Moments& events);

// Times as milliseconds; the two are inverse. Refuses errors::invalid_clock with the fields.
[[nodiscard]] Json to_json(const LegalClock& clock);
[[nodiscard]] Result<LegalClock> clock_from_json(const Json& value);

}  // namespace hz::calendar
