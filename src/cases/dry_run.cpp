// SPDX-License-Identifier: Apache-2.0
#include "cases/dry_run.hpp"

#include <algorithm>

#include "cases/apply.hpp"
#include "cases/command.hpp"
#include "cases/decision.hpp"
#include "cases/errors.hpp"
#include "cases/moving.hpp"
#include "cases/replayed_past.hpp"

namespace hz::cases {
namespace {

using std::chrono::minutes;

constexpr int most_moves = 2'000;  // of one case

std::vector<std::string> posts_of(const std::vector<std::string>& owners) {
    std::vector<std::string> out;
    for (const auto& owner : owners)
        if (owner.starts_with("post:")) out.push_back(owner.substr(owner.rfind(':') + 1));
    std::ranges::sort(out);
    return out;
}

// One case under way. Moves by whatever comes next: an answer, a job, a timer, what people did at their time.
class Replay {
  public:
    Replay(CaseId id, RecordedPast past, const CaseType& type, const calendar::WorkingCalendar& calendar, DryRun& out)
        : id_(id), past_(std::move(past)), type_(type), calendar_(calendar), out_(out) {}

    void run() {
        if (!past_.submitted) return fail(refuse(errors::not_found));
        const auto submitted = std::get<CaseSubmitted>(past_.submitted->event);
        now_ = past_.submitted->given;
        give(submitted, process::Start{}, 0, submitted.applicant);
        int moves = 0;
        while (!done_ && !c_.closed()) {
            if (++moves > most_moves) return fail(refuse(errors::process_incident));
            next();
        }
        if (!done_) tell_rest();
    }
    [[nodiscard]] const Case& now() const { return c_; }

  private:
    enum class Kind { none, job, task, message, at_its_time, timer };
    struct Next {
        Kind kind = Kind::none;
        Time at{};
        std::size_t index = 0;
    };

    void fail(Error error) {
        out_.end = DryRunEnd::failed;
        out_.problem = std::move(error);
        done_ = true;
    }
    void stand(const std::string& element, const std::string& outcome = {}) {
        out_.end = DryRunEnd::stands;
        out_.element = element;
        out_.outcome = outcome;
        done_ = true;
    }
    [[nodiscard]] Surroundings around() const { return {type_, calendar_, now_}; }

    // When what was given to the past's step would have been given to one that is asked for at `asked`.
    [[nodiscard]] Time shifted(const PastAnswer& past, Time asked) const {
        if (asked == past.asked) return past.given;
        const auto from = calendar_.local_date(past.asked), to = calendar_.local_date(past.given);
        const int days = calendar_.working_days_between(from, to);
        if (days <= 0) return asked + std::max(past.given - past.asked, std::chrono::milliseconds{0});
        const auto since_midnight = std::chrono::duration_cast<minutes>(past.given - calendar_.start_of(to));
        const auto day = calendar_.add_working_days(calendar_.local_date(asked), days);
        return std::max(asked,
                        calendar_.at(day, static_cast<int>(std::min<std::int64_t>(since_midnight.count(), 1440))));
    }

    // As the command does it: the event's own effect first, then what the process makes of it.
    template <class E>
    void give(E event, const process::Command& command, std::int64_t token, PersonId by) {
        event.move = {};
        if (token != 0) event.move.tasks_closed.push_back(token);
        Case after = c_;
        apply(after, event, {id_, now_, by});
        auto moved = move(after, command, around());
        if (!moved) return fail(moved.error());
        if (token != 0) moved->tasks_closed.push_back(token);
        settle(std::move(event), std::move(*moved), by);
    }
    template <class E>
    void settle(E event, Move moved, PersonId by) {
        for (const auto& task : moved.tasks_created) compare_people(task);
        for (const auto& job : moved.jobs_requested) asked_[job.token] = now_;
        event.move = std::move(moved);
        apply(c_, Event{std::move(event)}, {id_, now_, by});
    }

    // What the command made of it.
    template <class E>
    void take(Result<Event> made) {
        if (!made) return fail(made.error());
        auto event = std::get<E>(std::move(*made));
        auto moved = std::exchange(event.move, {});
        settle(std::move(event), std::move(moved), {});
    }

