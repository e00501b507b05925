// SPDX-License-Identifier: Apache-2.0
// What people and handlers gave to a past case, by the element that asked for it. Private to cases: for dry_run.
#pragma once
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "cases/cases.hpp"

namespace hz::cases {

// What was given to a task or job: asked and given then. Of a task: TaskCompleted, CaseSupplied or TaskReturned.
struct PastAnswer {
    Event event;
    Time asked{}, given{};
};

struct RecordedPast {
    Case closed;  // as it was when it ended first, or as it is
    std::optional<PastAnswer> submitted;
    std::map<std::string, std::deque<PastAnswer>, std::less<>> tasks, jobs;
    std::map<std::string, int, std::less<>> timers;                        // how often each fired
    std::map<std::string, std::vector<std::string>, std::less<>> offered;  // task -> work-list owners
    std::vector<PastAnswer> messages;                                      // MessageReceived
    std::vector<PastAnswer> at_their_time;                                 // withdrawn, terminated, corrected, a signal
};
[[nodiscard]] RecordedPast recorded_past(CaseId id, const std::vector<PastEvent>& past);

}  // namespace hz::cases
