// SPDX-License-Identifier: Apache-2.0
#include "cases/replayed_past.hpp"

#include "cases/apply.hpp"

namespace hz::cases {
namespace {

struct Recorder {
    RecordedPast& out;
    Case& c;
    Time at;
    std::map<std::int64_t, Time>& jobs_asked;

    void task(std::int64_t token, const Event& event) const {
        const auto* task = c.find_task(token);
        if (task) out.tasks[task->element].push_back({event, task->created_at, at});
    }

    void operator()(const CaseSubmitted& e) const { out.submitted = PastAnswer{e, at, at}; }
    void operator()(const TaskCompleted& e) const { task(e.token, e); }
    void operator()(const CaseSupplied& e) const { task(e.token, e); }
    void operator()(const TaskReturned& e) const { task(e.token, e); }
    void operator()(const TimerFired& e) const { ++out.timers[e.element]; }
    void operator()(const JobCompleted& e) const {
        const auto asked = jobs_asked.find(e.token);
        out.jobs[e.element].push_back({e, asked == jobs_asked.end() ? at : asked->second, at});
    }
    void operator()(const MessageReceived& e) const { out.messages.push_back({e, at, at}); }
    void operator()(const SignalReceived& e) const { out.at_their_time.push_back({e, at, at}); }
    void operator()(const CaseWithdrawn& e) const { out.at_their_time.push_back({e, at, at}); }
    void operator()(const CaseTerminated& e) const { out.at_their_time.push_back({e, at, at}); }
    void operator()(const CaseMerged& e) const { out.at_their_time.push_back({e, at, at}); }
    void operator()(const CaseCorrected& e) const { out.at_their_time.push_back({e, at, at}); }
    template <class Other>
    void operator()(const Other&) const {}
};

}  // namespace

RecordedPast recorded_past(CaseId id, const std::vector<PastEvent>& past) {
    RecordedPast out;
    std::map<std::int64_t, Time> jobs_asked;
    auto& c = out.closed;
    for (const auto& [event, stored] : past) {
        const auto at = stored.entry.at;
        std::visit(Recorder{out, c, at, jobs_asked}, event);
        std::visit(
            [&](const auto& e) {
                if constexpr (requires { e.move.tasks_created; }) {
                    for (const auto& task : e.move.tasks_created) out.offered.emplace(task.element, task.offered_to);
                    for (const auto& job : e.move.jobs_requested) jobs_asked.emplace(job.token, at);
                }
            },
            event);
        apply(c, event, occurrence_of(id, stored.entry));
        if (c.closed()) break;  // what came after it was reopened is another story
    }
    return out;
}

}  // namespace hz::cases