    void compare_people(const OpenTask& task) {
        const auto before = past_.offered.find(task.element);
        if (before == past_.offered.end()) return;
        OtherPosts both{task.element, posts_of(before->second), posts_of(task.offered_to)};
        if (both.before != both.after && std::ranges::find(out_.people, both) == out_.people.end())
            out_.people.push_back(std::move(both));
    }

    void consider(Next& best, const Next& one) const {
        if (best.kind == Kind::none || one.at < best.at || (one.at == best.at && one.kind < best.kind)) best = one;
    }

    void next() {
        Next best;
        const OpenTask* unanswered = nullptr;
        for (std::size_t i = 0; i < c_.jobs.size(); ++i) consider(best, {Kind::job, job_done(c_.jobs[i]), i});
        for (std::size_t i = 0; i < c_.tasks.size(); ++i) {
            const auto& task = c_.tasks[i];
            const auto answers = past_.tasks.find(task.element);
            if (answers == past_.tasks.end() || answers->second.empty())
                unanswered = unanswered ? unanswered : &task;
            else
                consider(best, {Kind::task, shifted(answers->second.front(), task.created_at), i});
        }
        for (std::size_t i = 0; i < past_.messages.size(); ++i)
            if (find_wait(i)) consider(best, {Kind::message, past_.messages[i].given, i});
        if (told_ < past_.at_their_time.size())
            consider(best, {Kind::at_its_time, past_.at_their_time[told_].given, told_});
        for (std::size_t i = 0; i < c_.timers.size(); ++i) {
            // Nobody knows whether it would have run out while a new question was open.
            const auto fired = past_.timers.find(c_.timers[i].element);
            if (!unanswered || (fired != past_.timers.end() && fired->second > 0))
                consider(best, {Kind::timer, c_.timers[i].due, i});
        }
        if (best.kind == Kind::none) return stand(unanswered ? unanswered->element : waiting_place());
        now_ = std::max(now_, best.at);
        if (best.kind == Kind::job) return do_job(c_.jobs[best.index]);
        if (best.kind == Kind::task) return do_task(c_.tasks[best.index]);
        if (best.kind == Kind::message) return give_message(best.index);
        if (best.kind == Kind::timer) return fire(c_.timers[best.index]);
        std::visit([this](const auto& e) { at_its_time(e); }, past_.at_their_time[told_++].event);
    }

    [[nodiscard]] std::string waiting_place() const {
        const auto& tokens = get_array(c_.process, "tokens");
        return tokens.empty() ? std::string() : std::string(get_text(tokens.front(), "element"));
    }

    [[nodiscard]] Time job_done(const PendingJob& job) const {
        const auto asked = asked_.find(job.token);
        const auto since = asked == asked_.end() ? now_ : asked->second;
        const auto past = past_.jobs.find(job.element);
        if (past == past_.jobs.end() || past->second.empty()) return since;
        return since + (past->second.front().given - past->second.front().asked);
    }

    void do_job(const PendingJob job) {
        const auto past = past_.jobs.find(job.element);
        std::optional<Json> before;
        if (past != past_.jobs.end() && !past->second.empty()) {
            before = std::get<JobCompleted>(past->second.front().event).result;
            past->second.pop_front();
        }
        if (job.type != decision_job) {
            if (!before) out_.assumed.push_back(job.element);
            return take<JobCompleted>(complete_job(job.token, before.value_or(Json{}), c_, around()));
        }
        const auto after = decide(c_, job, around());
        if (!after) return fail(after.error());
        if (before && *before != *after) out_.decisions.push_back({job.element, *before, *after});
        take<JobCompleted>(complete_job(job.token, *after, c_, around()));
    }

    [[nodiscard]] const Wait* find_wait(std::size_t message) const {
        const auto& past = std::get<MessageReceived>(past_.messages[message].event);
        const auto found = std::ranges::find_if(c_.waits, [&](const Wait& one) {
            return one.kind == "message" && one.name == past.message && one.key == past.key;
        });
        return found == c_.waits.end() ? nullptr : &*found;
    }
    // When it came, or, where it was not waited for yet, as soon as it is.
    void give_message(std::size_t index) {
        const auto token = find_wait(index)->token;
        const auto past = std::get<MessageReceived>(std::move(past_.messages[index].event));
        past_.messages.erase(past_.messages.begin() + static_cast<std::ptrdiff_t>(index));
        take<MessageReceived>(
            receive_message({past.id, past.message, past.key, past.from, past.data}, token, c_, around()));
    }

