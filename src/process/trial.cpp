// SPDX-License-Identifier: Apache-2.0
#include "process/trial.hpp"

#include <algorithm>

#include "process/errors.hpp"

namespace hz::process {

namespace {

std::string when(const TimerSet& timer) {
    if (timer.working_days > 0) return std::to_string(timer.working_days);
    return timer.iso_date.empty() ? timer.iso_duration : timer.iso_date;
}

class Play {
  public:
    Play(const Definition& definition, Json variables) : definition_(definition), variables_(std::move(variables)) {}

    void start() { go(Start{}); }

    void act(const Act& act) {
        ++at_;
        const auto choice = std::ranges::find(trial_.choices, act.token, &Choice::token);
        if (choice == trial_.choices.end()) {
            trial_.stopped = refuse(errors::no_such_token);
            return;
        }
        const Choice taken = *choice;
        if (taken.kind == "task") {
            variables_.as_object()[taken.element] =
                JsonObject{{"outcome", act.outcome}, {"opinion", ""}, {"data", act.data}, {"by", "1"}};
            go(CompleteTask{act.token, {}});
        } else if (taken.kind == "timer") {
            go(FireTimer{act.token});
        } else if (taken.kind == "message") {
            go(ReceiveMessage{taken.detail, act.data, act.token});
        } else if (taken.kind == "signal") {
            go(ReceiveSignal{taken.detail, act.data});
        } else {
            go(CompleteJob{act.token, act.data});
        }
        if (trial_.stopped) return;
        // A cycle of a timer waits on under the same token.
        if (taken.kind != "timer" || !standing(act.token)) forget(act.token);
        trial_.done = at_;
    }

    [[nodiscard]] bool stopped() const { return trial_.stopped.has_value(); }

    Trial take() {
        for (const auto& token : state_.tokens) {
            const auto& element = element_of(definition_, token);
            const auto place = std::ranges::find(trial_.places, element, &Place::element);
            if (place == trial_.places.end())
                trial_.places.push_back({element, 1});
            else
                ++place->tokens;
        }
        trial_.ended = state_.ended;
        return std::move(trial_);
    }

    void operator()(const TaskCreated& e) {
        const auto* task = find_task(definition_, e.element);
        Choice choice{e.token, "task", e.element, {}, {}, false};
        if (task != nullptr) {
            choice.outcomes = task->outcomes;
            choice.for_applicant = task->for_applicant;
        }
        offer(std::move(choice));
    }
    void operator()(const TimerSet& e) { offer({e.token, "timer", e.element, when(e), {}, false}); }
    void operator()(const JobRequested& e) { offer({e.token, "job", e.element, e.type, {}, false}); }
    void operator()(const MessageExpected& e) { offer({e.token, "message", e.element, e.message, {}, false}); }
    void operator()(const SignalExpected& e) { offer({e.token, "signal", e.element, e.signal, {}, false}); }
    void operator()(const CallRequested& e) { offer({e.token, "call", e.element, e.called, {}, false}); }
    void operator()(const DecisionRequested& e) { offer({e.token, "decision", e.element, e.decision, {}, false}); }
    void operator()(const ScriptRequested& e) { offer({e.token, "job", e.element, e.script, {}, false}); }
    void operator()(const TaskCancelled& e) { forget(e.token); }
    void operator()(const TimerCancelled& e) { forget(e.token); }
    void operator()(const SubscriptionCancelled& e) { forget(e.token); }
    void operator()(const Reached& e) {
        if (!e.milestone.empty()) tell("milestone", e.element, e.milestone);
        if (e.milestone == "supplement_requested") variables_.as_object()["supplements"] = 1;  // as cases counts them
        if (!e.clock.empty()) tell("clock", e.element, e.clock);
    }
    void operator()(const Ended& e) { tell("end", e.element, {}); }
    void operator()(const MessageSent& e) { tell("sent", e.element, e.message); }
    void operator()(const SignalThrown& e) { tell("sent", e.element, e.signal); }
    void operator()(const EscalationRaised& e) { tell("escalation", e.element, e.code); }
    void operator()(const ErrorRaised& e) { tell("error", e.element, e.code); }

  private:
    void go(const Command& command) {
        auto next = step(definition_, state_, command, variables_);
        if (!next) {
            trial_.stopped = next.error();
            return;
        }
        state_ = std::move(next->state);
        for (auto& element : next->passed)
            if (std::ranges::find(trial_.passed, element) == trial_.passed.end())
                trial_.passed.push_back(std::move(element));
        for (const auto& effect : next->effects) std::visit(*this, effect);
        if (state_.ended) trial_.choices.clear();
    }
    void offer(Choice choice) {
        forget(choice.token);
        trial_.choices.push_back(std::move(choice));
    }
    void forget(std::int64_t token) {
        std::erase_if(trial_.choices, [token](const Choice& one) { return one.token == token; });
    }
    void tell(std::string kind, const std::string& element, const std::string& detail) {
        trial_.told.push_back({at_, std::move(kind), element, detail});
    }
    [[nodiscard]] bool standing(std::int64_t token) const {
        return std::ranges::find(state_.tokens, token, &Token::id) != state_.tokens.end();
    }

    const Definition& definition_;
    Json variables_;
    State state_;
    Trial trial_;
    std::size_t at_ = 0;
};

}  // namespace

Trial try_out(const Definition& definition, const Json& form, const Json& applicant, std::span<const Act> acts) {
    Play play(definition, JsonObject{{"form", form}, {"applicant", applicant}, {"supplements", 0}});
    play.start();
    for (const auto& act : acts.first(std::min(acts.size(), most_acts))) {
        if (play.stopped()) break;
        play.act(act);
    }
    return play.take();
}

}  // namespace hz::process
