// SPDX-License-Identifier: Apache-2.0
// Steps of a flow that few cases see: `{suspend: {kind, reason, days}, as: <login>}` and so on, one for each command of
// cases/case_act.hpp. Without `as` the applicant does it.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "cases/case_act.hpp"

namespace hz::app {

struct ActStep {
    std::string command;  // "suspend"
    Json arguments;
    std::string login;  // empty: the applicant
};

// The members a command's map may have; empty: there is no such command.
[[nodiscard]] std::span<const std::string_view> members_of(std::string_view command);
// Every command.
[[nodiscard]] std::span<const std::string_view> act_commands();

// Who signs in under a login; null: nobody.
using FindStaff = std::function<identity::ActorPtr(std::string_view login)>;
// Refuses cases::errors::task_not_found where the step names a task that is not open, cannot_take_it where nobody signs
// in under a login.
[[nodiscard]] Result<cases::CaseAct> to_act(const ActStep& step, const cases::Case& c, const FindStaff& find_staff);

}  // namespace hz::app
