// SPDX-License-Identifier: Apache-2.0
// The working calendar as the packs in the store have it, in force or as it was.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "calendar/calendar.hpp"
#include "pack/definition.hpp"
#include "storage/store.hpp"

namespace hz::cases {

// Which versions of which definitions a calendar is made of: [["calendar", "2026", 3], ["setting", "shifts", 1]].
[[nodiscard]] Json calendar_versions(storage::Session& session);  // those in force

// Made of bodies: years, and the settings `calendar` and `shifts`, either of which may be null.
[[nodiscard]] Result<calendar::WorkingCalendar> make_calendar(const JsonArray& years, const Json& setting,
                                                              const Json& shifts);
// Refuses what make_calendar does, and pack::errors::no_such_definition.
[[nodiscard]] Result<std::shared_ptr<const calendar::WorkingCalendar>> calendar_of(storage::Session& session,
                                                                                   const Json& versions);

// What differs between the two, as DeadlinesMoved has it: "calendar/2026", "setting/shifts".
[[nodiscard]] std::vector<std::string> calendar_differences(const Json& before, const Json& after);

}  // namespace hz::cases
