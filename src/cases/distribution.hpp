// SPDX-License-Identifier: Apache-2.0
// Which of several people a task is given to. Private to cases.
#pragma once
#include "cases/case_type.hpp"
#include "cases/event.hpp"
#include "cases/staff.hpp"

namespace hz::cases {

// By the rule of the task's model, among those present in the posts it is offered to whom no rule keeps from it:
//   round_robin   who was given one of these tasks longest ago; those who never were first
//   least_loaded  who has fewest tasks in hand; among equals by turns
// and of equals the lowest id. Nothing where the task is not given by rule, or nobody may have it: it stays open.
[[nodiscard]] std::optional<TaskGiven> choose_person(storage::Session& session, Staff& staff, const Case& c,
                                                     const OpenTask& task, const CaseType& type);

// Remembers whose turn it was.
void took_turn(storage::Session& session, const Case& c, const TaskGiven& given);

}  // namespace hz::cases
