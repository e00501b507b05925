// SPDX-License-Identifier: Apache-2.0
// A flow: what people do with one case, step by step, as a pack's tests/*.flow.yaml tells it. Pure data.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/flow/case_step.hpp"
#include "base/clock.hpp"
#include "base/json.hpp"
#include "pack/pack.hpp"

namespace hz::app {

// The applicant sends the application in. `files`: material -> name of a file of the flow.
struct SubmitStep {
    Json form;
    std::map<std::string, std::string> files;
};
// A member of staff takes the task of an element and completes it.
struct TaskStep {
    std::string element, login, outcome, opinion;
    Json data;
};
// The applicant supplies what was asked for; a null form leaves the answers as they were.
struct SupplyStep {
    Json form;
    std::map<std::string, std::string> files;
    std::string note;
};
struct WithdrawStep {
    std::string reason;
};
struct RateStep {
    int level = 0;
    std::vector<std::string> reasons;
    std::string text;
};
// From outside, to whichever case waits: a message where `key` or `data` may be given, or a signal.
struct SendStep {
    bool signal = false;
    std::string name;
    Json key, data;
    int keep_hours = 0;
};
// Time passes. Working days keep the time of day.
struct WaitStep {
    int working_days = 0, days = 0, hours = 0;
};
// What must be true now. Empty members are not looked at.
struct ExpectStep {
    std::string state, milestone;
    std::string open;                              // an element that has an open task
    std::map<std::string, std::string> deadlines;  // limit -> local date, "2026-01-15"
    std::optional<bool> paused, licence;
};

struct FlowStep {
    std::variant<SubmitStep, TaskStep, SupplyStep, WithdrawStep, RateStep, WaitStep, ExpectStep, ActStep, SendStep>
        what;
    std::string refused;  // the code it must be refused with; "*": any; empty: it must succeed
    // Whether somebody acts: neither wait nor expect.
    [[nodiscard]] bool acts() const {
        return !std::holds_alternative<WaitStep>(what) && !std::holds_alternative<ExpectStep>(what);
    }
};

struct FlowApplicant {
    int resident = 0;  // numbers in the pack's seed
    int company = 0;   // 0: for oneself
};

struct Flow {
    std::string code;       // "<service or event>/<name>"
    std::string case_type;  // code of the service or event type
    bool event = false;     // of an event type: there is no draft
    std::string source;     // its file in the pack
    Time start{};
    FlowApplicant applicant;
    std::vector<FlowStep> steps;
    std::map<std::string, std::string> files;  // the bytes of those the steps name
};

// Refusal: errors::bad_flow with the file and the step, from 1.
[[nodiscard]] Result<Flow> parse_flow(const pack::Definition& definition, const pack::Pack& pack);
// Every flow of the pack, by code; the first that is wrong refuses all.
[[nodiscard]] Result<std::vector<Flow>> flows_of(const pack::Pack& pack);
// {resident, company} as flows and plays give it.
[[nodiscard]] FlowApplicant applicant_from(const Json& definition);

}  // namespace hz::app
