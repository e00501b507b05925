// SPDX-License-Identifier: Apache-2.0
// Plays a flow on a node through the same commands as everybody, on a virtual clock.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "app/flow/flow.hpp"
#include "app/node.hpp"
#include "cases/case.hpp"

namespace hz::app {

// Who takes part: people who are registered on the node.
struct Cast {
    std::map<int, identity::ActorPtr> residents;                   // by their number in the seed
    std::map<int, std::string> companies;                          // number -> key in the register
    std::map<std::string, identity::ActorPtr, std::less<>> staff;  // by login
};

struct PlayOptions {
    std::optional<Time> start;  // instead of the flow's
    std::optional<FlowApplicant> applicant;
    JsonObject form;               // laid over the flow's own answers
    int acts = 0;                  // stop after so many steps of people; 0: all
    bool check = true;             // false: `expect` is passed over
    std::chrono::minutes pace{0};  // passes before every act but the first
    // After each step that changed the case.
    std::function<Result<void>(cases::CaseId)> after_act;
};

// One play, which goes on from wait to wait, so that many can be merged by time on one clock. Used on one thread.
class Player {
  public:
    // All references outlive the player.
    Player(Node& node, VirtualClock& clock, const Cast& cast, const Flow& flow, PlayOptions options);

    [[nodiscard]] bool done() const { return done_; }
    // When its next step is due; the clock is set to it, but never back.
    [[nodiscard]] Time next_at() const { return at_; }
    [[nodiscard]] cases::CaseId case_id() const { return case_; }
    // Plays up to the next wait, or with a pace up to the next act. Refusals: errors::flow_failed with file, step and
    // reason; after one the play is done.
    Result<void> advance();
    // All of it. The clock is set to its start, back if need be.
    Result<void> play_alone();

  private:
    Result<void> play(const FlowStep& step);
    Result<void> act(const FlowStep& step);
    Result<void> run(const SubmitStep& step);
    Result<void> run(const TaskStep& step);
    Result<void> run(const SupplyStep& step);
    Result<void> run(const WithdrawStep& step);
    Result<void> run(const RateStep& step);
    Result<void> run(const ActStep& step);
    Result<void> run(const SendStep& step);
    Result<void> check(const ExpectStep& step);
    Result<void> upload(storage::Session& session, const std::string& context,
                        const std::map<std::string, std::string>& files);
    Result<identity::ActorPtr> applicant() const;
    [[nodiscard]] Time after(const WaitStep& step) const;
    [[nodiscard]] Error failed(const std::string& reason) const;

    Node& node_;
    VirtualClock& clock_;
    const Cast& cast_;
    const Flow& flow_;
    const PlayOptions options_;
    const FlowApplicant applicant_;
    std::size_t step_ = 0;
    int acts_ = 0;
    Time at_;
    bool done_ = false;
    cases::CaseId case_{};
};

}  // namespace hz::app