    void fire(const PendingTimer timer) {
        if (const auto fired = past_.timers.find(timer.element); fired != past_.timers.end()) --fired->second;
        take<TimerFired>(fire_timer(timer.token, c_, around()));
    }

    void do_task(const OpenTask task) {
        auto& answers = past_.tasks.find(task.element)->second;
        const auto answer = std::move(answers.front());
        answers.pop_front();
        if (const auto* done = std::get_if<TaskCompleted>(&answer.event)) return complete(task, *done);
        if (const auto* supplied = std::get_if<CaseSupplied>(&answer.event)) {
            auto event = *supplied;
            event.token = task.token;
            return give(std::move(event), process::CompleteTask{task.token}, task.token, c_.applicant);
        }
        auto event = std::get<TaskReturned>(answer.event);
        event.token = task.token;
        auto moved = move_back(c_, event.to, around());
        if (!moved) return stand(task.element);
        settle(std::move(event), std::move(*moved), {});
    }

    void complete(const OpenTask& task, const TaskCompleted& past) {
        const auto* info = process::find_task(*type_.process, task.element);
        if (info && !info->outcomes.empty() && std::ranges::find(info->outcomes, past.outcome) == info->outcomes.end())
            return stand(task.element, past.outcome);
        if (info)
            for (const auto& other : info->not_handled_by)
                if (const auto* done = find(c_.handled, other); done && get_text(*done, "by") == hz::to_text(past.by))
                    out_.same_person.push_back(task.element);
        auto event = past;
        event.token = task.token;
        give(std::move(event), process::CompleteTask{task.token}, task.token, past.by);
    }

    // An ending that people gave it, as it was: its move closes the case whatever the process is. A signal is heard by
    // who listens when it is thrown.
    template <class E>
    void at_its_time(const E& event) {
        if constexpr (std::is_same_v<E, SignalReceived>)
            if (auto heard = receive_signal({event.signal, event.from, event.data}, c_, around()))
                take<SignalReceived>(std::move(heard));
        if constexpr (std::is_same_v<E, CaseWithdrawn> || std::is_same_v<E, CaseTerminated> ||
                      std::is_same_v<E, CaseMerged> || std::is_same_v<E, CaseCorrected>)
            apply(c_, Event{event}, {id_, now_, {}});
    }

    void tell_rest() {
        for (const auto& [element, answers] : past_.tasks)
            if (!answers.empty()) out_.not_asked.push_back(element);
        for (const auto& message : past_.messages)
            out_.not_asked.push_back(std::get<MessageReceived>(message.event).element);
    }

    CaseId id_;
    RecordedPast past_;
    const CaseType& type_;
    const calendar::WorkingCalendar& calendar_;
    DryRun& out_;
    Case c_;
    Time now_{};
    std::map<std::int64_t, Time> asked_;  // jobs, by token
    std::size_t told_ = 0;                // of what happened at its time
    bool done_ = false;
};

}  // namespace

CaseType with(const CaseType& type, const Change& change) {
    auto out = type;
    if (change.process) out.process = change.process;
    if (change.rules) out.rules = change.rules;
    return out;
}

DryRun dry_run(CaseId id, const std::vector<PastEvent>& past, const CaseType& type,
               const calendar::WorkingCalendar& calendar) {
    DryRun out;
    out.id = id;
    auto recorded = recorded_past(id, past);
    out.number = recorded.closed.number;
    out.state_before = recorded.closed.state;
    out.ended_before = recorded.closed.closed_at;
    Replay replay(id, std::move(recorded), type, calendar, out);
    replay.run();
    out.state_after = replay.now().state;
    out.ended_after = replay.now().closed_at;
    if (out.end == DryRunEnd::ended && out.ended_before && out.ended_after)
        out.days = calendar.working_days_between(calendar.local_date(*out.ended_before),
                                                 calendar.local_date(*out.ended_after));
    return out;
}

}  // namespace hz::cases
