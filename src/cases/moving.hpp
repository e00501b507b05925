// SPDX-License-Identifier: Apache-2.0
// From a process step to a Move: tasks with their work-list owners and dues, timers with instants, the legal clock.
#pragma once
#include "calendar/calendar.hpp"
#include "cases/case_type.hpp"
#include "cases/event.hpp"

namespace hz::cases {

struct Surroundings {
    const CaseType& type;
    const calendar::WorkingCalendar& calendar;
    Time now;
    const form::IdentifierChecker* identifiers = nullptr;  // none: identifiers in forms are not checked
};

// The form's data as it is kept, checked against the type's form whatever the browser said.
[[nodiscard]] Result<Json> check_form(const Json& data, const Surroundings& around);

// Steps the process of `c`, whose `handled`, `form` and `clock` already show the command's own effect.
[[nodiscard]] Result<Move> move(const Case& c, const process::Command& command, const Surroundings& around);

// The same, of an order to go back to a task or (empty) to the start. Refuses errors::no_way_back.
[[nodiscard]] Result<Move> move_back(const Case& c, std::string_view element, const Surroundings& around);

// The same, of an instance that was moved to the definition of `around` from that of another version:
// process/migrate.hpp.
[[nodiscard]] Move move_over(const Case& c, process::Step migrated, const Surroundings& around);

// Whose work list a task of this kind stands on.
[[nodiscard]] std::vector<std::string> task_owners(const Case& c, const process::TaskInfo& info);

// The clock was changed by itself, and with it every open task's due. `clock` as it is to be; the rest of `c` as it is.
[[nodiscard]] Move turned_clock(const Case& c, const calendar::LegalClock& clock, const Surroundings& around);

// When a task of `c` must be done: limit_clock.hpp. Empty where no limit runs.
[[nodiscard]] std::optional<Time> task_due(const Case& c, const Surroundings& around);

// The FEEL context of conditions: form, applicant, supplements, and each handled task by its element.
[[nodiscard]] Json process_variables(const Case& c);

}  // namespace hz::cases
